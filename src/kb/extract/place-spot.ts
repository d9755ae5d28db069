import type { Article } from './articles.ts'
import { brandsWithin } from './brands.ts'
import type { Role } from './finding.ts'
import type { Stretch } from './prose.ts'
import { remember } from './remember.ts'
import { roleOf } from './roles.ts'
import { articleAt, headingsAbove, introOf, type Layout, organisationAt } from './surroundings.ts'

/** A contact before it is described: places in the text and in the source. */
export interface Spot {
  kind: string
  value: string | null
  start: number
  end: number
  offset: number
  length: number
}

/** A contact in its place: whose it is, and what stands around it. */
export interface Placed extends Spot {
  article: Article
  sentence: Stretch
  /** The line above the list that it is an item of. */
  intro: Stretch | null
  headings: string[]
  role: Role | null
  organisation: string | null
}

/** Characters on each side that may say whose a contact is: a block without stops must not cost its length each time. */
const reach = 500

/** Looks around a contact. */
export function placeSpot(spot: Spot, layout: Layout): Placed {
  const { prose, articles } = layout
  const { start, end, value } = spot
  const article = articleAt(layout, start)
  const sentence = prose.sentenceAt(start)
  const index = prose.blockAt(start)
  const headings = headingsAbove(layout, start, article).map((heading) =>
    squeeze(prose.textOf(heading).replace(/^[\s#]+|[\s#]+$/g, '')),
  )
  const { sourceLine } = article
  const isSource = sourceLine !== null && start >= sourceLine.start && end <= sourceLine.end
  const role =
    (articles[0]?.own ? null : regionAt(layout, start)) ??
    (isSource ? 'publisher' : null) ??
    roleOf({
      value,
      sentence: prose.textOf(prose.around(sentence, spot, reach)),
      block: prose.textOf(prose.around(prose.blocks[index] ?? sentence, spot, reach)),
      above: prose.textOf(prose.blocks[index - 1]).slice(-400),
      headings,
      article,
      branded: brandsWithin(layout.brands, sentence.start, sentence.end).length > 0,
    })
  const organisation = role === null ? organisationAt(layout, spot, sentence, value) : null
  return { ...spot, article, sentence, intro: introOf(prose, index), headings, role, organisation }
}

/** White space as one space, signs without width left out. */
export const squeeze = remember((text: string): string =>
  text
    .replace(/[\u2060\u00ad\u200b]/g, '')
    .replace(/\s+/g, ' ')
    .trim(),
)

/** Regions that hold a place are the ones that began last before it, and the ones around those. */
function regionAt({ manuscript }: Layout, place: number): Role | null {
  const { regions } = manuscript
  let low = 0
  let high = regions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((regions[middle]?.start ?? 0) <= place) low = middle + 1
    else high = middle
  }
  for (let i = low - 1; i >= 0 && low - i < mostNested; i -= 1) {
    const region = regions[i]
    if (region && place < region.end) return region.role
  }
  return null
}

const mostNested = 50
