import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { findChromium } from './find-chromium.ts'

test('a browser is found and says its version', async () => {
  expect(await findChromium(null)).toMatchObject({
    path: expect.stringMatching(/chrom/i),
    version: expect.stringMatching(/^\d+\./),
  })
})

test('a configured browser that is not there is none, whatever else there is', async () => {
  expect(await findChromium('/nonexistent/chromium')).toBeNull()
  expect(await findChromium('')).toBeNull()
})

test('a configured program that is no browser has no version', async () => {
  expect(await findChromium(process.execPath)).toMatchObject({ path: process.execPath })
})

test('the way to HTTP loads neither Playwright nor Crawlee', async () => {
  const script = `
    import { createRequire } from 'node:module'
    import { openNet } from '${fileURLToPath(new URL('./open-net.ts', import.meta.url))}'
    const config = { connectTo: [], allowNets: [], dnsServers: [], chromiumPath: '/usr/bin/chromium', userAgent: 'x' }
    await (await openNet(config)).close()
    const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) => /playwright|crawlee/.test(path))
    process.stdout.write(JSON.stringify(loaded))`
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  const args = ['--import', 'tsx', '--input-type=module', '-e', script]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd })
  expect(JSON.parse(stdout)).toEqual([])
})
