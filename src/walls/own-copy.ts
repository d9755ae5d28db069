/**
 * A copy of a text that stands for itself. V8 cuts a text out of another one by pointing into it, so a title
 * that somebody keeps would keep its whole document in memory.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
