/** Texts that are remembered: what stands near one place is asked for again at the next. */
const most = 64

/**
 * A reader of texts that remembers what it read last. A sentence may hold thousands of places, and each asks the
 * same of it: without this their cost is that of the sentence, times their number.
 */
export function remember<Result>(read: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const result = read(text)
    if (known.size >= most) known.clear()
    known.set(text, result)
    return result
  }
}
