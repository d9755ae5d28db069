import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPhoto } from '../../dashboard/photos/read-photo.ts'
import { type ServedApp, serveApp } from '../../dashboard/serve-app.ts'
import { openTestDashboard, type TestDashboard } from '../support/dashboard.ts'
import { setScene } from '../support/dashboard-scene.ts'
import {
  bareJpeg,
  exifOf,
  jpegWith,
  losslessWebp,
  pngWith,
  seeThroughWebp,
} from '../support/small-pictures.ts'
import { launchChromium } from './open-stage.ts'

let house: TestDashboard
let served: ServedApp
let browser: Browser
let page: Page

beforeAll(async () => {
  house = await openTestDashboard()
  await setScene(house.pipeline)
  served = await serveApp(house.app, { host: '127.0.0.1', port: 0 })
  browser = await launchChromium()
  const url = `http://127.0.0.1:${served.port}`
  const context = await browser.newContext({ locale: 'ru-RU', baseURL: url })
  const [name = '', value = ''] = (await house.signIn('editor')).cookie.split('=')
  await context.addCookies([{ name, value, url }])
  page = await context.newPage()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await house.stop()
})

/** How a browser sees a picture: its size, and the colour of its bottom right pixel, red, green and blue. */
async function drawn(file: Uint8Array): Promise<{ size: number[]; colour: number[] }> {
  const data = JSON.stringify(Buffer.from(file).toString('base64'))
  return page.evaluate<{ size: number[]; colour: number[] }>(`(async () => {
    const bytes = Uint8Array.from(atob(${data}), (letter) => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes]))
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
    context.drawImage(picture, 0, 0)
    const pixel = context.getImageData(picture.width - 1, picture.height - 1, 1, 1).data
    return { size: [picture.width, picture.height], colour: [...pixel].slice(0, 3).map((part) => Math.round(part / 100)) }
  })()`)
}

it('what is kept of a picture is drawn as before', async () => {
  const files = [bareJpeg, jpegWith(exifOf(6)), jpegWith(exifOf(3)), pngWith(), losslessWebp, seeThroughWebp]
  for (const file of files) {
    const read = readPhoto(file)
    if (!read.ok) throw new Error(read.problem)
    const seen = await drawn(read.photo.bytes)
    expect(seen).toEqual(await drawn(file))
    expect(seen.size).toEqual([read.photo.width, read.photo.height])
  }
  expect((await drawn(pngWith())).colour).toEqual([2, 0, 0])
})

it('a large picture is made smaller before it is sent, and shown upright with its word', async () => {
  const data = await page.evaluate<string>(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 1500 })
    const context = canvas.getContext('2d')
    const noise = context.createImageData(3000, 1500)
    for (let i = 0; i < noise.data.length; i += 1) noise.data[i] = (i * 7919) % 251
    context.putImageData(noise, 0, 0)
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]
  })()`)
  const buffer = Buffer.from(data, 'base64')
  expect(buffer.length).toBeGreaterThan(600_000)
  await page.goto('/contacts/ozon/phone')
  await page.getByLabel('Снимок').setInputFiles({ name: 'big.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByText('Снимок уменьшен').waitFor()
  await page.getByRole('radio', { name: 'Работает', exact: true }).check()
  await page.getByRole('button', { name: 'Записать' }).click()
  const picture = page.getByRole('img', { name: 'Снимок, приложил: Анна' })
  await picture.waitFor()
  expect([await picture.getAttribute('width'), await picture.getAttribute('height')]).toEqual([
    '2000',
    '1000',
  ])
  await picture.scrollIntoViewIfNeeded()
  await page.waitForFunction('document.querySelector(".photo img").naturalWidth === 2000')
})

it('a script in a picture never runs, even where the picture is opened as a page', async () => {
  const { rows } = await house.db
    .selectFrom('photos')
    .select('id')
    .execute()
    .then((all) => ({ rows: all }))
  const answer = await page.goto(`/photos/${rows[0]?.id}`)
  expect(answer?.headers()['content-type']).toBe('image/jpeg')
  expect(await page.evaluate('window.origin')).toBe('null')
})
