import { setTimeout as sleep } from 'node:timers/promises'
import type { Contact } from '../../src/domain/contact.ts'
import { patienceOf } from '../../src/domain/patience.ts'
import type { KnowledgeBase } from '../../src/kb/knowledge-base.ts'
import { createRegistry } from '../../src/kinds/index.ts'
import { openLog } from '../../src/log.ts'
import type { Net } from '../../src/net/net.ts'
import type { Pipeline } from '../../src/pipeline/context.ts'
import { openDetectors } from '../../src/pipeline/detectors.ts'
import { planDue } from '../../src/pipeline/plan-due.ts'
import { runBatch } from '../../src/pipeline/run-batch.ts'
import type { Runner } from '../../src/pipeline/runner.ts'
import { syncKb } from '../../src/pipeline/sync-kb.ts'
import { syncRecipients } from '../../src/store/recipients.ts'
import { startTestDatabase } from './database.ts'
import { createToyKind, type ToyWorld } from './toy-kind.ts'

/** The real pipeline on a real PostgreSQL, with toys for contacts, a clock in hand and no queue: wishes are kept. */
export interface TestPipeline {
  pipeline: Pipeline
  runner: Runner
  toys: ToyWorld
  /** Hosts somebody wished to be run, in order. */
  wished: string[]
  clock: { now: Date }
  url: string
  /** Plans and runs what is due, moving the clock from one due moment to the next, for `ms`. */
  live(ms: number): Promise<void>
  /** Plans and runs what is due now. */
  tick(): Promise<void>
  stop(): Promise<void>
}

/** Starts a pipeline that watches the given toys. */
export async function startTestPipeline(contacts: readonly Contact[]): Promise<TestPipeline> {
  const database = await startTestDatabase()
  const toys: ToyWorld = { answers: new Map(), asked: [], silent: new Set() }
  const wished: string[] = []
  const clock = { now: new Date('2026-03-01T09:00:00Z') }
  const pipeline: Pipeline = {
    db: database.db,
    kinds: createRegistry([createToyKind(toys)]),
    wake: {
      runHosts: async (wishes) => void wished.push(...wishes.flatMap(({ hosts }) => hosts)),
      deliverAlerts: async () => undefined,
    },
    log: openLog('silent'),
    now: () => clock.now,
    timeScale: 1,
    patience: patienceOf('balanced'),
  }
  const net = { browser: null } as unknown as Net
  const runner: Runner = {
    net,
    vantages: [],
    references: new Map(),
    detectors: openDetectors(pipeline, net),
    isOnline: async () => true,
    keepScreenshot: async () => '',
    rules: 'test',
    hostGapMs: 0,
    stopping: new AbortController().signal,
  }
  await syncRecipients(database.db, 'email', ['editor@example.org'])
  await syncKb(pipeline, knowledgeBaseOf(contacts))
  const tick = async () => {
    await planDue(pipeline)
    for (const host of new Set(wished.splice(0))) await runBatch(pipeline, runner, host)
  }
  return {
    pipeline,
    runner,
    toys,
    wished,
    clock,
    url: database.url,
    tick,
    async live(ms) {
      const end = clock.now.getTime() + ms
      for (;;) {
        await tick()
        const { dueAt } = await database.db
          .selectFrom('due')
          .select(({ fn }) => fn.min<Date | null>('due_at').as('dueAt'))
          .executeTakeFirstOrThrow()
        if (dueAt === null || dueAt.getTime() > end) break
        clock.now = new Date(Math.max(dueAt.getTime(), clock.now.getTime() + 1))
      }
      clock.now = new Date(end)
    },
    stop: database.stop,
  }
}

/** A knowledge base of toys. */
export function knowledgeBaseOf(contacts: readonly Contact[]): KnowledgeBase {
  return {
    marketplaces: [{ id: 'shop', name: { ru: 'Лавка', en: 'Shop' }, domains: ['shop.test'] }],
    sources: [
      { id: 'article', title: 'Article', url: null, publisher: 'Blog', asOf: null, witness: 'article' },
      { id: 'other', title: 'Other', url: null, publisher: 'Other', asOf: null, witness: 'other' },
    ],
    contacts: [...contacts],
    notContacts: [],
  }
}

/** A documented toy. */
export function toy(name: string, more: Partial<Contact> = {}): Contact {
  return {
    id: `shop/${name}`,
    marketplace: 'shop',
    kind: 'toy',
    value: `toy:${name}`,
    label: { ru: `Игрушка ${name}`, en: `Toy ${name}` },
    audience: 'anyone',
    purpose: 'play',
    hours: null,
    note: null,
    importance: 'normal',
    documented: 'live',
    successor: null,
    listedOn: [],
    ownerDomains: ['shop.test'],
    settings: {},
    humanCheck: null,
    checkEveryHours: 24,
    claims: [{ source: 'article', says: 'works', detail: null, asOf: null }],
    statedAt: { file: 'shop.yaml', line: 1 },
    ...more,
  }
}

/** Waits until `seen` holds, asking often; the caller's own time limit ends a wait that never does. */
export async function until(seen: () => Promise<boolean>, everyMs = 20): Promise<void> {
  while (!(await seen())) await sleep(everyMs)
}
