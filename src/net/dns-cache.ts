import type { DnsAnswer } from './net.ts'

/** An answer and how long its server lets it be remembered. */
export interface Cached<T> {
  answer: DnsAnswer<T>
  ttlMs: number
}

/** Remembers answers; a question that is already under way is not asked twice. */
export interface DnsCache<T> {
  get(name: string, ask: () => Promise<Cached<T>>): Promise<DnsAnswer<T>>
}

const shortestMs = 5_000
const longestMs = 60_000
const mostNames = 2_000

/** Failures are remembered too, for the shortest time: a batch asks one host several times in a row. */
export function openCache<T>(): DnsCache<T> {
  const kept = new Map<string, { answer: Promise<DnsAnswer<T>>; untilMs: number }>()
  return {
    get(name, ask) {
      const key = name.toLowerCase()
      const nowMs = performance.now()
      const held = kept.get(key)
      if (held && held.untilMs > nowMs) return held.answer
      kept.delete(key)
      const entry = { answer: settle(), untilMs: Number.POSITIVE_INFINITY }
      kept.set(key, entry)
      dropOldest(kept)
      return entry.answer

      async function settle(): Promise<DnsAnswer<T>> {
        try {
          const { answer, ttlMs } = await ask()
          const keepMs = answer.ok ? Math.min(Math.max(ttlMs, shortestMs), longestMs) : shortestMs
          entry.untilMs = performance.now() + keepMs
          return answer
        } catch (error) {
          kept.delete(key)
          throw error
        }
      }
    },
  }
}

function dropOldest<K>(map: Map<K, unknown>): void {
  if (map.size <= mostNames) return
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}
