/** A stretch of a source that readers do not see, and what they see of it: nothing, a space or a new line. */
interface Hidden {
  start: number
  end: number
  instead: '' | '\n'
}

const blockTag = /^<\/?(?:p|div|li|ul|ol|h[1-6]|tr|table|br|article|section|header|footer|main|blockquote)\b/i
const entities: Record<string, string> = {
  ...{ nbsp: '\u00a0', '#160': '\u00a0', amp: '&', lt: '<', gt: '>', quot: '"', laquo: '«', raquo: '»' },
  ...{ mdash: '—', ndash: '–', '#8212': '—', '#8211': '–' },
}

/**
 * How a part of an HTML source reads: without tags, comments, scripts and styles. For other formats the source
 * is what is read. Nothing of it is ever rendered as HTML: what comes out is text.
 */
export function openVisibleText(source: string, format: 'text' | 'markdown' | 'html') {
  if (format !== 'html') return (start: number, end: number) => source.slice(start, end)
  const hidden = findHidden(source)
  let next = 0
  /** Parts must be asked for in order, so that all of them together cost one walk. */
  return (start: number, end: number): string => {
    let text = ''
    let at = start
    while (next > 0 && (hidden[next - 1]?.end ?? 0) > start) next -= 1
    for (; next < hidden.length; next += 1) {
      const one = hidden[next]
      if (!one || one.start >= end) break
      if (one.start > at) text += source.slice(at, one.start)
      if (one.start >= start) text += one.instead
      at = Math.max(at, one.end)
    }
    if (at < end) text += source.slice(at, end)
    return text
      .replace(/&(#?\w{2,6});/g, (whole, name: string) => entities[name] ?? whole)
      .replace(/\n\s+/g, '\n')
  }
}

/** Tags and what is inside those that show nothing, in one walk whatever the source is. */
function findHidden(source: string): Hidden[] {
  const found: Hidden[] = []
  // Only Latin letters: others may change their length with their case, and places would shift.
  const lower = source.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  for (let start = source.indexOf('<'); start >= 0; ) {
    const head = lower.slice(start, start + 24)
    const silent = /^<(script|style|head|noscript|template)\b/.exec(head)?.[1]
    const closing = head.startsWith('<!--') ? '-->' : silent ? `</${silent}` : '>'
    const isTag = /^<[a-z/!?]/.test(head)
    const close = isTag ? source.indexOf('>', lower.indexOf(closing, start + 1)) : start
    // What is never closed is text: looking for its end again would cost the rest of the source each time.
    if (close < 0 || (isTag && lower.indexOf(closing, start + 1) < 0)) break
    if (isTag) found.push({ start, end: close + 1, instead: blockTag.test(head) ? '\n' : '' })
    start = source.indexOf('<', isTag ? close + 1 : start + 1)
  }
  return found
}
