import {
  type Budget,
  type Errand,
  errands,
  openBudget,
  orderOfErrands,
  refill,
  routineShare,
  spend,
} from '../../src/domain/budget.ts'
import { siblingsToAsk, spreads } from '../../src/domain/cascade.ts'
import { daysToMs, firstDueAt } from '../../src/domain/schedule.ts'
import { Agenda } from './agenda.ts'
import { openNeighbourhoods, type Replay } from './daily.ts'
import { noteLook, openHistory, type SiteHistory } from './history.ts'
import type { Neighbourhood } from './neighbourhood.ts'
import { fixedPace, indexPace, type Pace, type Paced } from './pace.ts'
import type { Rule, Watcher } from './rules.ts'
import { carryForward, type Site } from './trace.ts'

const hostGapMs = 5_000
/** Failures of a domain this close together are one cascade. */
const cascadeWindowMs = daysToMs(2)

/** What a policy spends its budget by. */
export interface Policy {
  rule: Rule
  /** Fixed gap between routine looks, or the index of weight and age. */
  routine: 'fixed' | 'index'
  cascade: boolean
}

interface Watched extends Paced {
  site: Site
  letters: string
  watcher: Watcher
  history: SiteHistory
  neighbourhood: Neighbourhood
  /** Only the newest appointment of a site counts; older entries of the agendas are void. */
  dueAt: number
  errand: Errand
  lastAt: number
}

interface Cascade {
  startedAt: number
  struck: number
  asked: number
}

/**
 * Replays with a budget: so many looks a day, follow-ups included, one host at a time with five seconds between
 * starts. The outcome of a day stands all day, also for days on which nobody looked.
 */
export function replayWithBudget(
  sites: readonly Site[],
  policy: Policy,
  perDay: number,
  weights: readonly number[],
  seed: number,
): Replay {
  return new BudgetReplay(sites, policy, perDay, weights, seed).run()
}

class BudgetReplay {
  private readonly watched: Watched[]
  private readonly agendas: Record<Errand, Agenda<{ watched: Watched; dueAt: number }>>
  private readonly hostReadyAt = new Map<string, number>()
  private readonly cascades = new Map<string, Cascade>()
  private readonly neighbourhoods: Map<string, Neighbourhood>
  private readonly endAt: number
  private readonly policy: Policy
  private readonly perDay: number
  private readonly byDomain = new Map<string, Watched[]>()
  private readonly pace: Pace
  private budget: Budget = openBudget(new Date(0))
  private hourOfCount = 0
  private looksInHour = 0
  private budgetViolations = 0
  private hostGapViolations = 0

  constructor(
    sites: readonly Site[],
    policy: Policy,
    perDay: number,
    weights: readonly number[],
    seed: number,
  ) {
    this.policy = policy
    this.perDay = perDay
    this.endAt = daysToMs(Math.max(...sites.map(({ days }) => days.length)))
    this.neighbourhoods = openNeighbourhoods(sites)
    this.agendas = { asked: new Agenda(), ladder: new Agenda(), cascade: new Agenda(), routine: new Agenda() }
    this.watched = sites.map((site, index) => ({
      site,
      letters: carryForward(site.days),
      weight: weights[index] ?? 1,
      watcher: policy.rule(site.name),
      history: openHistory(),
      neighbourhood: this.neighbourhoods.get(site.domain) as Neighbourhood,
      domain: site.domain,
      siblings: 0,
      settled: false,
      dueAt: 0,
      errand: 'routine',
      lastAt: 0,
    }))
    for (const one of this.watched)
      this.byDomain.set(one.domain, [...(this.byDomain.get(one.domain) ?? []), one])
    for (const one of this.watched) one.siblings = this.byDomain.get(one.domain)?.length ?? 0
    this.pace =
      policy.routine === 'index' ? indexPace(this.watched) : fixedPace(daysToMs(sites.length / perDay))
    this.pace.settle(0, perDay)
    for (const one of this.watched) {
      const first = firstDueAt(`${one.site.name}#${seed}`, this.pace.gapMs(one), new Date(0))
      this.plan(one, 'routine', first.getTime())
    }
  }

  run(): Replay {
    for (let at = this.nextAt(0); at < this.endAt; at = this.nextAt(at)) this.step(at)
    return {
      histories: new Map(this.watched.map(({ site, history }) => [site, history])),
      waves: [...this.neighbourhoods.values()].flatMap(({ waves }) => waves),
      budgetViolations: this.budgetViolations,
      hostGapViolations: this.hostGapViolations,
    }
  }

