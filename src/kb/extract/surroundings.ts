import type { Audience } from '../../domain/contact.ts'
import { type Article, splitArticles } from './articles.ts'
import { type BrandPlace, brandsWithin, findBrands } from './brands.ts'
import type { Organisation } from './finding.ts'
import type { Heading, Manuscript } from './manuscript.ts'
import { Prose, type Stretch } from './prose.ts'
import { remember } from './remember.ts'

/** An article taken apart once, and asked about many places. */
export interface Layout {
  manuscript: Manuscript
  prose: Prose
  articles: Article[]
  brands: BrandPlace[]
  organisations: readonly Organisation[]
  /** What each article is about, as far as it was asked for. */
  subjects: Map<Article, string | null>
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
    subjects: new Map(),
  }
}

export function articleAt({ articles }: Layout, place: number): Article {
  let low = 0
  let high = articles.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((articles[middle]?.start ?? 0) <= place) low = middle
    else high = middle - 1
  }
  const found = articles[low]
  return found ?? { start: 0, end: 0, source: null, domain: null, own: null, sourceLine: null }
}

/** Looked at upwards, so that a thousand headings of one level cost no more than a page of them. */
const mostHeadings = 300
/** Characters above a place that may still say whose it is. */
const farthest = 4000

/** Headings above a place within its article, outermost first. Without levels only the last one counts. */
export function headingsAbove({ manuscript }: Layout, place: number, article: Article): Heading[] {
  const { headings } = manuscript
  let index = lastBefore(headings, place)
  const path: Heading[] = []
  let level = Number.POSITIVE_INFINITY
  for (let steps = 0; index >= 0 && steps < mostHeadings; index -= 1, steps += 1) {
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
  const near = prose.around(sentence, place, 600)
  const inSentence = nearest(brandsWithin(brands, near.start, near.end), place)
  if (inSentence) return inSentence
  const index = prose.blockAt(place.start)
  const block = prose.blocks[index] ?? sentence
  const inBlock = brandsWithin(brands, Math.max(block.start, place.start - 1500), place.start).at(-1)?.id
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
  const inSection = brandsWithin(brands, Math.max(section?.end ?? article.start, place - farthest), place)
  if (new Set(inSection.map(({ id }) => id)).size === 1) return inSection[0]?.id ?? null
  if (section && section.level === null) {
    const last = lastBefore(manuscript.headings, place)
    for (let i = last; i >= 0 && last - i < mostHeadings; i -= 1) {
      const heading = manuscript.headings[i]
      if (!heading || heading.start < article.start) break
      const named = new Set(brandsWithin(brands, heading.start, heading.end).map(({ id }) => id))
      if (named.size === 1) return [...named][0] ?? null
    }
  }
  return inSection.at(-1)?.id ?? null
}

/** The organisation that most of an article is about, if there is one. */
function subjectOf({ brands, subjects }: Layout, article: Article): string | null {
  const { start, end } = article
  const known = subjects.get(article)
  if (known !== undefined) return known
  const counts = new Map<string, number>()
  const all = brandsWithin(brands, start, end)
  for (const { id } of all) counts.set(id, (counts.get(id) ?? 0) + 1)
  const [first] = [...counts].sort((a, b) => b[1] - a[1])
  const subject = first && first[1] * 5 >= all.length * 3 ? first[0] : null
  subjects.set(article, subject)
  return subject
}

/** The line above a list, where the place stands in one of its items. */
export function introOf(prose: Prose, index: number): Stretch | null {
  const isItem = (at: number) =>
    /^\s{0,12}(?:[-–—•*·+]|\d{1,2}[.)])\s/.test(prose.textOf(prose.blocks[at]).slice(0, 20))
  let at = index
  for (let steps = 0; at > 0 && steps < 40; steps += 1) {
    const above = prose.textOf(prose.blocks[at - 1]).trim()
    if (above !== '' && !isItem(at - 1))
      return above.endsWith(':') || isItem(at) ? (prose.blocks[at - 1] ?? null) : null
    at -= 1
  }
  return null
}

function nearest(named: readonly BrandPlace[], place: Stretch): string | null {
  let best: { id: string; distance: number } | null = null
  for (const { id, start, end } of named) {
    // A name after the contact is more often that of the next one.
    const distance = end <= place.start ? place.start - end : (start - place.end) * 1.5 + 20
    if (!best || distance < best.distance) best = { id, distance }
  }
  return best?.id ?? null
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
/** Somebody whom the reader writes to is not whom the contact serves. */
const addressee =
  /(?<!\p{L})(?:с|к|написать|связаться\sс|обратиться\sк)\s(?:продавц|селлер|покупател|клиент)\p{L}{1,3}(?!\p{L})/giu
const buyer =
  /(?<!\p{L})(?:покупател\p{L}{1,3}|клиент\p{L}{0,3}|потребител\p{L}{1,3}|заказчик\p{L}{0,2}|buyers?|customers?|shoppers?|consumers?)(?!\p{L})/iu

/** Whom words are about; the first of the texts that says so decides. */
export function audienceOf(texts: readonly string[]): Audience {
  for (const text of texts) {
    const told = readAudience(text)
    if (told !== 'nobody') return told
  }
  return 'anyone'
}

const readAudience = remember((whole: string): Audience | 'nobody' => {
  const text = whole.replace(addressee, '')
  const sells = seller.test(text)
  const buys = buyer.test(text)
  if (sells && buys) return 'anyone'
  return sells ? 'seller' : buys ? 'buyer' : 'nobody'
})
