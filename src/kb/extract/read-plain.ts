import { type Heading, type Manuscript, samePlace } from './manuscript.ts'

const longestHeading = 110

/** Plain text as it is; headings are guessed from short lines without a full stop. */
export function readPlain(source: string): Manuscript {
  return {
    source,
    text: source,
    links: [],
    headings: guessHeadings(source),
    regions: [],
    inSource: samePlace,
  }
}

function guessHeadings(text: string): Heading[] {
  const headings: Heading[] = []
  let start = 0
  while (start <= text.length) {
    const lineBreak = text.indexOf('\n', start)
    const end = lineBreak < 0 ? text.length : lineBreak
    if (
      end - start <= longestHeading + 20 &&
      isHeading(text.slice(start, end), text.slice(end + 1, end + 400))
    )
      headings.push({ start, end, level: null })
    start = end + 1
  }
  return headings
}

/** A line that stands alone, begins with a capital and ends without a stop, with something below it. */
function isHeading(line: string, below: string): boolean {
  const words = line.trim()
  if (words.length < 3 || words.length > longestHeading || !/^[\p{Lu}«"]/u.test(words)) return false
  // Captions of films: `TITLE / TITLE / TITLE`.
  if (words.split(' / ').length > 2) return false
  if (/[.,;:!…—–-]$/.test(words) || /[@\d]{5}|https?:|(?:\d[\s()-]*){7}/.test(words)) return false
  if (/^(?:Источник|Source|Автор|Author|Реклама|Фото)\s?:/iu.test(words)) return false
  const next = below.trimStart()
  // A hard-wrapped paragraph goes on with a small letter; a short question has ended.
  return next !== '' && (words.endsWith('?') || !/^[\p{Ll},;)]/u.test(next))
}