  /** The next moment at which somebody is due and a look may be spent. */
  private nextAt(now: number): number {
    const due = Math.min(...errands.map((errand) => this.agendas[errand].earliestAt))
    const at = Math.max(due, now)
    this.budget = refill(this.budget, this.perDay, new Date(at))
    if (this.budget.tokens >= 1) return at
    return at + Math.ceil(((1 - this.budget.tokens) / this.perDay) * daysToMs(1))
  }

  private step(at: number): void {
    this.budget = refill(this.budget, this.perDay, new Date(at))
    this.pace.settle(at, this.perDay * routineShare(this.budget, this.perDay))
    for (const errand of orderOfErrands(this.budget, this.perDay)) {
      const agenda = this.agendas[errand]
      while (agenda.earliestAt <= at) {
        const entry = agenda.take()
        if (!entry || entry.dueAt !== entry.watched.dueAt || entry.watched.errand !== errand) continue
        const readyAt = this.hostReadyAt.get(entry.watched.site.domain) ?? 0
        if (readyAt > at) {
          this.plan(entry.watched, errand, readyAt)
          continue
        }
        this.budget = spend(this.budget, errand)
        this.look(entry.watched, at)
        return
      }
    }
  }

  private look(one: Watched, at: number): void {
    const { site } = one
    this.countLook(site.domain, at)
    const now = new Date(at)
    const letter = one.letters[Math.floor(at / daysToMs(1))] ?? '2'
    if (letter !== '2') one.neighbourhood.strike(site.name, now)
    const opinion = one.watcher.look(letter, now, this.pace.gapMs(one), one.neighbourhood.placeOf(site.name))
    if (letter === '2') one.neighbourhood.recover(site.name)
    if (opinion.alarmed) {
      one.settled = true
      one.neighbourhood.alarm(site.name)
      this.pace.learn(site.domain)
    }
    if (opinion.failures === 0 && !opinion.confirming) one.settled = false
    one.lastAt = at
    noteLook(one.history, {
      at,
      failures: opinion.failures,
      alarmed: opinion.alarmed,
      diedAt: site.diedOnDay === null ? null : daysToMs(site.diedOnDay),
    })
    this.plan(one, opinion.confirming ? 'ladder' : 'routine', opinion.nextLookAt.getTime())
    if (this.policy.cascade && opinion.confirming && opinion.failures <= 2 && spreads(opinion.class))
      this.fanOut(one, at)
  }

  /** Looks at siblings that are not failing already, those not seen for longest first. */
  private fanOut(struck: Watched, at: number): void {
    const running = this.cascades.get(struck.site.domain)
    const recent = running && at - running.startedAt < cascadeWindowMs ? running : null
    const cascade = recent ?? { startedAt: at, struck: 0, asked: 0 }
    cascade.struck += 1
    const candidates = (this.byDomain.get(struck.domain) ?? [])
      .filter(
        (one) =>
          one.history.seriesBeganAt === null && one.lastAt < cascade.startedAt && one.errand === 'routine',
      )
      .toSorted((a, b) => indexOf(b, at) - indexOf(a, at))
      .slice(0, siblingsToAsk(cascade.struck, cascade.asked))
    for (const one of candidates) this.plan(one, 'cascade', at)
    cascade.asked += candidates.length
    this.cascades.set(struck.site.domain, cascade)
  }

  private plan(one: Watched, errand: Errand, dueAt: number): void {
    one.errand = errand
    one.dueAt = dueAt
    this.agendas[errand].add(dueAt, { watched: one, dueAt })
  }

  private countLook(domain: string, at: number): void {
    const hour = Math.floor(at / 3_600_000)
    this.looksInHour = hour === this.hourOfCount ? this.looksInHour + 1 : 1
    this.hourOfCount = hour
    // One over in an hour is the rounding of a bucket that holds a whole look.
    if (this.looksInHour > Math.ceil((this.perDay / 24) * 1.01) + 1) this.budgetViolations += 1
    if (at < (this.hostReadyAt.get(domain) ?? 0)) this.hostGapViolations += 1
    this.hostReadyAt.set(domain, at + hostGapMs)
  }
}

function indexOf({ weight, lastAt }: Watched, at: number): number {
  return weight * (at - lastAt) ** 2
}
