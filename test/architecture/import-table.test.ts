import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { findForbiddenImports } from './import-table.ts'

const root = path.join(import.meta.dirname, '../..')
const files = new Map<string, string>()

beforeAll(async () => {
  for (const folder of ['src', 'workers', 'dashboard']) {
    for (const entry of await readdir(path.join(root, folder), { recursive: true })) {
      if (/\.tsx?$/.test(entry))
        files.set(`${folder}/${entry}`, await readFile(path.join(root, folder, entry), 'utf8'))
    }
  }
})

it('every import of the house keeps to the table', () => {
  expect(files.size).toBeGreaterThan(100)
  expect(findForbiddenImports(files)).toEqual([])
})

it.each([
  ['src/domain/advance.ts', '../store/checks.ts'],
  ['src/domain/advance.ts', '../log.ts'],
  ['src/walls/signatures.ts', '../net/http.ts'],
  ['src/kinds/page/check.ts', '../form/judge.ts'],
  ['src/kinds/page/check.ts', '../../store/checks.ts'],
  ['src/store/checks.ts', '../kinds/index.ts'],
  ['src/alerts/render.ts', '../store/alerts.ts'],
  ['src/pipeline/record-check.ts', 'bullmq'],
  ['src/pipeline/record-check.ts', 'pg'],
  ['src/pipeline/record-check.ts', '../../dashboard/app.ts'],
  ['src/cli/main.ts', '../../workers/main.ts'],
  ['dashboard/app.ts', '../src/net/http.ts'],
  ['dashboard/app.ts', '../workers/main.ts'],
  ['workers/main.ts', '../test/world/world.ts'],
])('a forbidden import planted in %s is found: %s', (file, specifier) => {
  for (const plant of [
    `import { x } from '${specifier}'`,
    `import type { X } from '${specifier}'`,
    `await import('${specifier}')`,
  ]) {
    expect(findForbiddenImports(new Map([[file, plant]]))).toHaveLength(1)
  }
})

it('no kind is known by name outside its folder', async () => {
  const kinds = (await readdir(path.join(root, 'src/kinds'), { withFileTypes: true }))
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
  const telling = new RegExp(
    `kind\\w*\\s*(?:===|!==|:)\\s*'(?:${kinds.join('|')})'|case '(?:${kinds.join('|')})'`,
  )
  const naming = [...files].filter(
    ([file, text]) =>
      !file.startsWith('src/kinds/') &&
      !file.endsWith('.test.ts') &&
      !file.endsWith('.test.tsx') &&
      telling.test(text),
  )
  expect(naming.map(([file]) => file)).toEqual([])
})
