import { confidenceOf } from '../domain/confidence.ts'
import type { Registry } from '../kinds/index.ts'
import { isOffered } from '../pipeline/read-article.ts'
import { type WhyNot, whyNotUnderstood } from '../pipeline/why-not-understood.ts'
import type { StagedImport } from './import-sources.ts'
import type { FoundPassage } from './kb-import.ts'

const whys: Record<WhyNot, string> = {
  publisher: "the publisher's own",
  author: "the author's own",
  advert: 'advertising',
  vacancy: 'a vacancy',
  fact: 'an address: nothing to check',
  lost: 'named, but its link or number is missing',
  nobody: 'nobody known stands near it',
  short: 'a number without its area code',
}

/** What was found, what is known already, what was not understood, and how the files would change. */
export function renderImport(
  found: readonly FoundPassage[],
  { changes, problems }: Pick<StagedImport, 'changes' | 'problems'>,
  kinds: Registry,
): string {
  const offered = found.filter(isOffered)
  const known = found.flatMap((one) => (one.contact ? [{ ...one, contact: one.contact }] : []))
  const left = found.flatMap((one) => {
    const why = whyNotUnderstood(one, one.contact !== null, { kinds })
    return why ? [{ ...one, why }] : []
  })
  return [
    `${offered.length} not in the knowledge base`,
    ...offered.map(
      (one) =>
        `  line ${one.line}  ${one.kind}  ${one.value}  ${one.organisation}, confidence ${confidenceOf(one)}, says ${saidOf(one)}\n      ${shorten(one.sentence)}`,
    ),
    `${known.length} known`,
    ...known.map((one) => `  line ${one.line}  ${one.value} = ${one.contact.id}, says ${saidOf(one)}`),
    `${left.length} not understood`,
    ...left.map((one) => `  line ${one.line}  ${shorten(one.raw)}: ${whys[one.why]}`),
    ...problems.map(({ file, message }) => `left out: ${file} ${message}`),
    ...changes.map(({ diff }) => diff.trimEnd()),
    changes.length === 0 ? 'nothing to add' : '',
  ]
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('')
}

function saidOf({ claim, says }: FoundPassage): string {
  return claim ?? (says.includes('absent') ? 'absent' : 'nothing')
}

/** One line without signs that a terminal would obey. */
function shorten(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  return line.length > 160 ? `${line.slice(0, 159)}…` : line
}
