import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTools } from '../../test/support/check-tools.ts'
import { knowledgeBaseOf, startTestPipeline, type TestPipeline, toy } from '../../test/support/pipeline.ts'
import { type Served, serve } from '../../test/support/serve.ts'
import type { Observation } from '../domain/observation.ts'
import { alive, not, type Verdict } from '../domain/verdict.ts'
import { createRegistry } from '../kinds/index.ts'
import { pageKind } from '../kinds/page/index.ts'
import { findChromium } from '../net/find-chromium.ts'
import { listChecks } from '../store/checks.ts'
import { preferBrowser, wantsBrowser } from './confirm-by-browser.ts'
import type { Sighting } from './look.ts'
import { syncKb } from './sync-kb.ts'

const gone = not('gone', 'gone', 'http/not-found', '404')
const wall = not('unknown', 'blocked', 'page/wall', 'a wall')
const rungs = 5
const fresh = { failures: 0, lastAliveVia: 'http' as const, askedBy: null }

function seen(verdict: Verdict, more: Partial<Observation> = {}): Sighting {
  const how = { evidence: null, facts: [], via: 'http' as const, httpStatus: 404, finalUrl: null, trace: [] }
  return { verdict, observation: { ...how, startedAt: new Date(0), durationMs: 5, ...more } }
}

describe('the browser is asked', () => {
  it.each([
    [0, false],
    [1, false],
    [2, true],
    [3, false],
    [4, true],
    [5, true],
    [9, true],
  ])('after %i failures: %s', (failures, asked) => {
    expect(wantsBrowser({}, seen(gone), { ...fresh, failures, lastAliveVia: null }, rungs)).toBe(asked)
    expect(wantsBrowser({}, seen(wall), { ...fresh, failures, lastAliveVia: null }, rungs)).toBe(asked)
  })

  it('at once where it was the browser that saw it alive, or a person asks about a failing contact', () => {
    expect(wantsBrowser({}, seen(gone), { ...fresh, lastAliveVia: 'browser' }, rungs)).toBe(true)
    expect(wantsBrowser({}, seen(gone), { ...fresh, failures: 1, askedBy: 'Anna' }, rungs)).toBe(true)
    expect(wantsBrowser({}, seen(gone), { ...fresh, askedBy: 'Anna' }, rungs)).toBe(false)
  })

  it.each([
    ['good news', seen(alive())],
    ['a task for a person', seen(not('unknown', 'human', 'phone/needs-human', 'call'))],
    ['our own fault', seen(not('unknown', 'self', 'net/offline', 'offline'))],
    ['a plea to slow down', seen(not('unknown', 'blocked', 'http/rate-limited', '429'))],
    ['no answer at all', seen(not('unknown', 'timeout', 'net/timeout', 'late'), { httpStatus: null })],
    ['what the browser saw already', seen(gone, { via: 'browser' })],
    ['what only DNS was asked', seen(gone, { via: 'dns', httpStatus: null })],
  ])('but not about %s', (_, sighting) => {
    expect(wantsBrowser({}, sighting, { ...fresh, failures: 2 }, rungs)).toBe(false)
  })

  it('and not for kinds that prove their reading by controls', () => {
    const controls = { alive: [], dead: () => '' }
    expect(wantsBrowser({ controls }, seen(gone), { ...fresh, failures: 2 }, rungs)).toBe(false)
  })
})

describe('of two sightings', () => {
  const byHttp = seen(gone, { trace: ['GET'] })

  it.each([alive(), not('gone', 'gone', 'page/soft-404', 'no'), wall])(
    'the browser’s is believed: $state',
    (verdict) => {
      const both = preferBrowser(byHttp, seen(verdict, { via: 'browser', trace: ['VISIT'] }))
      expect(both.verdict).toBe(verdict)
      expect(both.observation).toMatchObject({ via: 'browser', durationMs: 10 })
      expect(both.observation.trace.slice(0, 3)).toEqual([
        'GET',
        'gone (http/not-found) by HTTP, so the browser looks',
        'VISIT',
      ])
    },
  )

  it.each([
    not('unknown', 'timeout', 'net/timeout', 'late'),
    not('unknown', 'self', 'net/offline', 'no browser'),
  ])('a browser that did not get there undoes nothing: $reason.code', (verdict) => {
    const both = preferBrowser(byHttp, seen(verdict, { via: 'browser', httpStatus: null }))
    expect(both).toMatchObject({ verdict: gone, observation: { via: 'http', httpStatus: 404 } })
  })
})

