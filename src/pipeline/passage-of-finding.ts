import type { Finding } from '../kb/extract/finding.ts'
import type { Passage } from '../store/articles.ts'

/** A row of an article, before it has an article and a number. */
export type FreshPassage = Omit<Passage, 'article_id' | 'number'>

/** A finding as a row of its article. */
export function passageOf(finding: Finding): FreshPassage {
  const { kind, value, raw, offset, length, line, sentence, heading, organisation, audience } = finding
  const { claim, says, hours, role, source } = finding
  return {
    ...{ kind, value, raw, place: offset, length, line, sentence, heading, organisation, audience },
    ...{ claim, says, hours, role, source },
  }
}
