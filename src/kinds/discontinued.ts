import { elsewhereSubjects, excluded, hotline, newOnes, over, overFirmly, subjects } from './closing-words.ts'

export type NoticeSubject = keyof typeof subjects

/** A discontinued notice found in a sentence; `at` is where its telling words end. */
export interface Notice {
  sentence: string
  at: number
}

/** No one writes a sentence this long; what is longer is a block without stops. */
const longestSentence = 1000

const forms = Object.fromEntries(
  (Object.keys(subjects) as NoticeSubject[]).map((subject) => [subject, formsOf(subject)]),
) as Record<NoticeSubject, { firm: RegExp[]; loose: RegExp[]; others: RegExp }>

/** Sentences that need no subject right before the telling words, because they name it themselves. */
const whole = [
  /(?<!\p{L})(?:с|со)\s{1,3}\d{1,2}\s\p{L}{3,8}\s\d{4}(?!\s?по).{0,60}?(?:не\sработа|прекращ|закрыва|закрыт|отключ)/iu,
  /(?:поддержк|обращени|консультаци)\p{L}{0,4}\s(?:по\s(?:телефону|почте))\s(?:не\sосуществля|прекращ|не\sоказыва|недоступн)/iu,
  /(?:обращайтесь|пишите|задавайте|принима\p{L}{1,6})[^.]{0,40}(?:только|исключительно)\s(?:в|через)\s(?:чат|приложени|личн)/iu,
  /отказал(?:ась|ись|ся|и)\s(?:от|в)\s[^.]{0,40}?(?:горяч\p{L}{2,3}\sлини|телефонн|колл-?центр)/iu,
]
const bare = new RegExp(`(?<!\\p{L})(${over})`, 'iu')

/**
 * A sentence that says that contacts of this subject are no longer served. Read sentence by sentence, because
 * negation, conditions and pauses reach no further than their own.
 * @param itself the sentence holds the contact, so that its words need not name the subject, and need not be as
 * firm: beside a contact “does not work” is a state, elsewhere it is more often the title of a question.
 */
export function findNotice(sentence: string, subject: NoticeSubject, itself = false): Notice | null {
  const plain = sentence.slice(0, longestSentence).replace(/[\s\u00a0]/g, ' ')
  if (excluded.some((pattern) => pattern.test(plain))) return null
  const { firm, loose, others } = forms[subject]
  for (const pattern of [...firm, ...whole, ...(itself ? [...loose, bare] : [])]) {
    const match = pattern.exec(plain)
    if (!match) continue
    const at = match.index + match[0].length
    const said = match[1]?.length ?? 0
    const before = plain.slice(Math.max(0, at - said - 60), at - said)
    if (match[1] === undefined || !others.test(before)) return { sentence: sentence.trim(), at }
  }
  return null
}

/** Whether words introduce what takes the place of something else: “the new number”, “call … instead”. */
export function introducesNew(words: string): boolean {
  return newOnes.test(words.slice(-longestSentence))
}

function formsOf(subject: NoticeSubject): { firm: RegExp[]; loose: RegExp[]; others: RegExp } {
  const named = `(?<!\\p{L})(?:${subjects[subject]})(?!\\p{L})[^!?\\n]{0,80}?(?<!\\p{L})`
  // Said the other way round: “there is no phone support any more”.
  const turned = `(?<!\\p{L})(?:больше не работает|отсутствует|прекращена|отключена|закрыта)(?: \\p{L}{2,20}){0,3} (?:${subjects[subject]})`
  const lacking = `(?:${hotline})[^.!?\\n]{0,60}? (?:больше )?(?:нет|не существует)(?!\\p{L})`
  // At most two words between it and the telling words.
  const nearEnd = '\\p{L}{0,20}(?:[^\\p{L}]{1,20}\\p{L}{1,30}){0,2}[^\\p{L}]{0,20}$'
  return {
    firm: [
      new RegExp(`${named}(${overFirmly})`, 'iu'),
      ...(subject === 'phone'
        ? [new RegExp(`(?:${hotline})[^!?\\n]{0,80}?(?<!\\p{L})(?:${over})`, 'iu'), new RegExp(lacking, 'iu')]
        : []),
      new RegExp(turned, 'iu'),
    ],
    loose: [new RegExp(`${named}(${over})`, 'iu')],
    others: new RegExp(`(?:${elsewhereSubjects[subject]})${nearEnd}`, 'iu'),
  }
}
