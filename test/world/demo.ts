import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { startControl } from './control.ts'
import { environmentOf } from './environment.ts'
import { startWorld } from './world.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const port = process.env.PORT ?? '8080'
const timeScale = process.env.STILLTHERE_TIME_SCALE ?? '1440'

process.exitCode = await run()

async function run(): Promise<number> {
  const world = await startWorld()
  const control = await startControl(world, 8081)
  const data = await dataDirectory()
  tell(control.url)
  const product = spawn(process.execPath, ['bin/stillthere.js', 'up'], {
    cwd: root,
    stdio: 'inherit',
    // Its own process group: Ctrl-C then reaches it once, from us, and not from the terminal as well.
    detached: true,
    env: {
      ...process.env,
      ...environmentOf(world),
      STILLTHERE_TIME_SCALE: timeScale,
      PORT: port,
      DATA_DIR: data.path,
    },
  })
  world.smtp.onMail(({ subject, to }) => console.log(`✉ ${subject} → ${to.join(', ')}`))
  forwardSignals(product)
  const code = await ended(product)
  await control.close()
  await world.stop()
  if (data.ours) await rm(data.path, { recursive: true, force: true })
  return code
}

/** DATA_DIR if one is named, else a fresh one under `data/`, gone with the demo. */
async function dataDirectory(): Promise<{ path: string; ours: boolean }> {
  if (process.env.DATA_DIR) return { path: process.env.DATA_DIR, ours: false }
  await mkdir(`${root}data`, { recursive: true })
  const path = await mkdtemp(`${root}data/demo-`)
  // Started as root, the embedded database runs as another user who must get in.
  await chmod(path, 0o755)
  return { path, ours: true }
}

function tell(controlUrl: string): void {
  const dayLength = describeDay(Number(timeScale))
  console.log(`
На связи: проба без интернета. Сутки длятся ${dayLength.ru}.
  1. Панель:   http://127.0.0.1:${port}/ — войдите по одноразовой ссылке, которая появится ниже
  2. Мир:      ${controlUrl} — нажмите «Горячая линия Ozon исчезает со страницы помощи»
  3. Смотрите, как контакт проходит проверки; письмо появится здесь строкой «✉ тема».
  4. «Всё выздоравливает» вернёт как было. Ctrl-C останавливает всё.

Stillthere: a try without internet. A day takes ${dayLength.en}.
  1. Dashboard: http://127.0.0.1:${port}/ — sign in by the one-time link that appears below
  2. World:     ${controlUrl} — press "Ozon's hotline disappears from the help page"
  3. Watch the contact being confirmed; the mail shows up here as a line "✉ subject".
  4. "Everything heals" turns it all back. Ctrl-C stops everything.
`)
}

function describeDay(scale: number): { ru: string; en: string } {
  const seconds = Math.round(86_400 / (scale > 0 ? scale : 1))
  return seconds === 60 ? { ru: 'минуту', en: 'a minute' } : { ru: `${seconds} с`, en: `${seconds} s` }
}

/** The first signal asks the product to stop, the next one makes it. */
function forwardSignals(product: ChildProcess): void {
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (asked && product.pid) process.kill(-product.pid, 'SIGKILL')
      else product.kill(signal)
      asked = true
    })
  }
}

async function ended(product: ChildProcess): Promise<number> {
  try {
    const [code] = (await once(product, 'exit')) as [number | null]
    return code ?? 1
  } catch (error) {
    console.error(error)
    return 1
  }
}
