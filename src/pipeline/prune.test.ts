import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { openPictures, type Pictures } from '../../workers/pictures.ts'
import { prune } from './prune.ts'

const dayMs = 24 * 3_600_000
let test: TestPipeline
let dir: string
let pictures: Pictures

beforeAll(async () => {
  test = await startTestPipeline([toy('bear')])
  dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-pictures-'))
  pictures = openPictures(dir)
})
afterAll(async () => {
  await test.stop()
  await rm(dir, { recursive: true, force: true })
})

/** A finished check of so many days ago, with a picture or without. */
async function remember(verdict: 'alive' | 'gone', daysAgo: number, pictured: boolean) {
  const at = new Date(test.clock.now.getTime() - daysAgo * dayMs)
  const row = {
    contact_id: 'shop/bear',
    host: 'bear.test',
    priority: 2,
    queued_at: at,
    finished_at: at,
    verdict,
  }
  const { id } = await test.pipeline.db
    .insertInto('checks')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  if (!pictured) return id
  const screenshot = await pictures.keep(id, new Uint8Array([1]))
  await utimes(path.join(dir, screenshot), at, at)
  await test.pipeline.db.updateTable('checks').set({ screenshot }).where('id', '=', id).execute()
  return id
}

const files = async () => (await readdir(path.join(dir, 'screenshots'))).sort()

it('nothing is there to sweep before the first picture', async () => {
  expect(await prune(test.pipeline, pictures)).toEqual({ checks: 0, pictures: 0 })
})

it('pictures go with their checks, and are kept as long as failures', async () => {
  await remember('alive', 4, false)
  await remember('gone', 91, true)
  await remember('alive', 91, true)
  const kept = [await remember('alive', 2, false)]
  const pictured = [await remember('alive', 80, true), await remember('gone', 80, true)]
  kept.push(...pictured)
  expect(await prune(test.pipeline, pictures)).toEqual({ checks: 3, pictures: 2 })
  const left = await test.pipeline.db.selectFrom('checks').select('id').orderBy('id').execute()
  expect(left.map(({ id }) => id)).toEqual(kept)
  expect(await files()).toEqual(pictured.map((id) => `${id}.png`).sort())
})

it('a picture that no check names goes, unless it is so new that its check may still come', async () => {
  const folder = path.join(dir, 'screenshots')
  const old = new Date(test.clock.now.getTime() - dayMs)
  const before = await files()
  await mkdir(path.join(folder, '9000.png.d'))
  for (const name of ['9001.png', '9002.png.part', 'notes.txt']) {
    await writeFile(path.join(folder, name), 'x')
    await utimes(path.join(folder, name), old, old)
  }
  await writeFile(path.join(folder, '9003.png'), 'x')
  await utimes(path.join(folder, '9003.png'), test.clock.now, test.clock.now)
  expect(await prune(test.pipeline, pictures)).toEqual({ checks: 0, pictures: 2 })
  expect(await files()).toEqual([...before, '9000.png.d', '9003.png', 'notes.txt'].sort())
})
