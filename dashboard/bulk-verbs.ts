import { requestRecheck } from '../src/pipeline/request-recheck.ts'
import type { House } from './house.ts'
import type { Catalogue } from './i18n/catalogue.ts'

/** How many contacts a verb acted on. */
interface BulkDone {
  done: number
}

/** Something that can be done to many contacts at once. Adding one is an entry in `bulkVerbs`. */
export interface BulkVerb {
  /** Value of its button. */
  name: string
  text(t: Catalogue): string
  told(t: Catalogue, done: number): string
  /** Fields that it needs beside the ids stand in the same form. */
  run(
    house: House,
    ids: readonly string[],
    by: { id: number; name: string },
    form: Record<string, string | undefined>,
  ): Promise<BulkDone>
}

export const bulkVerbs: readonly BulkVerb[] = [
  {
    name: 'recheck',
    text: (t) => t.desk.list.recheck,
    told: (t, done) => t.desk.list.rechecked(done),
    async run({ pipeline }, ids, by) {
      const answers = await requestRecheck(pipeline, ids, { by: by.name })
      return { done: answers.filter(({ state }) => state === 'queued').length }
    },
  },
]
