import { open } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { StartupError } from '../config.ts'
import type { Format } from '../kb/extract/finding.ts'
import { codeOf } from '../kb/read-text.ts'
import type { Net } from '../net/net.ts'
import { decodeArticle, formatOf, isBinary } from '../pipeline/article-bytes.ts'

/** An article as read. */
export interface ArticleSource {
  /** As asked for: a path, an address, `-`. */
  name: string
  text: string
  format: Format
  /** Address that it came from after redirects, if from the web. */
  url?: string
}

/** Larger ones are refused: no article has more than a few hundred kilobytes of text. */
const maxBytes = 16 * 1024 * 1024
/** Visible characters below which a page is a shell that only a browser fills. */
const enoughText = 400

/**
 * Reads an article from a file, from the web or from standard input (`-`).
 * @param net opened only for addresses
 * @throws StartupError where there is nothing that could be read
 */
export async function readSource(name: string, net: () => Promise<Net>): Promise<ArticleSource> {
  if (/^https?:\/\//i.test(name)) return readWeb(name, await net())
  const bytes = name === '-' ? await buffer(process.stdin) : await readFile(name)
  if (bytes.length > maxBytes) throw new StartupError([`${name}: larger than 16 MiB, which no article is`])
  if (isBinary(bytes)) throw new StartupError([`${name}: a binary file; save it as text, Markdown or HTML`])
  const text = decodeArticle(bytes)
  if (text.trim() === '') throw new StartupError([`${name}: empty, there is nothing to read`])
  return { name, text, format: formatOf(name, text) }
}

async function readFile(path: string): Promise<Buffer> {
  try {
    const handle = await open(path)
    try {
      const { size } = await handle.stat()
      if (size > maxBytes) throw new StartupError([`${path}: larger than 16 MiB, which no article is`])
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof StartupError) throw error
    throw new StartupError([`${path}: ${whyUnread(codeOf(error))}`], { cause: error })
  }
}

function whyUnread(code: string): string {
  switch (code) {
    case 'ENOENT':
      return 'no such file'
    case 'EISDIR':
      return 'a folder, not an article'
    case 'EACCES':
      return 'may not be read'
    default:
      return `cannot be read (${code})`
  }
}

async function readWeb(name: string, net: Net): Promise<ArticleSource> {
  const answer = await net.http.get(name, { maxBodyBytes: 4 * 1024 * 1024 })
  if (!answer.ok) throw new StartupError([`${name}: ${answer.failure.code}, ${answer.failure.message}`])
  if (answer.status >= 400) throw new StartupError([`${name}: the server answered ${answer.status}`])
  const type = answer.headers['content-type'] ?? ''
  if (/^(?:image|audio|video|font|application\/(?:pdf|zip|octet-stream|gzip))/i.test(type))
    throw new StartupError([`${name}: ${type}, not an article`])
  const format = /html|xml/i.test(type)
    ? 'html'
    : /markdown/i.test(type)
      ? 'markdown'
      : formatOf(new URL(answer.url).pathname, answer.body)
  if (format === 'html' && net.browser && isShell(answer.body)) {
    const visit = await net.browser.visit(answer.url)
    if (visit.ok && visit.status < 400) return { name, text: visit.html, format: 'html', url: visit.url }
  }
  if (answer.body.trim() === '') throw new StartupError([`${name}: empty, there is nothing to read`])
  return { name, text: answer.body, format, url: answer.url }
}

/** A page that scripts fill: next to no words of its own. */
function isShell(html: string): boolean {
  const words = html
    .replace(/<(script|style|noscript|template)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
  return words.trim().length < enoughText && /<script/i.test(html)
}
