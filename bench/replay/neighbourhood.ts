import { isWave, isWaveOver, sentinelCount, type WavePlace, waveWindowMs } from '../../src/domain/breakers.ts'

/** Failures that were one incident of a host. */
export interface Wave {
  domain: string
  members: Set<string>
  /** Alarms for sites of the domain that are not in its incident: each is an incident of its own. */
  alarmsBeside: number
}

/** The sites of one domain, as the store knows them in production: who fails since when, and is it a wave. */
export class Neighbourhood {
  readonly waves: Wave[] = []
  private readonly failingSinceMs = new Map<string, number>()
  private open: Wave | null = null
  private readonly domain: string
  private readonly watched: number

  constructor(domain: string, watched: number) {
    this.domain = domain
    this.watched = watched
  }

  placeOf(name: string): WavePlace {
    if (!this.open) return 'none'
    const before = [...this.open.members].filter(
      (member) => member < name && this.failingSinceMs.has(member),
    ).length
    return before < sentinelCount ? 'sentinel' : 'member'
  }

  /** A member failed; the first failure of its series may make a wave of it. */
  strike(name: string, now: Date): void {
    if (this.failingSinceMs.has(name)) return
    this.failingSinceMs.set(name, now.getTime())
    if (this.open) this.open.members.add(name)
    else this.openIfWave(now)
  }

  recover(name: string): void {
    if (!this.failingSinceMs.delete(name) || !this.open) return
    const failing = [...this.open.members].filter((member) => this.failingSinceMs.has(member)).length
    if (isWaveOver({ watched: this.watched, failing })) this.open = null
  }

  alarm(name: string): void {
    if (this.open && !this.open.members.has(name)) this.open.alarmsBeside += 1
  }

  private openIfWave(now: Date): void {
    const since = now.getTime() - waveWindowMs
    const members = [...this.failingSinceMs].filter(([, at]) => at >= since).map(([member]) => member)
    if (!isWave({ watched: this.watched, newlyFailing: members.length })) return
    this.open = { domain: this.domain, members: new Set(members), alarmsBeside: 0 }
    this.waves.push(this.open)
  }
}
