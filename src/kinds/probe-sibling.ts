import { randomBytes } from 'node:crypto'
import type { SiblingProbe } from '../walls/page-evidence.ts'
import { similarityOf } from '../walls/similarity.ts'
import type { CheckTools } from './kind.ts'
import { type Read, readByBrowser, readByHttp, type SeenPage } from './read-page.ts'

/** The same directory with a random name of 24 characters, same extension; query and fragment dropped. */
export function siblingUrl(url: string, name = randomBytes(12).toString('hex')): string {
  const sibling = new URL(url)
  const slash = sibling.pathname.endsWith('/') ? '/' : ''
  const segments = sibling.pathname.split('/').filter(Boolean)
  const extension = /\.[a-z]{2,5}$/i.exec(segments.at(-1) ?? '')?.[0] ?? ''
  sibling.pathname = `/${[...segments.slice(0, -1), name + extension].join('/')}${slash}`
  sibling.search = ''
  sibling.hash = ''
  return sibling.href
}

/** Asks, by the way that the page itself came, for an address that almost surely does not exist. */
export async function probeSibling(
  url: string,
  page: SeenPage,
  tools: CheckTools,
  trace: string[],
): Promise<SiblingProbe> {
  const made = siblingUrl(url)
  const reading = { timeoutMs: tools.timeoutMs, signal: tools.signal }
  const { browser } = tools.net
  const read: Read =
    page.via === 'browser' && browser
      ? await readByBrowser(browser, made, reading)
      : await readByHttp(tools.net, made, reading)
  if (!read.ok) {
    trace.push(`made-up neighbour ${made} -> ${read.failure.code}`)
    return { url: made, status: null, finalUrl: null, walled: false, similarity: 0 }
  }
  const similarity = similarityOf(page.digest.text, read.page.digest.text)
  trace.push(`made-up neighbour ${made} -> ${read.page.status}, ${Math.round(similarity * 100)} % alike`)
  const { status, url: finalUrl, wall } = read.page
  return { url: made, status, finalUrl, walled: wall !== null, similarity }
}
