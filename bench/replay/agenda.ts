/** What waits for its moment, earliest first: a binary heap. */
export class Agenda<T> {
  private readonly entries: { at: number; item: T }[] = []

  get earliestAt(): number {
    return this.entries[0]?.at ?? Number.POSITIVE_INFINITY
  }

  add(at: number, item: T): void {
    const { entries } = this
    let index = entries.push({ at, item }) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if ((entries[parent]?.at ?? 0) <= at) break
      this.swap(index, parent)
      index = parent
    }
  }

  take(): T | null {
    const { entries } = this
    const first = entries[0]
    const last = entries.pop()
    if (!first || !last) return null
    if (entries.length > 0) {
      entries[0] = last
      this.sink()
    }
    return first.item
  }

  private sink(): void {
    const { entries } = this
    const atOf = (index: number) => entries[index]?.at ?? Number.POSITIVE_INFINITY
    for (let index = 0; ; ) {
      const left = 2 * index + 1
      const child = atOf(left + 1) < atOf(left) ? left + 1 : left
      if (atOf(child) >= atOf(index)) return
      this.swap(index, child)
      index = child
    }
  }

  private swap(a: number, b: number): void {
    const { entries } = this
    const [one, other] = [entries[a], entries[b]]
    if (one && other) [entries[a], entries[b]] = [other, one]
  }
}
