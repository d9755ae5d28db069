import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('npm start and the image start the product with the same options of Node', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }
  const entry = /^ENTRYPOINT (\[.*\])$/m.exec(readFileSync('Dockerfile', 'utf8'))?.[1] ?? '[]'
  const ofImage = (JSON.parse(entry) as string[]).slice(3, -1)
  expect(ofImage).toEqual(scripts.start.split(' ').slice(1, -2))
  expect(ofImage).toEqual(['--min-semi-space-size=16', '--max-semi-space-size=16'])
})
