import { changeMany, type ManyVerb } from '../src/pipeline/change-many.ts'
import { requestRecheck } from '../src/pipeline/request-recheck.ts'
import type { House } from './house.ts'
import type { Catalogue } from './i18n/catalogue.ts'
import { cleanText } from './views/clean-text.ts'
import { spans } from './views/contact/verbs.tsx'

/** Fields of the form that the list's verbs share. */
type Fields = Record<string, string | undefined>

interface Doer {
  id: number
  name: string
  /** By which all of it is taken back. */
  deed: string
}

/** Something that can be done to many contacts at once. Adding one is an entry in `bulkVerbs`. */
export interface BulkVerb {
  /** Value of its button. */
  name: string
  text(t: Catalogue): string
  told(t: Catalogue, done: number): string
  /** Its changes can be taken back together. */
  isUndoable: boolean
  /** @returns with how many contacts it was done. */
  run(house: House, ids: readonly string[], by: Doer, form: Fields): Promise<number>
}

const dayMs = 24 * 3_600_000

/** A verb that an editor has for one contact, too. */
function changing(name: ManyVerb['verb'], read: (form: Fields, now: Date) => ManyVerb): BulkVerb {
  return {
    name,
    isUndoable: true,
    text: (t) => t.editing[name],
    told: (t, done) => (done > 0 ? t.editing.manyDone(done) : t.editing.manyNone),
    async run({ pipeline }, ids, by, form) {
      const editor = { by: by.name, deed: by.deed }
      const outcomes = await changeMany(pipeline, ids, read(form, pipeline.now()), editor)
      return outcomes.filter(({ outcome }) => outcome === 'done').length
    },
  }
}

export const bulkVerbs: readonly BulkVerb[] = [
  {
    name: 'recheck',
    isUndoable: false,
    text: (t) => t.desk.list.recheck,
    told: (t, done) => t.desk.list.rechecked(done),
    async run({ pipeline }, ids, by) {
      const answers = await requestRecheck(pipeline, ids, { by: by.name })
      return answers.filter(({ state }) => state === 'queued').length
    },
  },
  changing('acknowledge', () => ({ verb: 'acknowledge' })),
  changing('release', () => ({ verb: 'release' })),
  changing('mute', (form, now) => {
    const days = spans.find((span) => String(span) === form.days) ?? 7
    const reason = cleanText(form.reason ?? '', 300).trim()
    return { verb: 'mute', until: new Date(now.getTime() + days * dayMs), reason }
  }),
  changing('unmute', () => ({ verb: 'unmute' })),
  changing('assign', (form) => ({
    verb: 'assign',
    owner: cleanText(form.owner ?? '', 80).trim() || null,
  })),
]
