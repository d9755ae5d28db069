import { expect, it } from 'vitest'
import { scoreSeedOrganisations } from './seed-organisations.ts'

it('contacts of the seed belong to the right organisation, 95 of 100 at least, where the seed is at hand', async () => {
  const score = await scoreSeedOrganisations()
  // A clone elsewhere has no seeds: they are other people's articles.
  if (score === null) return
  expect(score.right / score.all).toBeGreaterThanOrEqual(0.95)
})
