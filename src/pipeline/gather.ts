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
 * Gathers what is asked while common questions are under way, and asks it with the next one: `lanes` in flight
 * at a time, at most `items` in one. When it is busy (more than one came last time) it also waits `waitMs`
 * for more; a single asker never waits.
 * @param work answers many items in their order; what it throws, all of them get.
 */
export function gather<Item, Answer>(
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
  limits: { items: number; waitMs: number; lanes: number },
): Gather<Item, Answer> {
  let waiting: Waiting<Item, Answer>[] = []
  let working = 0
  let lastCount = 0
  let someoneWaits = false
  let timer: NodeJS.Timeout | null = null

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    if (working >= limits.lanes || waiting.length === 0) return
    working += 1
    someoneWaits = false
    const asked = waiting.slice(0, limits.items)
    waiting = waiting.slice(limits.items)
    lastCount = asked.length
    await settle(asked, work)
    working -= 1
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
        if (working < limits.lanes) schedule()
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
