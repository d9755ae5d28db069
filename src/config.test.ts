import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readConfig, StartupError } from './config.ts'

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof StartupError) return error.problems
    throw error
  }
  return []
}

it('an empty environment is enough', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    publicUrl: 'http://127.0.0.1:8080',
    timeScale: 1,
    databaseUrl: null,
  })
  expect(config.dataDir).toBe(path.resolve('./data'))
})

it('a variable that is set to nothing is not set', () => {
  expect(readConfig({ REDIS_URL: '', PORT: '' })).toMatchObject({ redisUrl: null, port: 8080 })
})

it('every bad value is told at once, with its name', () => {
  const problems = problemsOf({
    PORT: 'eighty',
    REDIS_URL: 'http://redis.test',
    STILLTHERE_TIME_SCALE: '0',
    STILLTHERE_CONNECT_TO: 'only:two',
    STILLTHERE_ALLOW_NETS: 'everything',
    DNS_SERVERS: 'dns.test',
    ALERT_TO: 'nobody',
    EGRESS_PROXIES: 'nameless',
    CHROMIUM_PATH: '/does/not/exist',
  })
  const names = problems.map((problem) => problem.split(':')[0])
  expect(names).toEqual(
    expect.arrayContaining(['PORT', 'REDIS_URL', 'STILLTHERE_TIME_SCALE', 'STILLTHERE_CONNECT_TO']),
  )
  expect(names).toEqual(
    expect.arrayContaining([
      'STILLTHERE_ALLOW_NETS',
      'DNS_SERVERS',
      'ALERT_TO',
      'EGRESS_PROXIES',
      'CHROMIUM_PATH',
    ]),
  )
})

it('an unknown STILLTHERE_ name stops the start and the known ones are listed', () => {
  expect(problemsOf({ STILLTHERE_TIMESCALE: '2' })).toEqual([
    'STILLTHERE_TIMESCALE: not a setting of Stillthere; known are STILLTHERE_CONNECT_TO, STILLTHERE_TIME_SCALE, STILLTHERE_ALLOW_NETS, STILLTHERE_PUBLIC',
  ])
})

it('a secret may come from a file, and a file that cannot be read is told', async () => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-config-'))
  const file = path.join(dir, 'url')
  await writeFile(file, 'smtp://user:secret@mail.test:25\n')
  expect(readConfig({ SMTP_URL_FILE: file }).smtpUrl).toBe('smtp://user:secret@mail.test:25')
  expect(problemsOf({ SMTP_URL_FILE: path.join(dir, 'missing') })[0]).toMatch(
    /^SMTP_URL_FILE: cannot be read/,
  )
  await rm(dir, { recursive: true })
})

it('a bad secret is told without being printed', () => {
  expect(problemsOf({ DATABASE_URL: 'mysql://root:hunter2@db.test/x' }).join()).not.toContain('hunter2')
})

it('links follow the port and an address that listens everywhere is not a link', () => {
  expect(readConfig({ HOST: '0.0.0.0', PORT: '9000' }).publicUrl).toBe('http://127.0.0.1:9000')
  expect(readConfig({ PUBLIC_URL: 'https://contacts.test/' }).publicUrl).toBe('https://contacts.test')
})
