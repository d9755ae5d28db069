import { getDomain } from 'tldts'
import type { Article } from './articles.ts'
import type { Role } from './finding.ts'
import { remember } from './remember.ts'

/** What a role is read from. */
export interface Surroundings {
  value: string | null
  sentence: string
  /** The block that holds the sentence, and the one before. */
  block: string
  above: string
  headings: readonly string[]
  article: Article
  /** Whether the sentence names an organisation. */
  branded: boolean
}

const advertLine =
  /^[\s>*_-]{0,6}(?:реклама(?=\s?[.:|]|\s*$)|на\sправах\sрекламы|партн[её]рский\sматериал|промокод|sponsored|advertisement|advertorial)|(?<!\p{L})erid\s?[:=]|(?<!\p{L})реклама\.\s?(?:ооо|ао|ип)(?!\p{L})/iu
const authorLine =
  /^[\s>*_-]{0,6}(?:автор\p{L}{0,2}|об\sавторе|текст|редактор|корректор|фото|интервью|author|about\sthe\sauthor|written\sby|editor|photo)(?:\s(?:статьи|материала|текста))?\s?[:—–]|^[\s>*_-]{0,6}(?:об\sавторе|about\sthe\sauthor|by\s\p{Lu}\p{L}+\s\p{Lu})/iu
const vacancyTitle =
  /^[\s#]{0,8}(?:вакансии|вакансия|работа\sу\sнас|карьера|vacanc|careers|jobs|we(?:’|'| a)re\shiring)/iu
const vacancyWords =
  /(?<!\p{L})(?:ваканс\p{L}{1,3}|резюме|соискател\p{L}{1,3}|отклик\p{L}{1,6}\sна|ищем\s(?:в\sкоманду|сотрудник|менеджер)|hr-?(?:отдел|менеджер|бот)?(?!\p{L})|vacanc\p{L}{1,3}|résumé|your\s(?:cv|resume)|job\sopening)/iu
const ours = /(?<!\p{L})(?:наш(?:а|у|ей|ем|его|их|и|им|ими)?|мы|our|us)(?!\p{L})/iu
const invitation =
  /(?<!\p{L})(?:подписывайтесь|подпишитесь|подписаться|читайте\s(?:нас|также|ещ[её])|следите|присоединяйтесь|вступайте|поделиться|поделитесь\sстать|subscribe|follow\sus|join\sus|read\s(?:also|more))(?!\p{L})/iu
const ourThing =
  /(?<!\p{L})(?:наш(?:а|у|ей|ем|его|их|и|им|ими)?|our)\s(?:[\p{L}-]{2,20}\s){0,3}(?:служб|поддержк|телеграм|telegram|канал|чат|бот|групп|паблик|сообществ|сервис|сайт|рассылк|менеджер|редакци|журнал|блог|почт|телефон|эксперт|команд|channel|newsletter|service|team|blog|editor|group|chat|site)|мы\s(?:в|на)\s(?:telegram|телеграм|вк|вконтакте|vk|дзен|соцсет|max)|(?:редакци[яию]|newsroom|editorial)/iu

/** Whose contact it is when it is no organisation's: the publisher's, an author's, an advertiser's, an employer's. */
export function roleOf({
  value,
  sentence,
  block,
  above,
  headings,
  article,
  branded,
}: Surroundings): Role | null {
  const said = readSentence(sentence)
  const stands = readBlock(block)
  if (stands.isAdvert || (above.length < 60 && advertLine.test(above))) return 'advert'
  if (said.isVacancy || headings.some((heading) => vacancyTitle.test(heading))) return 'vacancy'
  if (stands.isAuthor) return 'author'
  if (isPublishers(value, article)) return 'publisher'
  if (article.own !== null || said.isQuote) return null
  if (said.isOurThing && (!branded || said.isAside)) return 'publisher'
  if (branded) return null
  const invites = said.invites || (stands.invites && stands.isOurs)
  return invites || (stands.invites && ourThing.test(above.slice(-200))) ? 'publisher' : null
}

const readSentence = remember((sentence: string) => ({
  isVacancy: vacancyWords.test(sentence),
  isQuote: /«[^»]{0,200}(?:наш|мы)(?!\p{L})[^»]{0,200}»/iu.test(sentence),
  isOurThing: ourThing.test(sentence),
  isAside: /^\s?кстати|сервис[аеу]?\s|помога(?:ем|ли)/iu.test(sentence),
  invites: invitation.test(sentence),
}))

const readBlock = remember((block: string) => ({
  isAdvert: advertLine.test(block),
  isAuthor: authorLine.test(block),
  invites: invitation.test(block),
  isOurs: ours.test(block),
}))

/** The publisher's site, or an account that bears its name. */
function isPublishers(value: string | null, { domain, own }: Article): boolean {
  if (value === null || domain === null || own !== null) return false
  const host = /^https?:/.test(value)
    ? value
    : value.includes('@')
      ? value.slice(value.lastIndexOf('@') + 1)
      : ''
  if (host !== '' && getDomain(host) === domain) return true
  const name = domain.slice(0, domain.indexOf('.')).replace(/[^a-z\d]/g, '')
  const account = /^https?:\/\/[^/]+\/([^/?#]+)\/?$/
    .exec(value)?.[1]
    ?.toLowerCase()
    .replace(/[^a-z\d]/g, '')
  return (
    name.length > 3 &&
    account !== undefined &&
    (account === name || (name.length > 4 && account.startsWith(name)))
  )
}
