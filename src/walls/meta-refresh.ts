/** Delay and target of `<meta http-equiv="refresh">`, written as `5; url='/next'` in many spellings. */
export function readRefresh(content: string): { seconds: number; target: string } {
  const [delay = '', ...rest] = content.slice(0, 2000).split(/[;,]/)
  const target = rest
    .join(';')
    .trim()
    .replace(/^url\s{0,4}=\s{0,4}/i, '')
    .replace(/^['"]|['"]$/g, '')
  return { seconds: Number.parseFloat(delay) || 0, target }
}
