import type { Behaviour } from './behaviour.ts'
import { alter } from './pages/alter.ts'
import { renderArticle, renderShell } from './pages/article.ts'
import type { Article, Page, Reply, Site } from './pages/model.ts'
import { renderTelegram } from './pages/telegram-card.ts'
import { renderVk } from './pages/vk.ts'
import { wallBefore, wallPageAt } from './walls.ts'

/** What goes over the wire: an answer, now or later, or none at all. */
export type Outcome = { is: 'reply'; reply: Reply; delayMs: number } | { is: 'silence' } | { is: 'reset' }

/** How `site` answers a GET of `url` while it behaves like this. */
export function answer(site: Site, url: URL, behaviour: Behaviour): Outcome {
  if (behaviour.is === 'timeout') return { is: 'silence' }
  if (behaviour.is === 'reset') return { is: 'reset' }
  const reply = wallPageAt(url.pathname) ?? replyOf(site, url, behaviour)
  return { is: 'reply', reply, delayMs: behaviour.is === 'slow' ? behaviour.delayMs : 0 }
}

function replyOf(site: Site, url: URL, behaviour: Behaviour): Reply {
  switch (behaviour.is) {
    case 'status':
      return renderArticle(
        messageOf(site, statusTexts[behaviour.status] ?? `Ответ ${behaviour.status}`),
        behaviour.status,
      )
    case 'soft-404':
      return renderArticle(messageOf(site, 'Страница не найдена'))
    case 'wall':
      return wallBefore(url, behaviour.vendor)
    case 'redirect':
      return moved(behaviour.status ?? 302, behaviour.to)
    case 'login':
      return moved(302, site.loginUrl ?? `${url.origin}/login?next=${encodeURIComponent(url.pathname)}`)
    case 'parked':
      return parked(url.hostname)
    default: {
      const page = site.pageAt(url)
      if (page === null) return site.notFound ?? renderArticle(messageOf(site, 'Страница не найдена'), 404)
      return render(alter(page, behaviour), behaviour)
    }
  }
}

function render(page: Page, behaviour: Behaviour): Reply {
  switch (page.type) {
    case 'article':
      if (behaviour.is === 'needs-script') return renderShell(page, true)
      return behaviour.is === 'empty-shell' ? renderShell(page, false) : renderArticle(page)
    case 'telegram':
      return renderTelegram(page)
    case 'vk':
      return renderVk(page)
    case 'moved':
      return moved(page.status, page.to)
  }
}

function moved(status: number, location: string): Reply {
  // Parsed once: a header holds no letters beyond Latin-1.
  const { href } = new URL(location)
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', location: href }, body: '' }
}

const statusTexts: Record<number, string> = {
  403: 'Доступ запрещён',
  404: 'Страница не найдена',
  410: 'Сайт закрыт',
  429: 'Слишком много запросов',
  500: 'Внутренняя ошибка сервера',
  502: 'Сервер временно не отвечает',
  503: 'Идут технические работы',
}

function messageOf({ brand }: Site, heading: string): Article {
  return {
    type: 'article',
    brand,
    title: `${heading} — ${brand}`,
    heading,
    paragraphs: ['Вернитесь на главную или попробуйте позже.'],
    links: [{ href: '/', text: 'На главную' }],
  }
}

/** A registrar's page on a domain that nobody pays for. */
function parked(host: string): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', server: 'nginx' },
    body: `<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>${host}</title></head>
<body class="b-page"><div class="b-parking"><h1>${host}</h1>
<p>Этот домен припаркован в REG.RU</p><p>Вы владелец сайта? Срок регистрации домена истёк.</p>
<div class="b-parking-shopfront"><p>Домен выставлен на продажу. Купить домен можно в магазине доменов.</p></div>
</div></body></html>
`,
  }
}
