import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { installedDir, prepareBinaries, unprivilegedAccount } from './postgres-binaries.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-binaries-'))
  await chmod(dir, 0o755)
})
afterEach(() => rm(dir, { recursive: true, force: true }))

it('in a checkout that its account cannot enter, the programs are copied to where it can run them', async () => {
  const account = await unprivilegedAccount()
  const closed = path.join(dir, 'closed')
  await mkdir(closed, { mode: 0o700 })
  const installed = path.join(closed, 'native')
  await cp(installedDir(), installed, { recursive: true, verbatimSymlinks: true })
  const { binaries, copiedTo } = await prepareBinaries(account, path.join(dir, 'open'), installed)
  // Only root has to become somebody else, so only root's checkout can be closed to that account.
  expect(copiedTo === null).toBe(account === null)
  const identity = account ? { uid: account.uid, gid: account.gid } : {}
  const { stdout } = await promisify(execFile)(binaries.initdb, ['--version'], { ...identity, cwd: '/' })
  expect(stdout).toMatch(/^initdb \(PostgreSQL\) 18/)
  const again = await prepareBinaries(account, path.join(dir, 'open'), installed)
  expect(again).toEqual({ binaries, copiedTo })
})
