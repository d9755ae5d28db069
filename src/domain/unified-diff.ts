import { applySplices, orderSplices, type Splice } from './splice.ts'

/** Lines `from` up to, not including, `to` (from 0) that become `now`; lines keep their line ends. */
interface Block {
  from: number
  to: number
  now: string[]
}

const contextLines = 3

/**
 * The difference that splices make, as `diff -u` prints it and `patch -p1` takes it; empty where they make none.
 * It is made of the splices, not found by comparing, so it costs no more than reading the text.
 * @param name path of the file, as both sides of the head name it
 */
export function renderUnifiedDiff(name: string, text: string, splices: readonly Splice[]): string {
  const lines = linesOf(text)
  const blocks = blocksOf(text, lines, orderSplices(splices))
  if (blocks.length === 0) return ''
  let shift = 0
  const hunks = groupBlocks(blocks).map((group) => {
    const hunk = renderHunk(lines, group, shift)
    shift = hunk.shift
    return hunk.text
  })
  return `--- a/${name}\n+++ b/${name}\n${hunks.join('')}`
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function blocksOf(text: string, lines: readonly string[], splices: readonly Splice[]): Block[] {
  const blocks: Block[] = []
  let line = 0
  let start = 0
  const open: { block: Block; start: number; end: number; splices: Splice[] }[] = []
  for (const splice of splices) {
    // What stands behind a last line without an end changes that line.
    while (lines[line]?.endsWith('\n') && start + (lines[line]?.length ?? 0) <= splice.offset) {
      start += lines[line]?.length ?? 0
      line += 1
    }
    const last = open.at(-1)
    const isSame = last !== undefined && line < last.block.to
    const own = isSame ? last : { block: { from: line, to: line, now: [] }, start, end: start, splices: [] }
    while (
      own.block.to < lines.length &&
      (own.end < splice.offset + splice.length || own.block.to === line)
    ) {
      own.end += lines[own.block.to]?.length ?? 0
      own.block.to += 1
    }
    own.splices.push(splice)
    if (!isSame) open.push(own)
  }
  for (const { block, start: from, end, splices: own } of open) {
    const inside = own.map((one) => ({ ...one, offset: one.offset - from }))
    const now = linesOf(applySplices(text.slice(from, end), inside))
    const trimmed = trimBlock(lines, { ...block, now })
    if (trimmed.from < trimmed.to || trimmed.now.length > 0) blocks.push(trimmed)
  }
  return blocks
}

/** Without the lines at both ends that stay as they are. */
function trimBlock(lines: readonly string[], { from, to, now }: Block): Block {
  let head = 0
  while (from + head < to && head < now.length && lines[from + head] === now[head]) head += 1
  let tail = 0
  while (to - tail > from + head && now.length - tail > head && lines[to - 1 - tail] === now.at(-1 - tail))
    tail += 1
  return { from: from + head, to: to - tail, now: now.slice(head, now.length - tail) }
}

function groupBlocks(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    const end = last?.at(-1)?.to
    if (last && end !== undefined && block.from - end <= 2 * contextLines) last.push(block)
    else groups.push([block])
  }
  return groups
}

function renderHunk(lines: readonly string[], group: readonly Block[], shift: number) {
  const from = Math.max(0, (group[0]?.from ?? 0) - contextLines)
  const to = Math.min(lines.length, (group.at(-1)?.to ?? 0) + contextLines)
  const out: string[] = []
  let at = from
  let grown = 0
  for (const block of group) {
    out.push(...lines.slice(at, block.from).map((line) => mark(' ', line)))
    out.push(...lines.slice(block.from, block.to).map((line) => mark('-', line)))
    out.push(...block.now.map((line) => mark('+', line)))
    grown += block.now.length - (block.to - block.from)
    at = block.to
  }
  out.push(...lines.slice(at, to).map((line) => mark(' ', line)))
  const head = `@@ -${rangeOf(from, to - from)} +${rangeOf(from + shift, to - from + grown)} @@\n`
  return { text: head + out.join(''), shift: shift + grown }
}

/** An empty range is named by the line before it. */
function rangeOf(from: number, count: number): string {
  return `${count === 0 ? from : from + 1},${count}`
}

function mark(sign: ' ' | '-' | '+', line: string): string {
  return line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`
}
