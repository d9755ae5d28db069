// Names each test of the last report that did not pass, with what it said: CI shows the end of a long log only.
import { readFileSync } from 'node:fs'

const longestMessage = 2_000
const { testResults } = JSON.parse(readFileSync('test-results/vitest.json', 'utf8'))
for (const { name, status, message, assertionResults } of testResults) {
  const file = name.replace(`${process.cwd()}/`, '')
  const failed = assertionResults.filter((test) => test.status !== 'passed')
  const lines = failed.map((test) => [test.fullName, test.failureMessages.join('\n') || test.status])
  if (status === 'failed' && failed.length === 0) lines.push(['the file itself', message])
  for (const [what, said] of lines)
    console.log(`FAILED on Node ${process.version}: ${file} > ${what}\n${said.slice(0, longestMessage)}`)
}
