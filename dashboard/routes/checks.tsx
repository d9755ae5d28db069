import { readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { readCheck } from '../../src/store/checks.ts'
import type { Env } from '../env.ts'
import { needs, wantsJson } from '../guards.tsx'
import type { House } from '../house.ts'
import { readRowId } from '../ids.ts'
import { picturePolicy } from '../photos/answer-photo.ts'
import { CheckPage } from '../views/check-page.tsx'
import { stateOf, waitForCheck } from '../wait-for-check.ts'

const pictures: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
}

/** One check while it runs, for the page that asked for it, and the screenshot that it kept. */
export function checkRoutes(house: House) {
  return new Hono<Env>()
    .get('/checks/:id', needs('reader'), (c) => showCheck(house, c, readRowId(c.req.param('id'))))
    .get('/checks/:id/screenshot', needs('reader'), (c) =>
      showScreenshot(house, c, readRowId(c.req.param('id'))),
    )
}

async function showCheck({ pipeline }: House, c: Context<Env>, id: number | null) {
  const view = c.get('view')
  const wait = Number(c.req.query('wait') ?? 0) || 0
  const check = id === null ? null : await waitForCheck(pipeline.db, id, wait, c.req.raw.signal)
  if (!check) return c.notFound()
  if (!wantsJson(c)) return c.html(<CheckPage view={view} pipeline={pipeline} check={check} />)
  const state = stateOf(check)
  const { contact, words } = view.t
  const text = check.verdict
    ? contact.checkDone(words.verdicts[check.verdict].toLowerCase())
    : contact.stillWaiting
  return c.json({ state, text })
}

async function showScreenshot({ pipeline, dataDir }: House, c: Context<Env>, id: number | null) {
  const check = id === null ? null : await readCheck(pipeline.db, id)
  const file = check?.screenshot ? await insideOf(dataDir, check.screenshot) : null
  const type = file ? pictures[path.extname(file)] : undefined
  if (!file || !type) return c.notFound()
  c.set('ownPolicy', picturePolicy)
  return c.body(new Uint8Array(await readFile(file)), 200, { 'Content-Type': type })
}

/** The file, if it exists and does not lead out of the folder, by links either. */
async function insideOf(folder: string, file: string): Promise<string | null> {
  try {
    const [root, real] = await Promise.all([realpath(folder), realpath(path.resolve(folder, file))])
    return real.startsWith(root + path.sep) ? real : null
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return null
    throw error
  }
}
