import { join } from 'node:path'
import { expect, it } from 'vitest'
import { renderJsonSchema } from './kb-schema.ts'

it('is what kb/schema.json says (npx vitest run src/kb/kb-schema.test.ts -u writes it anew)', async () => {
  await expect(renderJsonSchema()).toMatchFileSnapshot(join(import.meta.dirname, '../../kb/schema.json'))
})

it('lets an editor leave out what has a default, but no value and no language', () => {
  const schema = JSON.parse(renderJsonSchema())
  const entry = schema.properties.contacts.additionalProperties
  expect(entry.required).toEqual(['kind', 'value', 'label', 'audience', 'purpose'])
  expect(entry.properties.label.required).toEqual(['ru', 'en'])
  expect(entry.additionalProperties).toBe(false)
})
