import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../../dashboard/app.ts'
import { type ServedApp, serveApp } from '../../dashboard/serve-app.ts'
import { runBatch } from '../../src/pipeline/run-batch.ts'
import { createToken } from '../../src/store/tokens.ts'
import { startTestPipeline, type TestPipeline, toy } from '../support/pipeline.ts'
import { bareJpeg } from '../support/small-pictures.ts'
import { lost } from '../support/toy-kind.ts'
import { type CheckedFetch, openCheckedFetch } from './checked-fetch.ts'
import { type GeneratedClient, generateClient } from './generate-client.ts'

let test: TestPipeline
let served: ServedApp
let dataDir: string
let api: GeneratedClient
let checked: CheckedFetch

beforeAll(async () => {
  test = await startTestPipeline([toy('bear'), toy('duck')])
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-contract-'))
  const { pipeline, runner } = test
  // What waits is run as a worker would, by the real pipeline.
  pipeline.wake.runHosts = async (wishes) => {
    for (const host of wishes.flatMap(({ hosts }) => hosts))
      setImmediate(() => void runBatch(pipeline, runner, host))
  }
  const app = createApp({
    pipeline,
    publicUrl: 'http://localhost',
    version: '0.0.0',
    dataDir,
    readiness: async () => ({ ok: true, checks: [] }),
    metrics: async () => '',
  })
  served = await serveApp(app, { host: '127.0.0.1', port: 0 })
  const token = await createToken(pipeline.db, 'robot', ['read', 'write', 'run'], pipeline.now())
  checked = await openCheckedFetch()
  api = await generateClient()
  api.defaults.baseUrl = `http://127.0.0.1:${served.port}`
  api.defaults.headers = { Authorization: `Bearer ${token}` }
  api.defaults.fetch = checked.fetch
})
afterAll(async () => {
  await served.close()
  await test.stop()
  await rm(dataDir, { recursive: true, force: true })
})

it('a client made by a public generator compiles, and goes from the list to a mute and back', async () => {
  const listed = await api.listContacts({ limit: 10 })
  expect(listed.data.items.map(({ id }) => id)).toEqual(['shop/bear', 'shop/duck'])

  test.toys.answers.set('toy:bear', lost)
  const asked = await api.recheckContact('shop/bear', {})
  expect(asked.status).toBe(202)
  const done = await api.readCheck(asked.data.check.id, { wait: 20 })
  expect(done.data).toMatchObject({ state: 'done', verdict: { state: 'gone' } })
  expect((await api.recheckContact('shop/bear', { checkedWithinSeconds: 3600 })).status).toBe(200)

  expect((await api.acknowledgeContact('shop/bear')).data.flags).toContain('acknowledged')
  const photo = bareJpeg.toString('base64')
  const word = await api.attestContact('shop/bear', { says: 'broken', how: 'looked', photo })
  expect(word.data).toMatchObject({ status: 'broken', attestations: [{ photo: expect.any(String) }] })

  expect((await api.muteContact('shop/bear', { days: 3, reason: 'moving' })).data.flags).toContain('muted')
  expect((await api.listContacts({ flag: 'muted' })).data.items).toHaveLength(1)
  expect((await api.unmuteContact('shop/bear')).data.flags).not.toContain('muted')
  expect((await api.releaseContact('shop/bear')).status).toBe(200)
})

it('finds the incident, takes it, and asks what to show', async () => {
  const { items } = (await api.listIncidents()).data
  expect(items).toHaveLength(1)
  const id = Number(items[0]?.id)
  expect((await api.readIncident(id)).status).toBe(200)
  expect((await api.acknowledgeIncident(id)).status).toBe(200)
  expect((await api.lookUpValue('toy:bear')).status).toBe(200)
  expect(
    (await api.attestContact('shop/bear', { says: 'works' }, { idempotencyKey: 'once' })).data.status,
  ).toBe('fresh')
  expect((await api.undoContact('shop/bear')).data.status).toBe('broken')
})

it('gets its mistakes as problems that are described too', async () => {
  const { headers } = api.defaults
  expect((await api.readContact('shop/nobody')).status).toBe(404)
  expect((await api.attestContact('shop/bear', { says: 'perhaps' })).status).toBe(422)
  expect((await api.muteContact('shop/bear', {}, { ifMatch: '"0"' })).status).toBe(412)
  expect((await api.readCheck(999_999)).status).toBe(404)
  api.defaults.headers = {}
  expect((await api.listContacts()).status).toBe(401)
  api.defaults.headers = headers
  expect(new Set(checked.called).size).toBeGreaterThan(18)
})
