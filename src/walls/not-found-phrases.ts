import { platformPhrases, strongHeadings } from './not-found-words.ts'
import type { PageDigest } from './page-digest.ts'

/**
 * Where a page says of itself that it is not there. `line`: a block of its own on a very short page, or a
 * platform's own sentence. `weak`: also said for lack of a session, a region or stock.
 */
export interface NotFoundMark {
  where: 'title' | 'h1' | 'line' | 'text'
  strength: 'strong' | 'weak'
  phrase: string
}

/** Bits that surround a phrase in titles and headings without changing it. */
const before =
  '(?:(?:ошибка|error|код|code|упс|уп-с|ой|ой-ой|опа|oops|whoops|ooops|uh oh|извините|простите|к сожалению|сожалеем|sorry|we\'re sorry|увы|хм+|кажется|похоже|произошла ошибка)[ ,.:;!…-]{0,4}(?:но )?){0,2}(?:[(\\[]?404[)\\]]?)?[ ,.:!|«"—–-]{0,4}'
const after = '[ .!…»":(]{0,4}1?(?:[(|—–-]? ?(?:ошибка |error |код |code )?404\\)?!{0,2}1?)?[ .!…:(]{0,4}'
const heading = new RegExp(`^${before}(?:${strongHeadings.join('|')})${after}$`)
const bare404 = /^(?:ошибка |error |код )?404[.!]?$/

const weakHeading =
  /^(?:по (?:вашему|этому) запросу )?(?:ничего не найдено|категория не существует|товар(?:ов)? не найден[ао]?|нет результатов|нет (?:товаров|записей|данных)|no results(?: found)?|nothing found|no (?:products|posts|items) (?:were )?found)[.! ]{0,4}$/

/** Within sentences of short pages. */
const shortTexts =
  /(?:(?:запрашиваем|запрошенн)[а-я]{2,3} (?:вами )?(?:страниц|документ|ресурс|файл|адрес)[а-я]{0,2} (?:не (?:найден|существу)|удален|отсутству)|страница,? котор[а-я]{2,3} вы (?:ищете|искали|запрашиваете|запросили),? (?:была )?(?:не |удалена|перемещена|отсутств)|(?:такой|эта|данная|этой) страниц[аы] (?:больше )?(?:не (?:найдена|существует)|нет)|страница удалена (?:либо|или) еще не создана|адрес (?:страницы )?(?:был )?(?:набран|введен|указан) (?:неправильно|неверно)|мы не нашли страницу|the page you(?: are|'re| were) looking for (?:doesn't exist|does not exist|has been moved|was not found|could not be found|might have been)|the requested (?:url|page|resource) (?:[^ ]{1,200} )?(?:was|is|could) not (?:be )?(?:found|available)|страница не найдена|page not found)/

/** A question or advice about such pages, not one of them. */
const about =
  /(?:^|[^а-яa-z])(?:как|почему|что делать|что значит|что такое|причин|исправ|устран|настро|оформ|создать|сделать|пример|дизайн|шаблон|how|why|fix|what|best|examples?|designs?|templates?)(?:[^a-z]|$|(?<=[а-я]))/

const longestTitle = 300
/** Pages this short say one thing. */
const lineLimit = 700
const shortLimit = 1500

type Seen = Pick<PageDigest, 'title' | 'h1' | 'text' | 'textLength'> & { h2?: readonly string[] }

/**
 * Reads title, headings and, on short pages, the text for the words of a missing page. A heading counts
 * only as a whole, without the site's name beside it: articles about such pages use the same words.
 */
export function findNotFound(page: Seen): NotFoundMark | null {
  const title = normalise(page.title)
  const inTitle = about.test(title) ? undefined : partsOf(title).find((part) => heading.test(part))
  if (inTitle) return { where: 'title', strength: 'strong', phrase: inTitle }
  return findInHeadings(page) ?? (page.textLength > shortLimit ? null : findInText(page))
}

function findInHeadings({ h1, h2 = [], textLength }: Seen): NotFoundMark | null {
  const headings = [...h1, ...(textLength <= shortLimit ? h2 : [])].map(normalise)
  for (const text of headings) {
    if (
      !about.test(text) &&
      (heading.test(text) || partsOf(text).some((part) => heading.test(part) && part.length > 12))
    )
      return { where: 'h1', strength: 'strong', phrase: text }
    if (weakHeading.test(text)) return { where: 'h1', strength: 'weak', phrase: text }
  }
  return null
}

function findInText({ text, textLength }: Seen): NotFoundMark | null {
  const lines = text.slice(0, shortLimit).split('\n').slice(0, 60).map(normalise)
  const whole = lines.join(' ')
  const platform =
    textLength <= lineLimit ? platformPhrases.find((phrase) => whole.includes(phrase)) : undefined
  if (platform) return { where: 'line', strength: 'strong', phrase: platform }
  const line = lines.find((one) => one.length < 160 && heading.test(one) && !about.test(one))
  if (line !== undefined && !(bare404.test(line) && textLength > lineLimit))
    return { where: textLength <= lineLimit ? 'line' : 'text', strength: 'strong', phrase: line }
  const phrase = textLength <= lineLimit ? shortTexts.exec(whole)?.[0] : undefined
  return phrase ? { where: 'text', strength: 'strong', phrase } : null
}

function normalise(text: string): string {
  return text
    .slice(0, longestTitle)
    .toLowerCase()
    .replace(/[ё’‘`]/g, (one) => (one === 'ё' ? 'е' : "'"))
    .replace(/\s+/g, ' ')
    .trim()
}

/** The text, and what stands before or after its separators; where there are many, it is a list of things. */
function partsOf(text: string): string[] {
  const parts = text.split(/ [|–—·•:»>/\\-]{1,2} |[|:] ?|[.!?…]{1,3} /)
  return parts.length > 6 ? [text] : [text, ...parts.map((part) => part.trim())]
}
