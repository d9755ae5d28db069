import type { PageDigest } from '../../walls/page-digest.ts'
import { splitSentences } from '../passages.ts'

const date = '(?:(?:с|со) \\d{1,2} [а-я]{3,9}(?: \\d{4})?(?: года| г\\.)?,? ?)?'
const opening = `^(?:(?:внимание|важно)[!:,.]{0,3} |уважаемые [^!,.:]{1,60}[!,.:]{1,3} |к сожалению,? |сообщаем,? что |${date.slice(0, -1)} ){0,3}`
const subject =
  '(?:(?:наш[аие]?|этот|эта|это|данн(?:ый|ая|ое)) )?(?:сервис|сайт|портал|проект|платформа|ресурс|раздел|страница|форум|служба поддержки|интернет-магазин|чат-бот|компания|форма обратной связи|форма) '
const over =
  '(?:больше (?:не (?:работает|действует|поддерживается|обновляется|доступ[а-я]{1,3}|существует|функционирует|обслуживается)|недоступ[а-я]{1,3})' +
  '|прекра(?:тил[аио]?|щает|щен[аоы]?) (?:свою )?(?:работ[уы]|деятельность|существование)' +
  '|(?:был[аои]? )?(?:ликвидирован|упразднен)[аоы]?' +
  '|(?:был[аои]? )?(?:навсегда |окончательно )?закрыт[аоы]?(?: навсегда| окончательно| с \\d{1,2} [а-я]{3,9}(?: \\d{4})?(?: года| г\\.)?)?[.!]{0,3}$' +
  '|(?:закрыл(?:ся|ась|ось)|закрывается)(?: навсегда| окончательно| с \\d{1,2} [а-я]{3,9}(?: \\d{4})?(?: года| г\\.)?)?[.!]{0,3}$)'
const weAre =
  '(?:мы (?:закрылись(?: навсегда| окончательно)?[.!]{0,3}$|прекратили (?:свою )?(?:работу|деятельность)|больше не (?:работаем|принимаем (?:заявки|обращения|заказы)[.!]{0,3}$)))'

const russian = new RegExp(`${opening}(?:${subject}${date}${over}|${date}${weAre})`)
const english =
  /^(?:(?:attention|important|notice|unfortunately|please note)[!:,.]{0,3} (?:that )?)?(?:this|our|the) (?:service|site|website|page|portal|platform|form|forum) (?:is no longer (?:available|active|maintained|supported|in operation|in use)|has been (?:discontinued|shut down|retired|permanently closed|closed permanently)|has (?:shut down|ceased operations?|permanently closed)|will be (?:discontinued|shut down|retired) (?:on|as of))|^we (?:have (?:permanently closed|closed (?:down|permanently)|ceased operations?|shut down)|are no longer (?:in business|operating|accepting (?:requests|submissions)))/

/** A pause, a condition, a question or office hours: nothing final. */
const notFinal =
  /\?|(?:^|[^а-я])(?:если|когда|пока|до \d|временн|в праздн|в выходн|на ремонт|на обед|на ночь|на время|по техническ|технич|профилактик|планов)|temporar|maintenance|\bif\b|\buntil\b|\bin your\b/

/** Cheaper than cutting every line into sentences: one of these stands in every notice. */
const worthReading =
  /больше не|прекра|ликвидир|упраздн|закры|no longer|discontinued|shut down|retired|closed|ceased/i

/** How far into the page a notice about the page itself may stand, characters. */
const noticeDepth = 1500

/**
 * The sentence by which a page as a whole announces its end, or null. The sentence has to begin with the page
 * itself: named services, parts and other contacts may close without it.
 */
export function findClosingNotice(page: Pick<PageDigest, 'title' | 'h1' | 'text'>): string | null {
  const parts = [page.title, ...page.h1, page.text.slice(0, noticeDepth)]
  if (!parts.some((part) => worthReading.test(part))) return null
  for (const line of parts.join('\n').split('\n')) {
    if (!worthReading.test(line)) continue
    for (const sentence of splitSentences(line.slice(0, noticeDepth))) {
      if (announcesEnd(sentence)) return sentence.trim().slice(0, 300)
    }
  }
  return null
}

function announcesEnd(sentence: string): boolean {
  if (sentence.length > 250) return false
  const plain = sentence.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim()
  return !notFinal.test(plain) && (russian.test(plain) || english.test(plain))
}
