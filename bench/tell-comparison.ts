import { printTable } from '../test/verdicts/print-table.ts'
import type { OurFigures } from './measure-ours.ts'
import type { PeerFigures } from './measure-peer.ts'
import { tellSpread } from './spread.ts'

/** What everybody came to in one turn, by name. */
export interface Turn {
  ours: Record<string, OurFigures>
  peers: Record<string, PeerFigures>
}

/** What a comparison on one farm came to. */
export interface Comparison {
  contacts: number
  hosts: number
  turns: Turn[]
  /** Due checks that come evenly, at a rate that leaves time; null where lateness was not measured. */
  steady: OurFigures | null
}

const columns = ['checks/s', 'CPU ms', 'PostgreSQL ms', 'peak MB', 'growth MB']

/** The comparison as a table, with the ratios that matter under it: of the same turn each, then the median. */
export function tellComparison({ contacts, hosts, turns, steady }: Comparison): string {
  const told = turns.length > 1 ? `${turns.length} turns, median (lowest–highest)` : 'one turn'
  const ours = byName(turns, (turn) => turn.ours)
  const peers = byName(turns, (turn) => turn.peers)
  const rows = [
    ...[...ours].map(([name, runs]) => [name, ...ourCells(runs)]),
    ...[...peers].map(([name, runs]) => [name, ...peerCells(runs, contacts)]),
  ]
  const table = printTable([`${contacts} contacts, ${hosts} hosts, ${told}`, ...columns], rows)
  const ratios = [...ours].flatMap(([name, runs]) =>
    [...peers]
      // Whoever did not look at the pages was not fast.
      .filter(([, others]) => others.every(({ well }) => well === contacts))
      .map(([peer, others]) => `${name}: ${tellSpread(ratiosOf(runs, others), 2)} x ${peer}`),
  )
  return [table, ...ratios, ...(steady ? [tellLateness(steady)] : [])].join('\n')
}

function byName<Figures>(
  turns: readonly Turn[],
  of: (turn: Turn) => Record<string, Figures>,
): Map<string, Figures[]> {
  const byName = new Map<string, Figures[]>()
  for (const turn of turns)
    for (const [name, figures] of Object.entries(of(turn)))
      byName.set(name, [...(byName.get(name) ?? []), figures])
  return byName
}

function ratiosOf(ours: readonly OurFigures[], others: readonly PeerFigures[]): number[] {
  return ours.map(({ checksPerSecond }, turn) => checksPerSecond / (others[turn]?.checksPerSecond ?? 0))
}

function ourCells(runs: readonly OurFigures[]): string[] {
  const tell = (of: (run: OurFigures) => number, digits: number) => tellSpread(runs.map(of), digits)
  return [
    tell(({ checksPerSecond }) => checksPerSecond, 0),
    tell(({ cpuMs }) => cpuMs, 2),
    tell(({ databaseCpuMs }) => databaseCpuMs, 2),
    tell(({ peakMb }) => peakMb, 0),
    tell(({ growthMb }) => growthMb, 0),
  ]
}

function peerCells(runs: readonly PeerFigures[], contacts: number): string[] {
  const tell = (of: (run: PeerFigures) => number, digits: number) => tellSpread(runs.map(of), digits)
  const fewest = Math.min(...runs.map(({ well }) => well))
  return [
    tell(({ checksPerSecond }) => checksPerSecond, 0),
    tell(({ cpuMs }) => cpuMs, 2),
    '',
    tell(({ peakMb }) => peakMb, 0),
    fewest === contacts ? '' : `saw ${fewest} of ${contacts}`,
  ]
}

function tellLateness({ checksPerSecond, lateMs }: OurFigures): string {
  return `at ${checksPerSecond.toFixed(0)} due checks/s: late by ${lateMs.p50.toFixed(0)} ms in the median, ${lateMs.p99.toFixed(0)} ms at p99`
}
