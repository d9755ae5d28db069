/** Answers single questions out of common ones. */
export interface Gather<Item, Answer> {
  /** @param urgent somebody waits: nobody else is waited for. */
  ask(item: Item, urgent?: boolean): Promise<Answer>
}

interface Waiting<Item, Answer> {
  item: Item
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/**
 * Gathers what is asked while a common question is under way, and asks it with the next one: one in flight
 * at a time, at most `items` in one. When it is busy (more than one came last time) it also waits `waitMs`
 * for more; a single asker never waits.
 * @param work answers many items in their order; what it throws, all of them get.
 */
export function gather<Item, Answer>(
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
  limits: { items: number; waitMs: number },
): Gather<Item, Answer> {
  let waiting: Waiting<Item, Answer>[] = []
  let working = false
  let lastCount = 0
  let someoneWaits = false
  let timer: NodeJS.Timeout | null = null

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    if (working || waiting.length === 0) return
    working = true
    someoneWaits = false
    const asked = waiting.slice(0, limits.items)
    waiting = waiting.slice(limits.items)
    lastCount = asked.length
    await settle(asked, work)
    working = false
    if (waiting.length > 0) schedule()
  }

  const schedule = () => {
    const now = someoneWaits || lastCount <= 1 || waiting.length >= limits.items
    if (now) setImmediate(() => void flush())
    else timer ??= setTimeout(() => void flush(), limits.waitMs)
  }

  return {
    ask: (item, urgent = false) =>
      new Promise((resolve, reject) => {
        const place = urgent ? 0 : waiting.length
        waiting.splice(place, 0, { item, resolve, reject })
        someoneWaits ||= urgent
        if (!working) schedule()
      }),
  }
}

async function settle<Item, Answer>(
  asked: readonly Waiting<Item, Answer>[],
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<void> {
  try {
    const answers = await work(asked.map(({ item }) => item))
    // Each got its own place: an answer may well be `undefined`.
    for (const [place, { resolve }] of asked.entries()) resolve(answers[place] as Answer)
  } catch (error) {
    for (const { reject } of asked) reject(error)
  }
}
