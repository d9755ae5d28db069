import { printTable } from '../../test/verdicts/print-table.ts'
import { randomFrom } from './random.ts'
import { type SyntheticPolicy, simulate, type World } from './synthetic.ts'

// Worlds made by us, where the rates are known: what the index, what learning and what the cascade are worth.
const runs = 3
const single: World = { contacts: 5_000, zipf: 0.8, hostWide: 0, hosts: 1_802, years: 3 }
const grouped: World = { ...single, contacts: 10_000, hostWide: 0.6, years: 2 }
const uniform: SyntheticPolicy = { knowledge: 'none', uniform: true, cascade: false }
const index: SyntheticPolicy = { ...uniform, uniform: false }

const experiments: [string, World, SyntheticPolicy][] = [
  ['weights only', single, index],
  ['weights, rates learned by kind', single, { ...index, knowledge: 'learned' }],
  ['weights, rates known', single, { ...index, knowledge: 'oracle' }],
  ['60 % of breaks host-wide: weights only', grouped, index],
  ['60 % of breaks host-wide: weights and cascade', grouped, { ...index, cascade: true }],
]

const worlds = [single, grouped]
const even = new Map(worlds.map((world) => [world, delaysOf(world, uniform)]))
const rows = experiments.map(([name, world, policy]) => {
  const ratios = delaysOf(world, policy)
    .map((delay, run) => (even.get(world)?.[run] ?? Number.NaN) / delay)
    .toSorted((a, b) => a - b)
  const middle = ratios[Math.floor(runs / 2)] ?? Number.NaN
  const spread = `${(ratios[0] ?? 0).toFixed(2)} to ${(ratios.at(-1) ?? 0).toFixed(2)}`
  return [name, String(world.contacts), middle.toFixed(2), spread]
})
console.log(
  `Weighted delay of equal gaps, divided by ours, in the last year; median and range of ${runs} runs`,
)
console.log(printTable(['policy', 'contacts', 'ratio', 'range'], rows))

function delaysOf(world: World, policy: SyntheticPolicy): number[] {
  return Array.from({ length: runs }, (_, run) => simulate(world, policy, randomFrom(run + 1)))
}
