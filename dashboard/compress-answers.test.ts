import { gunzipSync } from 'node:zlib'
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setBusyScene } from '../test/support/busy-scene.ts'
import { formOf, openTestDashboard, type TestDashboard, type Visitor } from '../test/support/dashboard.ts'
import { maskToken, unmaskToken } from './mask-token.ts'
import { type ServedApp, serveApp } from './serve-app.ts'

let house: TestDashboard
let served: ServedApp
let editor: Visitor
let token: string

beforeAll(async () => {
  house = await openTestDashboard({ events: { subscribe: () => () => undefined } })
  await setBusyScene(house.pipeline)
  served = await serveApp(house.app, { host: '127.0.0.1', port: 0 })
  editor = await house.signIn('editor')
  token = await house.token('read')
})
afterAll(async () => {
  await served.close()
  await house.stop()
})

async function get(path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') {
  const answer = await request(`http://127.0.0.1:${served.port}${path}`, {
    method,
    headers: { cookie: editor.cookie, 'accept-encoding': 'gzip, br', ...headers },
  })
  const sent = Buffer.from(await answer.body.arrayBuffer())
  const isZipped = answer.headers['content-encoding'] === 'gzip'
  return {
    ...{ status: answer.statusCode, headers: answer.headers, bytes: sent.length, isZipped },
    text: (isZipped ? gunzipSync(sent) : sent).toString(),
  }
}

describe('what is sent', () => {
  it('is at most 100 kB for a first page with all its styles and scripts', async () => {
    for (const path of ['/', '/contacts', '/review', '/incidents']) {
      const page = await get(path)
      expect(page).toMatchObject({ status: 200, isZipped: true })
      expect(page.headers.vary).toContain('Accept-Encoding')
      const files = [...page.text.matchAll(/(?:href|src)="(\/public\/[^"]+)"/g)].map(
        (found) => found[1] ?? '',
      )
      expect(files.length).toBeGreaterThan(10)
      let bytes = page.bytes
      for (const file of new Set(files)) {
        const answer = await get(file)
        expect(answer.headers['cache-control'], file).toContain('immutable')
        bytes += answer.bytes
      }
      expect(bytes, path).toBeLessThan(100_000)
    }
  })

  it('is as it was written for whoever takes no gzip', async () => {
    const page = await get('/', { 'accept-encoding': 'identity' })
    expect(page).toMatchObject({ status: 200, isZipped: false })
    expect(page.text).toContain('</html>')
  })

  it('keeps the tag of a contact strong, so that it is a condition for a change', async () => {
    const read = { authorization: `Bearer ${token}` }
    const list = await get('/api/v1/contacts', read)
    expect(list.isZipped).toBe(true)
    const [first] = (JSON.parse(list.text) as { items: { id: string }[] }).items
    const one = await get(`/api/v1/contacts/${first?.id ?? ''}`, read)
    expect(one).toMatchObject({ status: 200, isZipped: false })
    expect(one.headers.etag).toMatch(/^"/)
  })

  it('has no body for HEAD, and events are not held back', async () => {
    expect(await get('/', {}, 'HEAD')).toMatchObject({ status: 200, bytes: 0, isZipped: false })
    const { body, headers } = await request(`http://127.0.0.1:${served.port}/api/v1/events`, {
      headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip' },
    })
    expect(headers['content-encoding']).toBeUndefined()
    for await (const part of body) {
      expect(String(part)).toContain(': listening')
      break
    }
  })
})

describe('the token of forms', () => {
  it('is written differently on each page, and each of them is taken', async () => {
    const tokens: string[] = []
    for (let look = 0; look < 2; look += 1) {
      const { text } = await get('/', { 'accept-encoding': 'identity' })
      tokens.push(/name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? '')
      expect(text).not.toContain(editor.csrf)
    }
    const [one, other] = tokens
    expect(one).not.toBe(other)
    for (const csrf of tokens) {
      const answer = await house.app.request(
        '/language',
        formOf({ ...editor, csrf }, { language: 'ru', back: '/' }),
      )
      expect(answer.status).toBe(303)
    }
  })

  it('is refused when it is another one, or none', async () => {
    const wrong = [maskToken('x'.repeat(43)), '~', '~AA', '~AAA', '', `${maskToken(editor.csrf)}AA`]
    for (const csrf of wrong) {
      const answer = await house.app.request(
        '/language',
        formOf({ ...editor, csrf }, { language: 'ru', back: '/' }),
      )
      expect(answer.status, csrf).toBe(403)
    }
    expect(unmaskToken(maskToken('Привет'))).toBe('Привет')
  })
})
