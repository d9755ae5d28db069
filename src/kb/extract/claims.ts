import type { Says } from './finding.ts'
import { lowerCase } from './lower-case.ts'
import { remember } from './remember.ts'

/** Patterns without `i` are asked of `lowerCase`. */
const over =
  /(?<!\p{L})(?:(?:больше|более|уже|сейчас|давно)?\s?не\s(?:работа\p{L}{2,4}|обслужива\p{L}{2,5}|действу\p{L}{1,3}|использу\p{L}{2,4}|функционир\p{L}{2,4}|отвеча\p{L}{2,3}|поддержива\p{L}{2,4}|актуал\p{L}{1,3}|доступ\p{L}{1,2})|(?:недоступ|недейств|неактуал|неактив|устарел|отключ[её]н|закрыт|упраздн[её]н|удал[её]н|заброшен)\p{L}{0,6}|прекра(?:тил|щен)\p{L}{0,4}|закрыл\p{L}{2,3}|перестал\p{L}{0,2}(?:\s(?:работа|отвеча|действ|обслужив|существ)\p{L}{2,5})?|no\slonger(?:\s\p{L}{2,12}){0,3}|(?:is|are|was|were|has\sbeen|have\sbeen)\s(?:discontinued|disconnected|closed|shut\sdown|retired|dead)|out\sof\s(?:service|order)|(?:stopped|ceased)\s\p{L}{4,12}|does(?:\snot|n[’']t)\swork)(?!\p{L})/gu

/** A sentence with one of these says nothing final. */
const unsure =
  /(?<!\p{L})(?:если|когда|в\sслучае|чтобы|if|when|unless|in\scase)(?!\p{L})|\?|временно|технич|праздн|выходны|каникул|ночью|перерыв|не\s(?:был\p{L}{0,2}\s)?(?:закры|отключ|прекра|удал)|has\snot\sbeen|temporar|maintenance|weekend|holiday/u

const absent =
  /(?<!\p{L})(?:нет|не\sсуществует|отсутству\p{L}{2,3}|не\sпредусмотрен\p{L}{0,2}|there\s(?:is|are)\sno|has\sno|does\snot\s(?:have|offer)|не\sимеет)(?!\p{L})/iu
const redirected =
  /(?:перевод|перенаправл|направл|отправл|отсыла|переадрес|переключ)\p{L}{1,5}\s[^.!?\n]{0,30}(?:в|на)\s(?:онлайн-?)?(?:чат|бот)|redirect\p{L}{0,3}\s[^.!?\n]{0,30}chat|sends?\s[^.!?\n]{0,20}to\s(?:the\s|a\s)?chat/u
const free =
  /бесплатн|плата\s[^.!?\n]{0,12}не\sвзима|не\sтарифициру|toll[- ]?free|free\sof\scharge|free\s(?:call|number|hotline)/u
const offered =
  /(?<!\p{L})(?:звони|позвони|пиши|напиши|обраща|обрати|связ|работа|доступ|достаточно|контакт|телефон|номер|поддержк|горяч|лини[яи]|почт|адрес|сайт|канал|чат|бот|групп|форм|оператор|помо[гщ]|подать|отправ|задать|можно|есть|единый|ответ|отвеч|круглосуточно|приложени|кабинет|call|write|contact|phone|hotline|support|e-?mail|reach|available|chat|channel|works?|open|form|help|answer|us(?!\p{L}))/u
const time = '\\d{1,2}(?:[:.]\\d{2})?'
const day =
  '(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|сред[аы]|четверг|пятниц[аы]|суббот[аы]|воскресень[ея]|mon|tue|wed|thu|fri|sat|sun)\\p{L}{0,6}\\.?'
const hours = new RegExp(
  `(?<![\\p{L}\\d])(?:(?:(?:ежедневно|daily|по будням|в будни|weekdays|${day}(?:\\s?(?:-|–|—|по|to)\\s?${day})?)[,:]?\\s?)?(?:(?:с|from)\\s${time}(?:\\s?час\\p{L}{0,3})?\\s?(?:до|по|to)\\s${time}|\\d{1,2}[:.]\\d{2}\\s?[-–—]\\s?\\d{1,2}[:.]\\d{2}|\\d{1,2}\\s?[-–—]\\s?\\d{1,2}(?=\\s(?:мск|час|msk)))(?:\\s(?:час\\p{L}{0,3}|a\\.?m\\.?|p\\.?m\\.?))?|круглосуточн\\p{L}{1,2}|24\\s?[/x×]\\s?7|365/24/7|24 часа|around the clock|round-the-clock)(?:[\\s(]{0,2}(?:мск|msk|по москве|по московскому времени))?`,
  'u',
)

/** Where a contact stands in its sentence, and the others beside it. */
export interface Beside {
  sentence: string
  /** Places inside the sentence. */
  at: { start: number; end: number }
  others: readonly { start: number; end: number }[]
  /** The sentence after, where this contact is the last of its own. */
  next: string
  /** The contact is only named: what is said of “no hotline” is said of it. */
  named: boolean
}

/** What the words around a contact say of it. */
export function readClaim(beside: Beside): {
  claim: 'works' | 'discontinued' | null
  says: Says[]
  hours: string | null
} {
  const { sentence, ...signs } = readSigns(beside.sentence.slice(0, 3000))
  const next =
    /^(?:но|однако|сейчас|теперь|правда|увы)?[\s,]{0,2}(?:он|она|оно|они|номер|линия|телефон|it|but|the\s(?:number|line)|this\s(?:number|line))(?!\p{L})/iu.test(
      beside.next.trim(),
    )
      ? beside.next.slice(0, 600).replace(/[\s\u00a0]/g, ' ')
      : ''
  const after = lowerCase(next)
  const says: Says[] = []
  const isOver =
    speaksOfEnd({ ...beside, sentence }, signs) ||
    (next !== '' && !unsure.test(after) && new RegExp(over.source, 'u').test(after))
  const isAbsent = beside.named && !isOver && !signs.isUnsure && isLacking(sentence, beside.at)
  if (isOver) says.push('discontinued')
  else if (isAbsent) says.push('absent')
  else if (signs.isOffered) says.push('works')
  if (signs.isRedirected || redirected.test(after)) says.push('redirects-to-chat')
  const open = signs.open ?? hoursIn(next)
  if (open && !isOver) says.push('hours')
  if ((signs.isFree || free.test(after)) && !isOver && !isAbsent) says.push('free')
  const claim = isOver ? 'discontinued' : says.includes('works') ? 'works' : null
  return { claim, says, hours: isOver ? null : (open?.trim() ?? null) }
}

type Signs = Omit<ReturnType<typeof readSigns>, 'sentence'>

/** What words of a sentence say, whichever of its contacts is asked about. */
const readSigns = remember((written: string) => {
  const sentence = written.replace(/[\s\u00a0\u2060]/g, ' ')
  const plain = lowerCase(sentence)
  return {
    sentence,
    isUnsure: unsure.test(plain),
    ends: [...plain.matchAll(over)],
    isOffered: offered.test(plain) && !/\?\s*$/.test(plain),
    isRedirected: redirected.test(plain),
    isFree: free.test(plain),
    open: hoursIn(sentence),
  }
})

/** Hours as they are written. */
function hoursIn(text: string): string | null {
  const found = hours.exec(lowerCase(text))
  return found && text.slice(found.index, found.index + found[0].length)
}

/** Which of several contacts the telling words mean: the last before them, with those it is joined to; else the first after. */
function speaksOfEnd({ sentence, at, others }: Beside, { isUnsure, ends }: Signs): boolean {
  if (isUnsure) return false
  if (
    /(?<!\p{L})(?:вместо|instead\sof|взамен)(?:\s[\p{L}«»]{1,20}){0,3}\s?$/iu.test(
      sentence.slice(Math.max(0, at.start - 90), at.start),
    )
  )
    return true
  for (const { index, 0: words } of ends) {
    const before = [at, ...others].filter(({ end }) => end <= index).sort((a, b) => b.start - a.start)
    const nearest = before[0]
    if (!nearest) {
      const first = [at, ...others].filter(({ start }) => start >= index).sort((a, b) => a.start - b.start)[0]
      const between = sentence.slice(index + words.length, first?.start ?? 0)
      if (first === at && !/[,;—]|(?<!\p{L})(?:но|а|однако|but|call|звоните|пишите)(?!\p{L})/iu.test(between))
        return true
      continue
    }
    if (belongsTo(sentence, nearest, index) && isJoined(sentence, at, nearest)) return true
  }
  return false
}

const somethingElse =
  /(?<!\p{L})(?:офис|магазин|пункт|чат|бот|форм|сайт|канал|групп|почт|store|office|shop|chat|form|website)\p{L}{0,4}\s(?:\p{L}{1,15}\s){0,2}$/iu

/** Nothing else stands right before the telling words. */
function belongsTo(sentence: string, { start, end }: { start: number; end: number }, index: number): boolean {
  const between = sentence.slice(end, index)
  return between.length < 140 && (!somethingElse.test(between) || start === end)
}

/** The same contact, or one of a list that runs up to it. */
function isJoined(
  sentence: string,
  at: { start: number; end: number },
  nearest: { start: number; end: number },
): boolean {
  if (at === nearest) return true
  if (at.end > nearest.start) return false
  return /^[\s,;/()]{0,4}(?:и|или|and|or)?\s{0,2}$/iu.test(sentence.slice(at.end, nearest.start))
}

/** “There is no hotline”: the missing thing and the word that denies it, with nothing between that turns it round. */
function isLacking(sentence: string, at: { start: number; end: number }): boolean {
  const from = Math.max(0, at.start - 60)
  const around = sentence.slice(from, at.end + 80)
  const match = absent.exec(around)
  if (!match) return false
  const middle = around.slice(Math.min(match.index, at.start - from), Math.max(match.index, at.end - from))
  return !/[;:]|(?<!\p{L})(?:доступ|вопрос|ответ|проблем|желани|возможност|времен|перерыв)/iu.test(
    middle + around.slice(match.index, match.index + 30),
  )
}
