import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { openStore } from './open-store.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-open-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const open = (env: Record<string, string>) => openStore(readConfig(env), openLog('silent'), 2)

it('a start that cannot work says why and names DATABASE_URL', async () => {
  await writeFile(path.join(dir, 'data'), 'a file, not a folder')
  await expect(open({ DATA_DIR: path.join(dir, 'data') })).rejects.toMatchObject({
    problems: [
      expect.stringMatching(/no embedded PostgreSQL can run in .*EEXIST/),
      expect.stringMatching(/set DATABASE_URL/),
    ],
  })
})

it('a database that does not answer is named, without its password', async () => {
  const attempt = open({ DATABASE_URL: 'postgres://somebody:secret-word@127.0.0.1:1/nothing' })
  await expect(attempt).rejects.toMatchObject({
    problems: [expect.stringMatching(/DATABASE_URL names a database that does not work.*ECONNREFUSED/)],
  })
  await expect(attempt).rejects.not.toThrow(/secret-word/)
})
