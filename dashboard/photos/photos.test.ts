import { readdir, utimes } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prune } from '../../src/pipeline/prune.ts'
import { type ApiCall, openApiClient } from '../../test/support/api-client.ts'
import { openTestDashboard, type TestDashboard, type Visitor } from '../../test/support/dashboard.ts'
import { setScene } from '../../test/support/dashboard-scene.ts'
import { bareJpeg, exifOf, jpegWith, pngWith, secret } from '../../test/support/small-pictures.ts'
import { openPictures } from '../../workers/pictures.ts'
import { maxPhotoBytes } from './photo.ts'

const dayMs = 24 * 3_600_000
let house: TestDashboard
let editor: Visitor
let api: ApiCall

beforeEach(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  editor = await house.signIn('editor')
  api = await openApiClient(house)
})
afterEach(() => house.stop())

const fromPhone = jpegWith(exifOf(6))

/** A form with files, as a browser sends it. */
async function send(to: string, fields: Record<string, string | Buffer>) {
  const body = new FormData()
  body.set('csrf', editor.csrf)
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') body.set(name, value)
    else body.set(name, new File([new Uint8Array(value)], '../../etc/passwd.html', { type: 'text/html' }))
  }
  const headers = { Cookie: editor.cookie, Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' }
  const answer = await house.app.request(to, { method: 'POST', headers, body })
  return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() }
}

const look = (to: string, visitor: Visitor | null = editor) =>
  house.app.request(to, { headers: visitor ? { Cookie: visitor.cookie } : {} })
const pageOf = async (id: string) => (await look(`/contacts/${id}`)).text()
const pictureIn = (html: string) => /<img src="(\/photos\/\d+)"/.exec(html)?.[1] ?? null
const kept = () => readdir(path.join(house.dataDir, 'photos')).catch(() => [])

async function attest(photo: Buffer, fields: Record<string, string> = {}) {
  return send('/contacts/ozon/form/attest', { says: 'works', how: 'opened', holds: '30', photo, ...fields })
}

describe('a picture with a word', () => {
  it('is kept without what the camera wrote beside it, and shown with who and when', async () => {
    expect(await attest(fromPhone, { note: 'ответили' })).toMatchObject({ status: 303 })
    const page = await pageOf('ozon/form')
    expect(page).toMatch(/Снимок, приложил: Анна" width="16" height="24"/)
    expect(page).toContain('Что сказали люди')
    const answer = await look(pictureIn(page) ?? '')
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.includes(secret)).toBe(false)
    expect(bytes.length).toBe(bareJpeg.length + 36)
    expect(await kept()).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.jpg$/)])
  })

  it('may come from the camera of a phone, and one that is not given is none', async () => {
    const form = { says: 'works', how: 'opened', holds: '30', photo: Buffer.alloc(0) }
    expect((await send('/contacts/ozon/form/attest', { ...form, shot: pngWith() })).status).toBe(303)
    expect((await send('/contacts/ozon/news/attest', form)).status).toBe(303)
    expect(pictureIn(await pageOf('ozon/form'))).not.toBeNull()
    expect(pictureIn(await pageOf('ozon/news'))).toBeNull()
    expect(await pageOf('ozon/form')).toContain('accept="image/*" capture="environment"')
  })

  it('is for people of the house only', async () => {
    await attest(fromPhone)
    const picture = pictureIn(await pageOf('ozon/form')) ?? ''
    expect((await look(picture, null)).status).toBe(303)
    expect((await look(picture, await house.signIn('reader'))).status).toBe(200)
    expect((await look('/photos/999')).status).toBe(404)
    await house.db.updateTable('photos').set({ file: '../../../etc/passwd.png' }).execute()
    expect((await look(picture)).status).toBe(404)
  })

  it('that cannot be taken is explained, nothing is recorded, and what was written stays in the form', async () => {
    const answer = await attest(Buffer.from('<html>no picture</html>'), { heard: 'сказали «ждите»' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Это не JPEG, PNG или WebP.')
    expect(answer.text).toContain('value="сказали «ждите»"')
    expect(answer.text).toContain('value="works" required="" checked=""')
    expect(await kept()).toEqual([])
    expect((await api('GET', '/contacts/ozon/form')).json.status).toBe('broken')
    const large = Buffer.concat([bareJpeg, Buffer.alloc(maxPhotoBytes)])
    expect((await attest(large)).text).toContain('больше 5 МБ')
    const huge = await attest(Buffer.alloc(2 * maxPhotoBytes))
    expect(huge).toMatchObject({ status: 413, text: expect.stringContaining('уменьшите снимок') })
  })

  it('is one file however often it is sent, and goes with the word that is taken back', async () => {
    await attest(fromPhone)
    await send('/contacts/ozon/news/attest', { says: 'broken', how: 'opened', holds: '7', photo: fromPhone })
    expect(await kept()).toHaveLength(1)
    const picture = pictureIn(await pageOf('ozon/news')) ?? ''
    await api('POST', '/contacts/ozon/form/undo')
    const { undo } = (await openAs('ozon/news')) ?? { undo: '' }
    expect((await send('/contacts/ozon/news/undo', { change: undo })).to).toContain('undone')
    expect((await look(picture)).status).toBe(404)
    expect(pictureIn(await pageOf('ozon/news'))).toBeNull()
    expect(await sweep(1)).toMatchObject({ pictures: 0 })
    await send('/contacts/ozon/form/undo', { change: (await openAs('ozon/form'))?.undo ?? '' })
    expect(await sweep(1)).toMatchObject({ pictures: 1 })
    expect(await kept()).toEqual([])
  })

  it('stays as long as its word, and as long as other evidence at least', async () => {
    await attest(fromPhone, { holds: '200' })
    await send('/contacts/ozon/news/attest', { says: 'works', how: 'opened', holds: '7', photo: pngWith() })
    expect(await sweep(89)).toMatchObject({ pictures: 0 })
    expect(await sweep(91)).toMatchObject({ pictures: 1 })
    expect(await kept()).toEqual([expect.stringMatching(/\.jpg$/)])
    expect(await sweep(201)).toMatchObject({ pictures: 1 })
  })
})

