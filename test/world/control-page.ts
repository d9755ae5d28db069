import { behaviourNames, writeBehaviour } from './behaviour.ts'
import { escaped } from './pages/html.ts'
import { scenarios } from './scenarios.ts'
import type { World } from './world.ts'

/** What the control page and the command line show of the world. */
export interface State {
  online: boolean
  switched: { host: string; path: string; behaviour: string }[]
  dns: { domain: string; behaviour: string }[]
  smtp: { mode: string; mails: { receivedAt: string; to: string[]; subject: string }[] }
  asked: { host: string; requests: number }[]
}

export function stateOf(world: World): State {
  return {
    online: world.online,
    switched: world.switched().map((one) => ({ ...one, behaviour: writeBehaviour(one.behaviour) })),
    dns: world.dns.list(),
    smtp: {
      mode: world.smtp.mode,
      mails: world.smtp.messages.map(({ receivedAt, to, subject }) => ({
        receivedAt: receivedAt.toISOString(),
        to,
        subject,
      })),
    },
    asked: world.hosts
      .map((host) => ({ host, requests: world.requests(host).length }))
      .filter(({ requests }) => requests > 0),
  }
}

/** The page with the buttons: plain HTML, no script, both languages beside each other. */
export function renderControlPage(world: World): string {
  const state = stateOf(world)
  return `<!DOCTYPE html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Мир · World</title>
<style>
body { font: 16px/1.4 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
form { margin: 0.4rem 0 }
button { font: inherit; text-align: left; padding: 0.4rem 0.8rem; width: 100%; cursor: pointer }
small, .en { color: #666 }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); column-gap: 1rem }
.fields { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end }
.fields button { width: auto }
</style>
</head>
<body>
<h1>Мир для пробы <span class="en">· a world to try</span></h1>
<p>${state.online ? '🟢 Сеть есть · online' : '🔴 Сети нет · offline'} · почта · mail: ${escaped(state.smtp.mode)}
· <a href="/">обновить · refresh</a></p>
<div class="grid">
${scenarios.map(buttonOf).join('\n')}
</div>
<h2>Любой переключатель <span class="en">· any switch</span></h2>
<form method="post" action="/set" class="fields">
<label>host <input name="host" list="hosts" required></label>
<label>path <input name="path" value="*" required></label>
<label>behaviour <input name="behaviour" list="behaviours" required placeholder="status 404"></label>
<button>set</button>
<datalist id="hosts">${world.hosts.map(optionOf).join('')}</datalist>
<datalist id="behaviours">${behaviourNames.map(optionOf).join('')}</datalist>
</form>
<h2>Переключено <span class="en">· switched</span></h2>
${listOf([
  ...state.switched.map(({ host, path, behaviour }) => `${host} ${path}: ${behaviour}`),
  ...state.dns.map(({ domain, behaviour }) => `DNS ${domain}: ${behaviour}`),
])}
<h2>Письма <span class="en">· mails</span></h2>
${listOf(state.smtp.mails.map(({ receivedAt, to, subject }) => `${receivedAt.slice(11, 19)} ${to.join(', ')}: ${subject}`).reverse())}
<h2>Запросы <span class="en">· requests</span></h2>
${listOf(state.asked.map(({ host, requests }) => `${host}: ${requests}`))}
</body>
</html>
`
}

function buttonOf({ id, ru, en }: { id: string; ru: string; en: string }): string {
  return `<form method="post" action="/scenario/${id}"><button>${escaped(ru)}<br><small lang="en">${escaped(en)}</small></button></form>`
}

const optionOf = (text: string) => `<option value="${escaped(text)}">`

function listOf(lines: string[]): string {
  if (lines.length === 0) return '<p>—</p>'
  return `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`
}
