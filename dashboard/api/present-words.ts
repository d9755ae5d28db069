import type { z } from '@hono/zod-openapi'
import type { ContactPageData } from '../read-contact-page.ts'
import type { contactDetailSchema } from './schemas.ts'

type Attestations = z.infer<typeof contactDetailSchema>['attestations']

/** What people said of a contact; attempts and proposals are no attestations. */
export function presentWords(words: ContactPageData['words']): Attestations {
  return words.flatMap(({ at, actor, action, after, photoId }) => {
    const said = (after ?? {}) as Partial<Record<string, string>>
    if (action !== 'attest' || (said.says !== 'works' && said.says !== 'broken')) return []
    const { says, how = '', heard = '', note = '', triedAt = null, untilAt = null } = said
    const photo = photoId === null ? null : `/api/v1/photos/${photoId}`
    return [{ at: at.toISOString(), by: actor, says, how, heard, note, triedAt, untilAt, photo }]
  })
}
