import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

/** A Chromium on this machine; `version` is null where it would not say. */
export interface FoundChromium {
  path: string
  version: string | null
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const usualPaths: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map((name) =>
    join(process.env[name] ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  ),
}

/**
 * The browser to use: the configured one or none, else Playwright's own download, else the system's.
 * Null where there is none. Playwright is loaded only when it is asked.
 */
export async function findChromium(configured: string | null): Promise<FoundChromium | null> {
  const candidates = configured === null ? listCandidates() : [configured]
  for await (const path of candidates) {
    if (await isExecutable(path)) return { path, version: await versionOf(path) }
  }
  return null
}

async function* listCandidates(): AsyncGenerator<string> {
  const { chromium } = await import('playwright')
  yield chromium.executablePath()
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    for (const name of names) yield join(folder, name)
  }
  yield* usualPaths[process.platform] ?? []
}

async function isExecutable(path: string): Promise<boolean> {
  if (!path) return false
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

async function versionOf(path: string): Promise<string | null> {
  // Chrome on Windows opens a window instead of answering.
  if (process.platform === 'win32') return null
  const told = promisify(execFile)(path, ['--version'], { timeout: 5_000 })
  return told.then(
    ({ stdout }) => /\d+(\.\d+)+/.exec(stdout)?.[0] ?? null,
    () => null,
  )
}
