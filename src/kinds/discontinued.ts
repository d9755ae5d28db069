/** Words for what was discontinued; the subject keeps a closed chat from closing the phone beside it. */
const subjects = {
  phone:
    'номер\\p{L}*|телефон\\p{L}*|лини[яиюей]\\p{L}*|колл-?\\s?центр\\p{L}*|звон\\p{L}*|number|phone|(?:hot|help)?line',
  email: 'почт\\p{L}*|адрес\\p{L}*|ящик\\p{L}*|e-?mail|mailbox|address',
} as const
export type NoticeSubject = keyof typeof subjects

const over =
  '(?:больше|более|уже)\\s+не\\s+(?:работа|обслужива|действ|использ|актуал|принима|поддержива|провер|функционир)' +
  '|не\\s+(?:работает|обслуживается|действует|функционирует)' +
  '|(?:отключ[её]н|закрыт|упраздн[её]н|выведен|удал[её]н)\\p{L}*|прекра(?:тил|щен)\\p{L}*|отсутству\\p{L}+' +
  '|(?:is|are|has been|was)\\s+(?:no longer|discontinued|disconnected|closed|shut down|retired)' +
  '|no longer\\s+(?:in service|in use|available|work\\p{L}*|active|monitored|answered)'

// A sentence with one of these says nothing final: a condition, a question, a pause, office hours, somebody else.
const excluded = [
  /(?<!\p{L})(?:если|когда|в случае|чтобы|if|when|unless)(?!\p{L})/iu,
  /\?/,
  /(?<!\p{L})не\s+(?:был\p{L}*\s+)?(?:закры|отключ|прекра|упраздн|удал)/iu,
  /\b(?:not|never)\s+(?:been\s+)?(?:closed|discontinued|disconnected)/i,
  /временн|технически\p{L}*\s+(?:работ|причин|сбо)|профилактик|temporar|maintenance/iu,
  /праздн|выходн|каникул|новогодн|ночно|ночью|перерыв|holiday|weekend|at night/iu,
  /(?<!\p{L})с\s+\d{1,2}(?:[:.]\d{2}|\s+\p{L}+)?\s+(?:по|до)\s+\d{1,2}/iu,
  /конкурент|мошенн|сторонн|чуж(?:ой|ая|ие)|други[ехм]\p{L}*\s+(?:компани|магазин|банк|сервис)|competitor|scam/iu,
]

const dated =
  /(?<!\p{L})(?:с|со)\s+\d{1,2}\s+\p{L}+\s+\d{4}(?!\s*по).{0,60}(?:не\s+работа|прекращ|закрыва|закрыт|отключ)/iu
const elsewhereOnly =
  /(?:обращайтесь|пишите|задавайте|принима\p{L}+)[^.]{0,40}(?:только|исключительно)\s+(?:в|через)\s+(?:чат|приложени|личн)/iu
const byThisWay =
  /(?:поддержк|обращени|консультаци)\p{L}*\s+(?:по\s+(?:телефону|почте))\s+(?:не\s+осуществля|прекращ|не\s+оказыва|недоступн)\p{L}*/iu

const elsewhere = 'офис|пункт|склад|магазин|чат|бот|сайт|вход|доступ|форм|факс|приложени|кабинет|канал|групп'
// At most two words between it and the telling words.
const nearEnd = '\\p{L}*(?:[^\\p{L}]+\\p{L}+){0,2}[^\\p{L}]*$'
/** Something else that stands right before the telling words is what they speak of. */
const others: Record<NoticeSubject, RegExp> = {
  phone: new RegExp(`(?:${elsewhere}|почт|адрес|e-?mail|chat|office|fax|form)${nearEnd}`, 'iu'),
  email: new RegExp(`(?:${elsewhere}|телефон|номер|лини|chat|office|phone|form)${nearEnd}`, 'iu'),
}

/** A discontinued notice found in a sentence; `at` is where its telling words end. */
export interface Notice {
  sentence: string
  at: number
}

const about = Object.fromEntries(
  Object.entries(subjects).map(([subject, words]) => [
    subject,
    new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})[^!?\\n]{0,80}?(?<!\\p{L})(${over})`, 'iu'),
  ]),
) as Record<NoticeSubject, RegExp>
const bare = new RegExp(`(?<!\\p{L})(${over})`, 'iu')

/**
 * A sentence that says that contacts of this subject are no longer served. Read sentence by sentence, because
 * negation, conditions and pauses reach no further than their own.
 * @param itself the sentence holds the contact, so that its words need not name the subject.
 */
export function findNotice(sentence: string, subject: NoticeSubject, itself = false): Notice | null {
  if (excluded.some((pattern) => pattern.test(sentence))) return null
  const patterns = [about[subject], dated, byThisWay, elsewhereOnly, ...(itself ? [bare] : [])]
  for (const pattern of patterns) {
    const match = pattern.exec(sentence)
    if (!match) continue
    const at = match.index + match[0].length
    const before = sentence.slice(
      Math.max(0, at - (match[1]?.length ?? 0) - 60),
      at - (match[1]?.length ?? 0),
    )
    if (match[1] === undefined || !others[subject].test(before)) return { sentence: sentence.trim(), at }
  }
  return null
}
