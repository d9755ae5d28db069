const length = 100_000

/** A unit repeated to 100,000 characters. */
export function fill(unit: string): string {
  const repeated = unit === '' ? ' ' : unit
  return repeated.repeat(Math.ceil(length / repeated.length)).slice(0, length)
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

/** Patterns that need longer than the limit for one of the strings that suit them, with the time. */
export function findSlow(patterns: readonly RegExp[], limitMs: number): string[] {
  return patterns.flatMap((pattern) =>
    attacksOn(pattern).flatMap((attack) => {
      const startedMs = performance.now()
      pattern.test(attack)
      const tookMs = performance.now() - startedMs
      return tookMs > limitMs ? [`${Math.round(tookMs)} ms: ${pattern.source.slice(0, 80)}`] : []
    }),
  )
}