/** The number by which the page offers to take the last change back. */
async function openAs(id: string) {
  const undo = /name="change" value="(\d+)"/.exec(await pageOf(id))?.[1]
  return undo === undefined ? null : { undo }
}

/** Sweeps as if so many days had gone by. */
async function sweep(daysLater: number) {
  const now = new Date(house.pipeline.now().getTime() + daysLater * dayMs)
  for (const name of await kept())
    await utimes(path.join(house.dataDir, 'photos', name), house.pipeline.now(), house.pipeline.now())
  return prune({ ...house.pipeline, now: () => now }, openPictures(house.dataDir))
}

describe('a picture from the review queue', () => {
  const word = { id: 'ozon/phone', how: 'called', note: 'музыка', after: '' }

  it('goes with the word, and with an attempt', async () => {
    await send('/review', { ...word, answer: 'works', photo: fromPhone })
    expect(pictureIn(await pageOf('ozon/phone'))).not.toBeNull()
    await send('/review', { ...word, id: 'wb/lost', answer: 'could-not', photo: pngWith() })
    const page = await pageOf('wb/lost')
    expect(page).toContain('Проверить не удалось')
    expect(pictureIn(page)).not.toBeNull()
    await send('/review', {
      ...word,
      id: 'wb/lost',
      answer: 'changed',
      value: 'https://wb.example/f',
      photo: pngWith(),
    })
    expect(await pageOf('wb/lost')).toContain('Предложен новый адрес')
  })

  it('is not shown any more when the answer is taken back', async () => {
    await send('/review', { ...word, answer: 'works', photo: fromPhone })
    await send('/review/undo', { after: '' })
    const page = await pageOf('ozon/phone')
    expect(pictureIn(page)).toBeNull()
    expect(page).not.toContain('музыка')
    expect(await (await look('/review')).text()).not.toContain('музыка')
  })

  it('that cannot be taken leaves the answer to be sent again', async () => {
    const bad = await send('/review', { ...word, answer: 'works', photo: Buffer.from('GIF89a not taken ') })
    expect(bad.status).toBe(422)
    expect(bad.text).toContain('>музыка</textarea>')
    expect(bad.text).toContain('Запись ещё не сделана')
    const changed = {
      ...word,
      answer: 'changed',
      value: '+78002000001',
      photo: Buffer.from('GIF89a not taken '),
    }
    expect((await send('/review', changed)).text).toContain('value="+78002000001"')
  })
})

describe('by the API', () => {
  it('a word takes a picture in Base64 and gives its path', async () => {
    const body = { says: 'works', how: 'called', photo: fromPhone.toString('base64') }
    const { status, json } = await api('POST', '/contacts/ozon/phone/attest', body)
    expect(status).toBe(200)
    const [said] = json.attestations
    expect(said).toMatchObject({
      by: 'robot',
      says: 'works',
      photo: expect.stringMatching(/^\/api\/v1\/photos\/\d+$/),
    })
    const token = await house.token('read')
    const answer = await house.app.request(said?.photo ?? '', {
      headers: { Authorization: `Bearer ${token}` },
    })
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect((await api('GET', '/photos/99999')).status).toBe(404)
  })

  it('what is no picture is refused with its place, and the largest picture is let in', async () => {
    const attestWith = (photo: string) => api('POST', '/contacts/ozon/phone/attest', { says: 'works', photo })
    for (const photo of ['', '!!!!', 'aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ=', '../../etc/passwd'])
      expect(await attestWith(photo)).toMatchObject({
        status: 422,
        json: { errors: [{ pointer: '/photo' }] },
      })
    const filler = Buffer.alloc(maxPhotoBytes - bareJpeg.length)
    expect((await attestWith(Buffer.concat([bareJpeg, filler]).toString('base64'))).status).toBe(200)
    const over = Buffer.concat([bareJpeg, filler, Buffer.alloc(4)]).toString('base64')
    expect((await attestWith(over)).status).toBe(422)
  })
})
