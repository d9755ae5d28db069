import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * How pages of the farm come, asked for again: with the same bytes, with another token against forgery, or with
 * other bytes in a place where nothing is known to change. Their words stay.
 */
export type Manner = 'same bytes' | 'other tokens' | 'other bytes'
export type FarmOrder = 'count' | Manner

/** What the farm counted since it was asked last. */
export interface FarmCount {
  requests: number
  /** Pages that were asked for more than once. */
  doubled: number
  /** Most requests in flight on one host at a time. */
  mostAtOnce: number
}

/**
 * A farm of host names on loopback, in a process of its own: pages of 10 kB, each with its own words. It
 * counts by itself who asked for what, so that nobody has to be believed.
 */
const sentences = [
  'Служба поддержки отвечает на вопросы о заказах, доставке и возврате каждый день.',
  'Напишите нам в чат или позвоните на горячую линию, чтобы узнать, где находится посылка.',
  'Оператор попросит номер заказа и адрес электронной почты, указанный при регистрации.',
  'Если товар пришёл с браком, приложите фотографии упаковки и опишите, что случилось.',
]

let manner: Manner = 'same bytes'
let answers = 0

/** What differs between pages. */
type Slot = 'about' | 'token' | 'bytes'
/** A page in pieces: what all have in common is made once, so that the farm leaves the cores to those who are measured. */
const pieces = documentOf({ about: '@about@', token: '@token@', bytes: '@bytes@' })
  .split('@')
  .map((piece, place) => (place % 2 === 0 ? Buffer.from(piece) : (piece as Slot)))

function pageOf(host: string, path: string): Buffer {
  answers += 1
  const numberIf = (wanted: Manner) => Buffer.from(String(manner === wanted ? answers : 0).padStart(12, '0'))
  const values: Record<Slot, Buffer> = {
    about: Buffer.from(`${host} ${path}`),
    token: numberIf('other tokens'),
    bytes: numberIf('other bytes'),
  }
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? values[piece] : piece)))
}

function documentOf({ about, token, bytes }: Record<Slot, string>): string {
  const parts: string[] = []
  for (let part = 0; part < 16; part += 1) {
    const text = sentences.map((_, i) => sentences[(i + part) % sentences.length]).join(' ')
    parts.push(
      `<section class="answer" id="q${part}"><h2>Вопрос ${part} для ${about}</h2><p>${text.slice(0, 250)}</p>`,
    )
    parts.push(`<a class="more" href="/about/${part}">Подробнее</a></section>`)
  }
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="csrf-token" content="${token}"><title>Помощь: ${about}</title></head><body data-view="${bytes}"><h1>Помощь: ${about}</h1>${parts.join('\n')}</body></html>`
}

const seen = new Map<string, number>()
const inFlight = new Map<string, number>()
let mostAtOnce = 0

const server = createServer((request, response) => {
  const host = request.headers.host ?? ''
  const path = request.url ?? '/'
  const key = host + path
  seen.set(key, (seen.get(key) ?? 0) + 1)
  const now = (inFlight.get(host) ?? 0) + 1
  inFlight.set(host, now)
  mostAtOnce = Math.max(mostAtOnce, now)
  response.on('close', () => inFlight.set(host, (inFlight.get(host) ?? 1) - 1))
  const body = pageOf(host, path)
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
})

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('message', (order: FarmOrder) => {
  if (order !== 'count') {
    manner = order
    return
  }
  const counts = [...seen.values()]
  const requests = counts.reduce((sum, count) => sum + count, 0)
  process.send?.({
    requests,
    doubled: counts.filter((count) => count > 1).length,
    mostAtOnce,
  } satisfies FarmCount)
  seen.clear()
  mostAtOnce = 0
})
// Whoever started it is gone: nobody will ask.
process.once('disconnect', () => process.exit(0))
