import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Log, openErrorRing, openLog } from '../../src/log.ts'
import { planDue } from '../../src/pipeline/plan-due.ts'
import { reconcile } from '../../src/pipeline/reconcile.ts'
import { requestRecheck } from '../../src/pipeline/request-recheck.ts'
import { openQueueConnection, type QueueConnection } from '../../src/queue/connection.ts'
import { openWake, type QueueWake } from '../../src/queue/queue-wake.ts'
import { batchJob, queueNames } from '../../src/queue/queues.ts'
import { openChecks, priorities } from '../../src/store/checks.ts'
import { startChecker } from '../../workers/checker.ts'
import { startTestPipeline, type TestPipeline, toy, until } from '../support/pipeline.ts'

const log = openLog('silent')

describe.each(['postgres', 'redis'] as const)('queues on %s', (backend) => {
  let test: TestPipeline
  let connection: QueueConnection
  let wake: QueueWake
  let connect: (log: Log) => QueueConnection

  beforeEach(async () => {
    test = await startTestPipeline([toy('bear1'), toy('bear2'), toy('duck1')])
    const redisUrl = backend === 'redis' ? inject('redisUrl') : null
    const namespace = `test_${randomBytes(4).toString('hex')}`
    connect = (heard) => openQueueConnection({ redisUrl, databaseUrl: test.url }, heard, namespace)
    connection = connect(log)
    wake = openWake(connection, log)
    test.pipeline.wake = wake
  })
  afterEach(async () => {
    await wake.close()
    await connection.close()
    await test.stop()
  })

  const due = () => {
    test.clock.now = new Date(test.clock.now.getTime() + 3_600_000)
  }
  const uncheckedLeft = async () =>
    (
      await test.pipeline.db
        .selectFrom('standings')
        .select('contact_id')
        .where('checked_at', 'is', null)
        .execute()
    ).length

  it('what is planned is run, each check once', async () => {
    const checker = startChecker(test.pipeline, connection, test.runner)
    due()
    expect(await planDue(test.pipeline)).toBe(3)
    await until(async () => (await uncheckedLeft()) === 0)
    await checker.stop()
    expect(test.toys.asked.sort()).toEqual(['toy:bear1', 'toy:bear2', 'toy:duck1'])
  })

  it('the same wish twice is one job', async () => {
    const hosts: string[] = []
    const wish = { hosts: ['bear.test'], key: 'due-1', urgency: 'routine' as const }
    await wake.runHosts([wish, wish])
    await wake.runHosts([wish, { ...wish, hosts: ['end.test'] }])
    const worker = connection.openWorker(
      queueNames.batches,
      async (data) => void hosts.push(...batchJob.parse(data).hosts),
      1,
    )
    await until(async () => hosts.includes('end.test'))
    await worker.close()
    expect(hosts).toEqual(['bear.test', 'end.test'])
  })

  it('a job that fails is told as an error of ours', async () => {
    const errors = openErrorRing()
    const told: string[] = []
    const loud = connect(openLog('error', errors))
    const fail = () => Promise.reject(new Error('the store was away'))
    const worker = loud.openWorker(queueNames.batches, fail, 1)
    await wake.runHosts([{ hosts: ['bear.test'], key: 'due-1', urgency: 'routine' }])
    await until(async () => told.push(...errors.take().map(({ detail }) => detail)) > 0)
    await worker.close()
    await loud.close()
    expect(told).toEqual([expect.stringContaining('the store was away')])
  })

  it('a host that a person asked for gives its place to the next question', async () => {
    const runner = { ...test.runner, hostGapMs: 3_600_000 }
    const contacts = [
      { contactId: 'shop/bear2', host: 'bear.test', priority: priorities.routine, askedBy: null },
    ]
    await openChecks(test.pipeline.db, contacts, test.clock.now)
    const checker = startChecker(test.pipeline, connection, runner, { routine: 1, asked: 1 })
    await requestRecheck(test.pipeline, ['shop/bear1'], { by: 'Anna' })
    await until(async () => test.toys.asked.includes('toy:bear1'))
    await requestRecheck(test.pipeline, ['shop/duck1'], { by: 'Anna' })
    await until(async () => test.toys.asked.includes('toy:duck1'))
    expect(test.toys.asked).not.toContain('toy:bear2')
    await checker.stop()
  })

  it('what a person asks for waits for no host that is left alone for a while', async () => {
    const bears = ['bear1', 'bear2'].map((name) => {
      return { contactId: `shop/${name}`, host: 'bear.test', priority: priorities.routine, askedBy: null }
    })
    await openChecks(test.pipeline.db, bears, test.clock.now)
    const runner = { ...test.runner, hostGapMs: 3_600_000 }
    const checker = startChecker(test.pipeline, connection, runner, { routine: 1, asked: 1 })
    await wake.runHosts([{ hosts: ['bear.test'], key: 'due-1', urgency: 'routine' }])
    await until(async () => test.toys.asked.length === 1)
    await requestRecheck(test.pipeline, ['shop/duck1'], { by: 'Anna' })
    await until(async () => test.toys.asked.includes('toy:duck1'))
    expect(test.toys.asked).toHaveLength(2)
    await checker.stop()
  })

  it('work that the queue lost is found again in Postgres', async () => {
    due()
    // Planned while the queue took nothing: the same as a queue that forgot.
    test.pipeline.wake = { runHosts: async () => undefined, deliverAlerts: async () => undefined }
    await planDue(test.pipeline)
    test.pipeline.wake = wake
    const checker = startChecker(test.pipeline, connection, test.runner)
    test.clock.now = new Date(test.clock.now.getTime() + 30_000)
    expect(await reconcile(test.pipeline)).toBe(2)
    await until(async () => (await uncheckedLeft()) === 0)
    await checker.stop()
  })

  it('a stopped worker leaves what it did not begin to the next one', async () => {
    due()
    await planDue(test.pipeline)
    const first = startChecker(test.pipeline, connection, { ...test.runner, hostGapMs: 3_600_000 })
    await until(async () => test.toys.asked.length >= 2)
    await first.stop()
    expect(await uncheckedLeft()).toBe(1)
    test.clock.now = new Date(test.clock.now.getTime() + 2 * 3_600_000)
    const second = startChecker(test.pipeline, connection, test.runner)
    await reconcile(test.pipeline)
    await until(async () => (await uncheckedLeft()) === 0)
    await second.stop()
    expect(test.toys.asked).toHaveLength(3)
  })
})

it('a Redis that may throw jobs away is warned of', async () => {
  const url = inject('redisUrl')
  const admin = new Redis(url)
  await admin.config('SET', 'maxmemory-policy', 'allkeys-lru')
  const connection = openQueueConnection({ redisUrl: url, databaseUrl: '' }, log)
  expect(await connection.warning()).toMatch(/set maxmemory-policy to noeviction \(it is allkeys-lru\)/)
  await admin.config('SET', 'maxmemory-policy', 'noeviction')
  expect(await connection.warning()).toBeNull()
  await connection.close()
  admin.disconnect()
})

it('a queue that is away costs a warning, not the caller', async () => {
  const connection = openQueueConnection({ redisUrl: 'redis://127.0.0.1:1', databaseUrl: '' }, log)
  const wake = openWake(connection, log)
  await expect(wake.runHosts([{ hosts: ['bear.test'], key: 'x', urgency: 'asked' }])).resolves.toBeUndefined()
  await expect(connection.ping()).rejects.toThrow()
  await connection.close()
})
