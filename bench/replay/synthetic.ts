import { siblingsToAsk } from '../../src/domain/cascade.ts'
import { type Experience, kindHazard } from '../../src/domain/hazard.ts'
import { gapDaysAt, longestGapDays, solveTheta } from '../../src/domain/schedule.ts'
import { Agenda } from './agenda.ts'
import { shuffled, zipfWeights } from './random.ts'

/** How much of a list is of a kind, and how often the kind breaks a year (scheduling literature, 1 to 80 %). */
const kinds = [
  { share: 0.1, breaksPerYear: 0.01 },
  { share: 0.3, breaksPerYear: 0.05 },
  { share: 0.4, breaksPerYear: 0.1 },
  { share: 0.15, breaksPerYear: 0.2 },
  { share: 0.05, breaksPerYear: 0.8 },
] as const
/** What everybody believes of every kind before anything was seen. */
const wrongPrior = 0.1
const yearDays = 365
/** From the first failing look until siblings are asked. */
const fanOutDays = 0.5 / 24
const learnEveryDays = 30

/** How rates are known to a policy. */
export type Knowledge = 'none' | 'learned' | 'oracle'

export interface World {
  contacts: number
  /** Exponent of Zipf's law of the weights. */
  zipf: number
  /** Part of all breaks that strike a host as a whole. */
  hostWide: number
  hosts: number
  years: number
}

export interface SyntheticPolicy {
  knowledge: Knowledge
  /** Looks as often at all, whatever they matter. */
  uniform: boolean
  cascade: boolean
}

interface Contact {
  kind: number
  weight: number
  ratePerYear: number
  host: Contact[]
  brokenAt: number | null
  dueAt: number
  lastAt: number
}

/**
 * Weighted days from a break to the look that sees it, over the breaks of the last year. The budget sees each
 * contact once a week on average; a contact that was seen broken is mended at once.
 */
export function simulate(world: World, policy: SyntheticPolicy, random: () => number): number {
  const contacts = openWorld(world, random)
  const looks = new Agenda<Contact>()
  const breaks = new Agenda<Contact[]>()
  const endAt = world.years * yearDays
  const seen: Experience[] = kinds.map(() => ({ breaks: 0, contactYears: 0 }))
  let gapOf = paceOf(contacts, policy, seen, 0)
  let learnAt = learnEveryDays
  let [weight, delay] = [0, 0]

  const plan = (one: Contact, at: number) => {
    one.dueAt = at
    looks.add(at, one)
  }
  const detect = (one: Contact, at: number) => {
    if (one.brokenAt === null) return false
    if (at > endAt - yearDays) {
      weight += one.weight
      delay += one.weight * (at - one.brokenAt)
    }
    const experience = seen[one.kind]
    if (experience) experience.breaks += 1
    one.brokenAt = null
    return true
  }
  const look = (one: Contact, at: number, asked = { struck: 0, siblings: 0 }) => {
    one.lastAt = at
    plan(one, at + gapOf(one) * (1 + 0.3 * (random() - 0.5)))
    if (!detect(one, at) || !policy.cascade) return
    asked.struck += 1
    const more = siblingsToAsk(asked.struck, asked.siblings)
    const wanted = one.host
      .filter((other) => other.lastAt < at)
      .toSorted(byIndex(at))
      .slice(0, more)
    asked.siblings += wanted.length
    for (const other of wanted) look(other, at + fanOutDays, asked)
  }

  for (const one of contacts) plan(one, random() * gapOf(one))
  for (const one of contacts) breaks.add(waitFor(one.ratePerYear * (1 - world.hostWide), random), [one])
  for (const host of new Set(contacts.map((one) => one.host)))
    breaks.add(waitFor(hostRate(host, world), random), host)
  for (;;) {
    const at = Math.min(looks.earliestAt, breaks.earliestAt)
    if (at > endAt) return delay / weight
    if (at > learnAt) {
      gapOf = paceOf(contacts, policy, seen, at)
      learnAt = at + learnEveryDays
    }
    if (breaks.earliestAt <= looks.earliestAt) {
      const struck = breaks.take() ?? []
      for (const one of struck) one.brokenAt ??= at
      const single = struck.length === 1 && struck[0]
      const rate = single ? single.ratePerYear * (1 - world.hostWide) : hostRate(struck, world)
      breaks.add(at + waitFor(rate, random), struck)
    } else {
      const one = looks.take()
      if (one && one.dueAt === at) look(one, at)
    }
  }
}

function openWorld({ contacts, zipf, hosts }: World, random: () => number): Contact[] {
  const weights = shuffled(zipfWeights(contacts, zipf), random)
  const hostShares = zipfWeights(hosts, zipf)
  const total = hostShares.reduce((sum, share) => sum + share, 0)
  const rooms = hostShares.map((): Contact[] => [])
  return weights.map((weight) => {
    const kind = pick(
      kinds.map(({ share }) => share),
      1,
      random,
    )
    const host = rooms[pick(hostShares, total, random)] ?? []
    const mean = kinds[kind]?.breaksPerYear ?? wrongPrior
    // Gamma of shape two: kinds are no more alike within than that.
    const ratePerYear = (-Math.log(1 - random()) - Math.log(1 - random())) * (mean / 2)
    const one: Contact = { kind, weight, ratePerYear, host, brokenAt: null, dueAt: 0, lastAt: 0 }
    host.push(one)
    return one
  })
}

function pick(shares: readonly number[], total: number, random: () => number): number {
  let left = random() * total
  const found = shares.findIndex((share) => {
    left -= share
    return left < 0
  })
  return found === -1 ? shares.length - 1 : found
}

/** A host breaks as often as its share of host-wide breaks among those of its contacts asks for. */
function hostRate(host: readonly Contact[], { hostWide }: World): number {
  if (hostWide === 0 || host.length === 0) return 0
  return (host.reduce((sum, { ratePerYear }) => sum + ratePerYear, 0) / host.length) * hostWide
}

function waitFor(ratePerYear: number, random: () => number): number {
  return ratePerYear > 0 ? (-Math.log(1 - random()) / ratePerYear) * yearDays : Number.POSITIVE_INFINITY
}

/** Gaps in days under what a policy believes now, for a budget of each contact once a week. */
function paceOf(
  contacts: readonly Contact[],
  policy: SyntheticPolicy,
  seen: readonly Experience[],
  now: number,
): (one: Contact) => number {
  if (policy.uniform) return () => 7
  const exposure = kinds.map(({ share }) => (contacts.length * share * now) / yearDays)
  const learned = seen.map(({ breaks }, kind) =>
    kindHazard({ breaks, contactYears: exposure[kind] ?? 0 }, wrongPrior),
  )
  const believed = ({ kind, ratePerYear }: Contact): number => {
    if (policy.knowledge === 'oracle') return Math.max(ratePerYear, 1e-4)
    return policy.knowledge === 'learned' ? (learned[kind] ?? wrongPrior) : wrongPrior
  }
  const groups = contacts.map((one) => ({
    weight: one.weight,
    hazardPerYear: believed(one),
    contacts: 1,
    ceilingDays: longestGapDays,
  }))
  const { theta } = solveTheta(groups, contacts.length / 7)
  return (one) => gapDaysAt(theta, { weight: one.weight, hazardPerYear: believed(one) })
}

function byIndex(at: number): (one: Contact, other: Contact) => number {
  const index = ({ weight, lastAt }: Contact) => weight * (at - lastAt) ** 2
  return (one, other) => index(other) - index(one)
}
