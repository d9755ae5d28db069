import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carryOut, type Plan } from './run.ts'
import { readTrace, type Site } from './trace.ts'

const days = 135
let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-replay-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const head = 'target_url\tbase_domain\tagency\tpageviews\tweekly\tdaily\tjanuary\tlater'

function line(name: string, daily: string, later = '2'.repeat(18)): string {
  const january = later.slice(0, 14)
  return [name, name.split('.').slice(-2).join('.'), 'A', '', '', daily, january, later].join('\t')
}

/** Well until `day`, then the letter for ever. */
function dead(name: string, day: number, letter: string): string {
  return line(name, '2'.repeat(day) + letter.repeat(days - day), letter.repeat(18))
}

async function traceOf(lines: string[]): Promise<Site[]> {
  const file = path.join(dir, 'trace.tsv.gz')
  await writeFile(file, gzipSync(`${[head, ...lines].join('\n')}\n`))
  return readTrace(file)
}

const well = Array.from({ length: 40 }, (_, i) => line(`site${i}.gov`, '2'.repeat(days)))
const plan = (part: Partial<Plan> = {}): Plan => ({
  mode: 'daily',
  policy: 'ours',
  patience: 'balanced',
  budgetDays: 7,
  runs: 2,
  ...part,
})

describe('the trace', () => {
  it('takes sites that were seen often and well at first, and knows from when a dead one failed', async () => {
    const sites = await traceOf([
      dead('dead.gov', 60, '4'),
      line('sick.gov', '4'.repeat(days)),
      line('rarely.gov', '2'.repeat(60) + '.'.repeat(75)),
    ])
    expect(sites.map(({ name, diedOnDay }) => [name, diedOnDay])).toEqual([['dead.gov', 60]])
  })

  it('does not count as dead what lives in January', async () => {
    const sites = await traceOf([line('back.gov', '2'.repeat(60) + '4'.repeat(75))])
    expect(sites[0]?.diedOnDay).toBe(null)
  })

  it.each([
    ['a file of something else', 'root:x:0:0\n', /must name the columns/],
    ['a line cut short', `${head}\nhost\tdomain\n`, /line 2: 2 columns instead of 8/],
    ['a letter nobody defined', `${head}\n${line('a.gov', 'X'.repeat(days))}\n`, /line 2: a letter/],
    ['no site worth judging', `${head}\n`, /no site/],
  ])('refuses %s and says where', async (_, text, message) => {
    const file = path.join(dir, 'bad.tsv')
    await writeFile(file, text)
    expect(() => readTrace(file)).toThrow(message)
  })
})

describe('a replay by days', () => {
  it('tells of a 404 three days after it began, of a timeout after seven, and of a blip never', async () => {
    const blip = `${'2'.repeat(50)}T${'2'.repeat(84)}`
    const sites = await traceOf([...well, line('blip.org', blip), dead('gone.org', 40, '4')])
    const outcome = carryOut(sites, plan())
    expect(outcome).toMatchObject({ deaths: 1, medianDelayDays: 3, missedDeaths: 0, falsePer10kLinkWeeks: 0 })
    expect(carryOut(await traceOf([...well, dead('slow.org', 40, 'T')]), plan()).medianDelayDays).toBe(7)
  })

  it('counts an alarm as false when the site works again within a week', async () => {
    const outage = `${'2'.repeat(50)}${'4'.repeat(5)}${'2'.repeat(80)}`
    const sites = await traceOf([...well, line('outage.org', outage)])
    expect(carryOut(sites, plan()).falsePer10kLinkWeeks).toBeGreaterThan(0)
    expect(carryOut(sites, plan({ policy: 'in-a-row=7' })).falsePer10kLinkWeeks).toBe(0)
  })

  it('makes one incident of a domain that fails as a whole, and no alarm', async () => {
    const wave = `${'2'.repeat(99)}${'U'.repeat(5)}${'2'.repeat(31)}`
    const sites = await traceOf([
      ...well,
      ...Array.from({ length: 60 }, (_, i) => line(`e${i}.abroad.org`, wave)),
    ])
    const { largestWave, falsePer10kLinkWeeks } = carryOut(sites, plan())
    expect(largestWave).toEqual({ contacts: 60, incidents: 1, contactAlarms: 0 })
    expect(falsePer10kLinkWeeks).toBe(0)
  })
})

describe('a replay with a budget', () => {
  it('keeps to its budget and to five seconds between looks at one host', async () => {
    const sites = await traceOf([...well, dead('gone.org', 40, '4'), dead('lost.org', 60, 'D')])
    for (const policy of ['ours', 'round-robin', 'iabot']) {
      const outcome = carryOut(sites, plan({ mode: 'budget', policy }))
      expect(outcome).toMatchObject({ budgetViolations: 0, hostGapViolations: 0, missedDeaths: 0 })
    }
  })

  it('finds siblings that died together sooner than their turn would come', async () => {
    const sites = await traceOf([
      ...Array.from({ length: 400 }, (_, i) => line(`site${i}.gov`, '2'.repeat(days))),
      ...Array.from({ length: 40 }, (_, i) => dead(`d${i}.dying.org`, 60, '4')),
    ])
    const ours = carryOut(sites, plan({ mode: 'budget' }))
    const roundRobin = carryOut(sites, plan({ mode: 'budget', policy: 'round-robin' }))
    expect(ours.firstFailDays).toBeLessThan(roundRobin.firstFailDays / 2)
  })

  it('gives intervals that hold the figure, and the same answer twice', async () => {
    const sites = await traceOf([...well, dead('gone.org', 40, '4'), dead('lost.net', 60, 'D')])
    const [once, again] = [carryOut(sites, plan()), carryOut(sites, plan())]
    expect(again).toEqual(once)
    const [low, high] = once.interval90.brokenDays
    expect(low).toBeLessThanOrEqual(once.brokenDays)
    expect(high).toBeGreaterThanOrEqual(once.brokenDays)
  })

  it('names the policies it knows when it is asked for another one', async () => {
    const sites = await traceOf(well)
    expect(() => carryOut(sites, plan({ policy: 'in-a-row=0' }))).toThrow(/ours, round-robin, iabot/)
  })
})
