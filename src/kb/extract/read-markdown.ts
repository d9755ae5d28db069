import { type Heading, type HiddenLink, type Manuscript, samePlace } from './manuscript.ts'
import { blankInline } from './markdown-inline.ts'

interface Reading {
  chars: string[]
  headings: Heading[]
  links: HiddenLink[]
  definitions: Map<string, { target: string; offset: number }>
}

/**
 * Markdown with its signs blanked out at equal length, so that places in the text are places in the source.
 * Code is blanked too: what stands there is an example, no contact.
 */
export function readMarkdown(source: string): Manuscript {
  const masked = maskBlocks(source)
  const reading: Reading = { chars: [], headings: [], links: [], definitions: new Map() }
  const lines = masked.split('\n')
  let offset = 0
  for (const line of lines) {
    readDefinition(line, offset, reading)
    offset += line.length + 1
  }
  offset = 0
  for (const [index, line] of lines.entries()) {
    reading.chars.push(readLine(line, lines[index - 1], lines[index + 1], offset, reading))
    offset += line.length + 1
  }
  const { headings, links } = reading
  return { source, text: reading.chars.join('\n'), links, headings, regions: [], inSource: samePlace }
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ')

/** Front matter, fenced code and comments. */
function maskBlocks(source: string): string {
  const front = /^---\r?\n[\s\S]{0,5000}?\r?\n---(?=\r?\n|$)/.exec(source)?.[0] ?? ''
  const rest = source.slice(front.length).replace(/<!--[\s\S]*?(?:-->|$(?![\s\S]))/g, blank)
  let fence: string | null = null
  const lines = rest.split('\n').map((line) => {
    const mark = /^[ >]{0,8}(?:[-*+] {1,3}|\d{1,3}\. {1,3})?(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence === null) {
      if (
        mark === undefined ||
        (mark[0] === '`' && line.slice(line.indexOf(mark) + mark.length).includes('`'))
      )
        return line
      fence = mark
      return blank(line)
    }
    if (mark !== undefined && mark[0] === fence[0] && mark.length >= fence.length) fence = null
    return blank(line)
  })
  return blank(front) + lines.join('\n')
}

const definition = /^ {0,3}\[([^\]\n]{1,200})\]:[ \t]{0,10}<?([^\s>]{1,2000})>?/

function readDefinition(line: string, offset: number, { definitions }: Reading): void {
  const [whole, name = '', target = ''] = definition.exec(line) ?? []
  if (whole === undefined || definitions.has(name.toLowerCase())) return
  definitions.set(name.toLowerCase(), { target, offset: offset + whole.lastIndexOf(target) })
}

function readLine(
  line: string,
  above: string | undefined,
  below: string | undefined,
  offset: number,
  { headings, links, definitions }: Reading,
): string {
  if (definition.test(line)) return blank(line)
  const isRule = (one: string | undefined) => /^ {0,3}(?:=+|-{2,})\s*$/.test(one ?? '')
  // The line under a heading of the other style.
  if (isRule(line) && above?.trim()) return blank(line)
  const atx = /^ {0,3}(#{1,6})(?=\s)/.exec(line)
  const isTitle = line.trim() !== '' && isRule(below) && !/^ {0,3}(?:[-*+>]|\d{1,3}\.)\s/.test(line)
  const opened = line
    .replace(/^(?:\s{0,3}>)+/, blank)
    .replace(/^\s{0,12}#{1,6}(?=\s)/, blank)
    .replace(/^(\s{0,12})(?:[-*]|\d{1,3}[.)])(?=\s)/, blank)
  const read = blankInline(opened, (link) => {
    const found = link.reference === null ? link : definitions.get(link.reference.toLowerCase())
    if (!found) return
    const at = link.reference === null ? offset + found.offset : found.offset
    links.push({
      target: found.target,
      start: offset + link.start,
      end: offset + link.end,
      offset: at,
      length: found.target.length,
    })
  })
  if (atx || isTitle) {
    const level = atx ? (atx[1]?.length ?? 1) : below?.includes('=') ? 1 : 2
    headings.push({ start: offset, end: offset + line.length, level })
  }
  return read.replaceAll('|', '\t')
}
