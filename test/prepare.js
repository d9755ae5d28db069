// Brings what the tests need and the machine lacks: a Chromium and a redis-server. Runs before the tests,
// in plain JavaScript, so that it works before anything else does.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright'

const missing = []
if (!hasChromium()) {
  console.error('no Chromium found; fetching one')
  run(process.execPath, [path.join(import.meta.dirname, '../bin/bring-browser.js')])
  if (!hasChromium())
    missing.push('a Chromium: apt install chromium, or npx playwright install chromium, or set CHROMIUM_PATH')
}
if (!has('redis-server')) {
  console.error('no redis-server found; installing it')
  if (process.getuid?.() === 0 && has('apt-get')) {
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'])
  }
  if (!has('redis-server')) missing.push('redis-server: apt install redis-server')
}
for (const line of missing) console.error(`The tests need ${line}`)
process.exitCode = missing.length > 0 ? 1 : 0

function hasChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  return (
    existsSync(process.env.CHROMIUM_PATH ?? '') || existsSync(chromium.executablePath()) || names.some(has)
  )
}

function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
}

function run(command, args) {
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
