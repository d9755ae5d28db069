const length = 100_000
const tries = 4

/** A unit repeated to 100,000 characters. */
export function fill(unit: string): string {
  const repeated = unit === '' ? ' ' : unit
  return repeated.repeat(Math.ceil(length / repeated.length)).slice(0, length)
}

/** CPU time of this process, milliseconds. */
export function cpuMs(run: () => void): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Whether something takes longer than the limit every time it is tried; other programs disturb some tries. */
export function isSlow(run: () => void, limitMs: number): boolean {
  for (let left = tries; left > 0; left -= 1) if (cpuMs(run) <= limitMs) return false
  return true
}

/** Strings made of a pattern's own words: the likeliest to send it back and forth. */
function attacksOn(pattern: RegExp): string[] {
  const words = pattern.source.replace(/\\[a-z]|[\\^$()[\]{}|?*+]/g, ' ').match(/[^\s,:]{2,}/g) ?? []
  const own = [words.join(' '), words[0] ?? 'a', words.slice(0, 3).join(''), words.slice(0, 2).join(' ')]
  const common = [
    ' ',
    'а ',
    '0.',
    '<html ',
    'доступ к ',
    'сайт ',
    'страница ',
    '404 ',
    '/a',
    '-',
    'http://a/',
  ]
  return [...own, ...common].map(fill)
}

/** Patterns that need longer than the limit for one of the strings that suit them. */
export function findSlow(patterns: readonly RegExp[], limitMs: number): string[] {
  return patterns
    .filter((pattern) => attacksOn(pattern).some((attack) => isSlow(() => pattern.test(attack), limitMs)))
    .map(({ source }) => source.slice(0, 80))
}
