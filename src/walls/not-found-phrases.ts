import type { PageDigest } from './page-digest.ts'

/** Where a page says of itself that it is not there. `weak`: also said for lack of a session, a region or stock. */
export interface NotFoundMark {
  where: 'title' | 'h1' | 'text'
  strength: 'strong' | 'weak'
  phrase: string
}

/** Bits that surround a phrase in titles and headings without changing it. */
const before =
  '(?:(?:ошибка|error|код|code|упс|ой|oops|извините|к сожалению|sorry|увы|хм)[ ,.:!…-]{0,4}){0,2}(?:404)?[ ,.:!|«"—–-]{0,4}'
const after = '[ .!…»"]{0,4}(?:[(|—–-]? ?(?:ошибка |error |код )?404\\)?)?[ .!…]{0,4}'

/** Whole headings, lower case, е for ё. Collected from pages of 2026 and can-i-take-over-xyz@5bd4e12. */
const strongHeadings = [
  '(?:эта |такая |данная |запрашиваемая |запрошенная |искомая |нужная )?страниц[аы] (?:была )?(?:не найдена|не существует|не обнаружена|удалена|больше не (?:существует|доступна)|недоступна или удалена|устарела|потерялась)',
  '(?:мы )?не (?:нашли|смогли найти|можем найти|удалось найти) (?:такую |эту |нужную |запрошенную )?страницу',
  'так(?:ой|ая) страниц[ыа] (?:не существует|нет|не найдена|у нас нет)',
  '(?:такой )?страницы (?:с таким адресом )?(?:не существует|нет)',
  'адрес набран неправильно,? или такой страницы (?:больше )?не существует',
  'страница удалена (?:либо|или) еще не создана',
  '(?:статья|материал|раздел|документ|запись|опрос|форма) (?:не найден[ао]?|удален[ао]?|больше не существует)',
  "(?:the )?(?:requested )?page (?:was |is |could |can)?(?:not found|not be found|does not exist|doesn[’']t exist|no longer exists|is no longer available|no longer available)",
  "this page (?:isn[’']t available|is not available|is no longer available|does not exist|doesn[’']t exist|could not be found|can[’']t be found)",
  "(?:that|this) page can[’']t be found",
  '(?:not found|404 not found|page not found|404 page not found|404|ошибка 404|error 404|404 error)',
  'nothing (?:was )?found here',
  "we (?:can[’']t|couldn[’']t|could not) find (?:that|this|the) page(?: you[’']re looking for)?",
  "the page you(?: are|[’']re) looking for (?:doesn[’']t exist|does not exist|has been moved|was not found|could not be found|can[’']t be found)",
  'help center closed',
] as const

/** Sentences of short pages. */
const shortTexts =
  /(?:(?:запрашиваем|запрошенн)[а-я]{2,3} (?:вами )?страниц[а-я] (?:не найдена|не существует|удалена)|страница,? котор[а-я]{2,3} вы (?:ищете|запрашиваете|запросили),? (?:не (?:найдена|существует)|удалена|была удалена)|(?:такой|эта|данная) страниц[аы] (?:больше )?не (?:найдена|существует)|страница удалена (?:либо|или) еще не создана|адрес набран неправильно|мы не нашли страницу|the page you(?: are|[’']re) looking for (?:doesn[’']t exist|does not exist|has been moved|was not found|could not be found)|the requested url (?:[^ ]{1,200} )?was not found on this server|there isn[’']t a github pages site here|deployment_not_found|not found - request id:|страница не найдена|page not found|help center closed)/

const weakHeading =
  /^(?:ничего не найдено|категория не существует|товар(?:ов)? не найден[ао]?|нет результатов|no results(?: found)?|nothing found)[.! ]{0,4}$/

const heading = new RegExp(`^${before}(?:${strongHeadings.join('|')})${after}$`)

/** A question or advice about such pages, not one of them. */
const about =
  /(?:^|[^а-яa-z])(?:как|почему|что делать|причин|исправ|устран|настро|оформ|пример|дизайн|how|why|fix)/

const shortLimit = 700

/**
 * Reads title, headings and, on short pages, the text for the words of a missing page. A heading counts
 * only as a whole, without the site's name beside it: articles about such pages use the same words.
 */
export function findNotFound(
  page: Pick<PageDigest, 'title' | 'h1' | 'text' | 'textLength'>,
): NotFoundMark | null {
  const title = normalise(page.title)
  const inTitle = about.test(title) ? undefined : segmentsOf(title).find((part) => heading.test(part))
  if (inTitle) return { where: 'title', strength: 'strong', phrase: inTitle }
  for (const text of page.h1) {
    const h1 = normalise(text)
    if (heading.test(h1)) return { where: 'h1', strength: 'strong', phrase: h1 }
    if (weakHeading.test(h1)) return { where: 'h1', strength: 'weak', phrase: h1 }
  }
  if (page.textLength > shortLimit) return null
  const phrase = shortTexts.exec(normalise(page.text.slice(0, shortLimit + 100)))?.[0]
  return phrase ? { where: 'text', strength: 'strong', phrase } : null
}

function normalise(text: string): string {
  return text.slice(0, 1000).toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim()
}

/** The title, and what stands before or after its separators, three parts at most. */
function segmentsOf(title: string): string[] {
  const parts = title.split(/ [|–—·•:-] |: | \/ /)
  return parts.length > 3 ? [title] : [title, ...parts.map((part) => part.trim())]
}
