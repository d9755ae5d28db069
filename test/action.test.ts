import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Served, serve } from './support/serve.ts'

const root = path.join(import.meta.dirname, '..')

interface Step {
  id?: string
  run?: string
  env?: Record<string, string>
}

let dir = ''
let site: Served
let step: Step | undefined

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-action-'))
  site = await serve((request, response) => {
    const isThere = request.url === '/there'
    response.writeHead(isThere ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(
      `<title>Support</title><h1>${isThere ? 'Support' : 'Not found'}</h1>${'<p>Words of a page.</p>'.repeat(60)}`,
    )
  })
  await writeFile(path.join(dir, 'статья 1.md'), `# Куда писать\n\nПишите: ${site.origin}/gone\n`)
  const action: { runs: { steps: Step[] } } = parse(await readFile(path.join(root, 'action.yml'), 'utf8'))
  step = action.runs.steps.find(({ id }) => id === 'check')
})
afterAll(async () => {
  await site.close()
  await rm(dir, { recursive: true })
})

/** Runs the step as the runner does: inputs as environment, outputs and summary as files. */
async function run(inputs: Record<string, string>) {
  const files = { GITHUB_OUTPUT: path.join(dir, 'output'), GITHUB_STEP_SUMMARY: path.join(dir, 'summary') }
  for (const file of Object.values(files)) await writeFile(file, '')
  const fixed: Record<string, string> = {
    CLI: path.join(root, 'bin/stillthere.js'),
    KB_DIR: path.join(root, 'kb'),
  }
  const given = Object.keys(step?.env ?? {}).map((name) => [name, fixed[name] ?? inputs[name] ?? ''])
  const env = { ...process.env, ...Object.fromEntries(given), ...files, STILLTHERE_ALLOW_NETS: '127.0.0.0/8' }
  const code = await new Promise<unknown>((resolve) => {
    execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'exit 99'],
      { env, cwd: dir },
      (error) => resolve(error ? error.code : 0),
    )
  })
  const output = await readFile(files.GITHUB_OUTPUT, 'utf8')
  const report = await readFile(path.join(dir, inputs.REPORT ?? ''), 'utf8')
  return { code, output, report, summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8') }
}

it.each([
  ['broken', 'markdown', 1, '| ✗ gone |'],
  ['suspect', 'junit', 1, '<failure type="gone"'],
  ['stale', 'sarif', 1, '"ruleId": "http/not-found"'],
  ['never', 'json', 0, '"state":"gone"'],
  ['never', 'text', 0, '/gone'],
  ['never', 'github', 0, '::error file='],
])('the action with fail-on %s writes %s and ends with %d', async (failOn, format, code, said) => {
  const REPORT = `report.${format}`
  const done = await run({
    ...{ FROM: 'статья 1.md\n', TARGETS: `${site.origin}/there\n`, FAIL_ON: failOn, FORMAT: format, REPORT },
  })
  expect(done.code).toBe(code)
  expect(done.report).toContain(said)
  expect(done.output).toBe(`exit-code=${code}\nreport=${REPORT}\n`)
  expect(done.summary).toBe(format === 'markdown' ? done.report : '')
})

it('the action runs no input as part of its script, and says wrong usage', async () => {
  const done = await run({
    ...{
      FROM: '',
      TARGETS: '$(touch evil)`touch evil`;touch evil\n',
      FAIL_ON: 'nothing',
      FORMAT: 'json',
      REPORT: 'r',
    },
  })
  expect(done.code).toBe(2)
  expect(done.output).toContain('exit-code=2\n')
  await expect(readFile(path.join(dir, 'evil'))).rejects.toThrow('ENOENT')
})