describe('on a site that tells HTTP clients 404 and browsers the page', () => {
  const hourMs = 3_600_000
  const prose = `<title>Служба поддержки</title><h1>Служба поддержки</h1><p>${'Пишите нам, мы ответим. '.repeat(30)}</p>`
  let test: TestPipeline
  let tools: Awaited<ReturnType<typeof openTools>>
  let site: Served
  const kept = new Map<number, number>()
  let shown: (isBrowser: boolean) => number

  beforeAll(async () => {
    const found = await findChromium(null)
    expect(found, 'this test needs a Chromium; npm test brings one').not.toBeNull()
    test = await startTestPipeline([])
    tools = await openTools({ chromiumPath: found?.path ?? null })
    test.pipeline.kinds = createRegistry([pageKind])
    test.runner.net = tools.net
    test.runner.keepScreenshot = async (id, png) => {
      kept.set(id, png.length)
      return `screenshots/${id}.png`
    }
    site = await serve((request, response) => {
      const status = shown(/Chrome\//.test(request.headers['user-agent'] ?? ''))
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(prose)
    })
  })
  afterAll(async () => {
    await tools.close()
    await site.close()
    await test.stop()
  })
  beforeEach(async () => {
    shown = () => 200
    kept.clear()
    await test.pipeline.db.deleteFrom('contacts').execute()
    const contact = toy('help', { kind: 'page', value: `${site.origin}/help/support`, checkEveryHours: 48 })
    await syncKb(test.pipeline, knowledgeBaseOf([contact]))
    await test.live(hourMs)
  })

  const history = async () =>
    (await listChecks(test.pipeline.db, 'shop/help', 50))
      .map(({ verdict, via, screenshot }) => `${verdict} ${via}${screenshot ? ' picture' : ''}`)
      .reverse()
  const status = async () =>
    (await test.pipeline.db.selectFrom('standings').select('status').executeTakeFirstOrThrow()).status

  it('rung 2 clears it, and from then on the browser is asked at once', async () => {
    shown = (isBrowser) => (isBrowser ? 200 : 404)
    await test.live(60 * hourMs)
    expect(await history()).toEqual(['alive http', 'gone http', 'gone http', 'alive browser'])
    expect(await status()).toBe('fresh')
    await test.live(60 * hourMs)
    const later = (await history()).slice(4)
    expect(later.length).toBeGreaterThan(0)
    for (const line of later) expect(line).toMatch(/^alive browser/)
  })

  it('a page that is gone for both is broken, with pictures of it', async () => {
    shown = () => 404
    await test.live(6 * 24 * hourMs)
    expect(await status()).toBe('broken')
    const made = await history()
    expect(made.slice(0, 7)).toEqual([
      'alive http',
      'gone http',
      'gone http',
      'gone browser picture',
      'gone http',
      'gone browser picture',
      'gone browser picture',
    ])
    expect(kept.size).toBeGreaterThan(2)
    expect([...kept.values()].every((bytes) => bytes > 1000)).toBe(true)
  })

  it('an alive page is photographed once in 30 days', async () => {
    await test.live(65 * 24 * hourMs)
    const pictures = await test.pipeline.db
      .selectFrom('checks')
      .select(['trace', 'verdict', 'via', 'finished_at'])
      .where('screenshot', 'is not', null)
      .orderBy('id')
      .execute()
    expect(pictures.length).toBeGreaterThanOrEqual(2)
    for (const { verdict, via, trace } of pictures) {
      expect([verdict, via]).toEqual(['alive', 'http'])
      expect(trace?.at(-1)).toMatch(/^VISIT .*help\/support for the monthly picture -> kept$/)
    }
    const [first, second] = pictures.map(({ finished_at }) => finished_at?.getTime() ?? 0)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(30 * 24 * hourMs)
  })
})
