import type { Budget } from '../domain/budget.ts'
import type { Experience } from '../domain/hazard.ts'
import type { Database } from './database.ts'

/** How the budget is spread, learned anew every few hours. */
export interface Pace {
  theta: number
  /** The budget keeps all promises. */
  enough: boolean
  /** Breaks a year, by kind. */
  hazards: Record<string, number>
  /** Sites whose contacts broke often enough to tell something of their own. */
  sites: Record<string, Experience>
}

/** What the monitor knows of itself, one row a subject. */
export interface MonitorFacts {
  /** Is the monitor's own network there? `false`: nothing counts against a contact. */
  online: { online: boolean; since: string }
  /** Path of the browser, or why there is none. */
  browser: { path: string | null; note: string }
  /** Where mail goes. */
  mail: { to: string }
  /** The knowledge base as last read. */
  kb: { contacts: number; problems: string[] }
  pace: Pace
  /** What may still be spent; moments as text. */
  budget: Omit<Budget, 'refilledAt'> & { refilledAt: string }
  /** Whether a kind's checker can tell its controls apart, since when it is so, and what it said if not. */
  [detector: `detector:${string}`]: { suspended: boolean; since: string; why: string | null }
  /** Whether a way of delivery works, since when it is so, and what it last said if not. */
  [channel: `channel:${string}`]: { broken: boolean; since: string; answer: string | null }
  /** Something wrong with the monitor itself, since when; null: it is over. */
  [trouble: `trouble:${string}`]: { since: string | null }
  /** `heldSince`: too much of what it looks at fails at once, so failures open no suspicion; absent: they do. */
  [process: `process:${string}`]: { roles: string[]; startedAt: string; heldSince?: string | null }
}

/** Remembers a fact, and when it was last seen to hold. */
export async function note<K extends keyof MonitorFacts>(
  db: Database,
  key: K,
  value: MonitorFacts[K],
  now: Date,
): Promise<void> {
  const row = { key, value: JSON.stringify(value), at: now }
  await db
    .insertInto('monitor')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: row.value, at: row.at }))
    .execute()
}

/** The fact and when it was noted; null when nobody noted it yet. */
export async function recall<K extends keyof MonitorFacts>(
  db: Database,
  key: K,
): Promise<{ value: MonitorFacts[K]; at: Date } | null> {
  const row = await db.selectFrom('monitor').select(['value', 'at']).where('key', '=', key).executeTakeFirst()
  return row ? { value: row.value as MonitorFacts[K], at: row.at } : null
}

/** The budget, locked for the transaction; null: nothing was spent yet. */
export async function lockBudget(tx: Database): Promise<Budget | null> {
  const row = await tx
    .selectFrom('monitor')
    .select('value')
    .where('key', '=', 'budget')
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  const budget = row.value as MonitorFacts['budget']
  return { ...budget, refilledAt: new Date(budget.refilledAt) }
}

export async function saveBudget(tx: Database, budget: Budget, now: Date): Promise<void> {
  await note(tx, 'budget', { ...budget, refilledAt: budget.refilledAt.toISOString() }, now)
}

/** Checkers whose controls were tried: kind, whether it is suspended, since when and why. */
export async function listDetectors(db: Database) {
  const rows = await db
    .selectFrom('monitor')
    .selectAll()
    .where('key', 'like', 'detector:%')
    .orderBy('key')
    .execute()
  return rows.map(({ key, value, at }) => ({
    kind: key.slice('detector:'.length),
    ...(value as MonitorFacts[`detector:${string}`]),
    triedAt: at,
  }))
}

/** Ways of delivery that were used: whether each works, since when, and what it last said if not. */
export async function listChannels(db: Database) {
  const rows = await db
    .selectFrom('monitor')
    .selectAll()
    .where('key', 'like', 'channel:%')
    .orderBy('key')
    .execute()
  return rows.map(({ key, value }) => ({
    name: key.slice('channel:'.length),
    ...(value as MonitorFacts[`channel:${string}`]),
  }))
}

/** Processes seen since `seenAfter`: id, what they do, when they were last seen. */
export async function listProcesses(db: Database, seenAfter: Date) {
  const rows = await db
    .selectFrom('monitor')
    .selectAll()
    .where('key', 'like', 'process:%')
    .where('at', '>', seenAfter)
    .execute()
  return rows.map(({ key, value, at }) => ({
    id: key.slice('process:'.length),
    ...(value as MonitorFacts[`process:${string}`]),
    seenAt: at,
  }))
}
