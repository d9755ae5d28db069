import type { Audience } from '../../domain/contact.ts'
import { type Article, splitArticles } from './articles.ts'
import { type BrandPlace, brandsWithin, findBrands } from './brands.ts'
import type { Organisation } from './finding.ts'
import type { Heading, Manuscript } from './manuscript.ts'
import { Prose, type Stretch } from './prose.ts'

/** An article taken apart once, and asked about many places. */
export interface Layout {
  manuscript: Manuscript
  prose: Prose
  articles: Article[]
  brands: BrandPlace[]
  organisations: readonly Organisation[]
}

/** Reads the layout of a whole file. */
export function layOut(
  manuscript: Manuscript,
  organisations: readonly Organisation[],
  url: string | null,
): Layout {
  return {
    manuscript,
    prose: new Prose(manuscript.text),
    articles: splitArticles(manuscript.text, url, organisations),
    brands: findBrands(manuscript.text, organisations),
    organisations,
  }
}

export function articleAt({ articles }: Layout, place: number): Article {
  const found = articles.find(({ start, end }) => start <= place && place < end) ?? articles.at(-1)
  return found ?? { start: 0, end: 0, source: null, domain: null, own: null, sourceLine: null }
}

/** Headings above a place within its article, outermost first. Without levels only the last one counts. */
export function headingsAbove({ manuscript }: Layout, place: number, article: Article): Heading[] {
  const { headings } = manuscript
  let index = lastBefore(headings, place)
  const path: Heading[] = []
  let level = Number.POSITIVE_INFINITY
  for (; index >= 0; index -= 1) {
    const heading = headings[index]
    if (!heading || heading.start < article.start) break
    if (heading.level === null) return [heading]
    if (heading.level < level) {
      path.unshift(heading)
      level = heading.level
    }
    if (level === 1) break
  }
  return path
}

/** Index of the last heading that ends before a place, or holds it. */
export function lastBefore(headings: readonly Heading[], place: number): number {
  let low = 0
  let high = headings.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((headings[middle]?.start ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** What names the owner of a contact best: its sentence, its block, its headings, the article as a whole. */
export function organisationAt(
  layout: Layout,
  place: Stretch,
  sentence: Stretch,
  value: string | null,
): string | null {
  const { prose, brands, organisations } = layout
  const article = articleAt(layout, place.start)
  const owner = value === null ? null : ownerOf(value, organisations)
  if (owner?.sure) return owner.id
  const inSentence = nearest(brandsWithin(brands, sentence.start, sentence.end), place)
  if (inSentence) return inSentence
  const index = prose.blockAt(place.start)
  const block = prose.blocks[index] ?? sentence
  const inBlock = brandsWithin(brands, block.start, place.start).at(-1)?.id
  if (inBlock) return inBlock
  const intro = introOf(prose, index)
  const inIntro = intro && brandsWithin(brands, intro.start, intro.end).at(-1)?.id
  if (inIntro) return inIntro
  if (owner) return owner.id
  const path = headingsAbove(layout, place.start, article)
  for (const heading of [...path].reverse()) {
    const named = brandsWithin(brands, heading.start, heading.end)
    if (new Set(named.map(({ id }) => id)).size === 1) return named[0]?.id ?? null
  }
  return article.own ?? fromAbove(layout, place.start, article, path.at(-1)) ?? subjectOf(layout, article)
}

/** The last one named above in the section; above that, the last heading that names one. */
function fromAbove(
  { brands, manuscript }: Layout,
  place: number,
  article: Article,
  section?: Heading,
): string | null {
  const inSection = brandsWithin(brands, section?.end ?? article.start, place)
  if (new Set(inSection.map(({ id }) => id)).size === 1) return inSection[0]?.id ?? null
  if (section && section.level === null) {
    for (let i = lastBefore(manuscript.headings, place); i >= 0; i -= 1) {
      const heading = manuscript.headings[i]
      if (!heading || heading.start < article.start) break
      const named = new Set(brandsWithin(brands, heading.start, heading.end).map(({ id }) => id))
      if (named.size === 1) return [...named][0] ?? null
    }
  }
  return inSection.at(-1)?.id ?? null
}

/** The organisation that most of an article is about, if there is one. */
function subjectOf({ brands }: Layout, { start, end }: Article): string | null {
  const counts = new Map<string, number>()
  const all = brandsWithin(brands, start, end)
  for (const { id } of all) counts.set(id, (counts.get(id) ?? 0) + 1)
  const [first] = [...counts].sort((a, b) => b[1] - a[1])
  return first && first[1] * 5 >= all.length * 3 ? first[0] : null
}

/** The line above a list, where the place stands in one of its items. */
export function introOf(prose: Prose, index: number): Stretch | null {
  const isItem = (at: number) =>
    /^\s{0,12}(?:[-–—•*·+]|\d{1,2}[.)])\s/.test(prose.textOf(prose.blocks[at]).slice(0, 20))
  let at = index
  for (let steps = 0; at > 0 && steps < 40; steps += 1) {
    const above = prose.textOf(prose.blocks[at - 1]).trim()
    if (above !== '' && !isItem(at - 1))
      return /:$/.test(above) || isItem(at) ? (prose.blocks[at - 1] ?? null) : null
    at -= 1
  }
  return null
}

function nearest(named: readonly BrandPlace[], place: Stretch): string | null {
  const distance = ({ start, end }: BrandPlace) =>
    end <= place.start ? place.start - end : (start - place.end) * 1.5 + 20
  return [...named].sort((a, b) => distance(a) - distance(b))[0]?.id ?? null
}

/** The organisation on whose domain a contact lies, or whose name it bears. */
function ownerOf(
  value: string,
  organisations: readonly Organisation[],
): { id: string; sure: boolean } | null {
  const host = URL.canParse(value) ? new URL(value).hostname : value.slice(value.lastIndexOf('@') + 1)
  const bare = value.toLowerCase().replace(/^https?:\/\//, '')
  for (const { id, domains, names } of organisations) {
    const latin = names
      .filter((name) => /^[a-z][a-z .]{3,}$/i.test(name))
      .map((name) => name.toLowerCase().split(/[\s.]+/))
    const bears = latin.some((words) => words.every((word) => bare.includes(word)))
    const isOwn = domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
    if (isOwn && bears) return { id, sure: true }
    if (isOwn || bears) return { id, sure: false }
  }
  return null
}

const seller =
  /(?<!\p{L})(?:продав(?:ец|ц)\p{L}{0,3}|селлер\p{L}{0,3}|партн[её]р\p{L}{0,3}|поставщик\p{L}{0,3}|мерчант\p{L}{0,3}|предпринимател\p{L}{1,3}|владельц\p{L}{1,3}\sмагазин|sellers?|merchants?|vendors?|partners?)(?!\p{L})/iu
const buyer =
  /(?<!\p{L})(?:покупател\p{L}{1,3}|клиент\p{L}{0,3}|потребител\p{L}{1,3}|заказчик\p{L}{0,2}|buyers?|customers?|shoppers?|consumers?)(?!\p{L})/iu

/** Whom words are about; the first of the texts that says so decides. */
export function audienceOf(texts: readonly string[]): Audience {
  for (const text of texts) {
    const sells = seller.test(text)
    const buys = buyer.test(text)
    if (sells && buys) return 'anyone'
    if (sells) return 'seller'
    if (buys) return 'buyer'
  }
  return 'anyone'
}
