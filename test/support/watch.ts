import { advance } from '../../src/domain/advance.ts'
import type { Documented } from '../../src/domain/contact.ts'
import { patienceOf } from '../../src/domain/patience.ts'
import { type Standing, type StatusChange, unchecked } from '../../src/domain/standing.ts'
import { not, type Verdict } from '../../src/domain/verdict.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
export const startAt = new Date('2026-03-01T09:00:00Z')

export const missing = not('gone', 'gone', 'http/not-found', '404')
export const slow = not('unknown', 'timeout', 'net/timeout', 'no answer')
export const walled = not('unknown', 'blocked', 'page/wall', 'a wall')
export const moved = not('changed', 'drift', 'page/moved', 'elsewhere', {
  action: 'replace',
  value: 'https://b.test/',
})
export const ours = not('unknown', 'self', 'net/offline', 'we are offline')
export const askPerson = not('unknown', 'human', 'phone/needs-human', 'call')

/** A contact that is checked whenever the machine itself asks for it. */
export class Watch {
  standing: Standing
  changes: StatusChange[] = []
  now = startAt
  nextCheckAt = startAt
  checks = 0
  readonly documented: Documented
  constructor(documented: Documented = 'live') {
    this.documented = documented
    this.standing = unchecked(startAt, documented === 'retired' ? 'retired' : 'unchecked')
  }
  see(verdict: Verdict, at: Date = this.nextCheckAt, fingerprint = verdict.reason?.code ?? 'fine'): this {
    this.now = at
    const input = { documented: this.documented, verdict, fingerprint, now: at, everyMs: dayMs, jitter: 0 }
    const advanced = advance(this.standing, { ...input, patience: patienceOf('balanced') })
    this.standing = advanced.standing
    this.nextCheckAt = advanced.nextCheckAt
    if (advanced.change) this.changes.push(advanced.change)
    this.checks += 1
    return this
  }
  /** Follows the machine's own timetable until `ms` after the first of these checks. */
  seeFor(verdict: Verdict, ms: number): this {
    const end = this.nextCheckAt.getTime() + ms
    while (this.nextCheckAt.getTime() <= end) this.see(verdict)
    return this
  }
  get status() {
    return this.standing.status
  }
  get path() {
    return this.changes.map((change) => change.to)
  }
}
