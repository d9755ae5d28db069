import { expect, it } from 'vitest'
import { memoryOf, settingsFor } from './postgres-settings.ts'

const gb = 1024 ** 3

it.each([
  ['a small one', 0.25 * gb, '64MB', '128MB'],
  ['a cheap server', 2 * gb, '256MB', '1024MB'],
  ['a large one', 64 * gb, '1024MB', '32768MB'],
])('caches by the memory of the machine: %s', (_, memory, cache, expected) => {
  expect(settingsFor(memory)).toMatchObject({ shared_buffers: cache, effective_cache_size: expected })
})

it.each([
  ['none told', undefined, 8 * gb],
  ['none set', 0, 8 * gb],
  ['beyond any machine', 2 ** 64, 8 * gb],
  ['a container with less', 1 * gb, 1 * gb],
])('keeps to the limit of its container: %s', (_, container, memory) => {
  expect(memoryOf(8 * gb, container)).toBe(memory)
})
