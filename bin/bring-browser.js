// Brings a Chromium where there is none: Playwright's own download, else Debian's package where we may.
// Ends with 0 when one of them worked.
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'

const playwright = path.join(
  path.dirname(createRequire(import.meta.url).resolve('playwright/package.json')),
  'cli.js',
)

process.exitCode = attempt(process.execPath, [playwright, 'install', 'chromium']) || viaApt() ? 0 : 1

function viaApt() {
  if (process.getuid?.() !== 0) return false
  attempt('apt-get', ['update', '-qq'])
  return attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
}

function attempt(command, args) {
  try {
    execFileSync(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    return true
  } catch {
    return false
  }
}
