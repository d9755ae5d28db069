import type { Passage } from '../passages.ts'

const time = '\\d{1,2}[:.]\\d{2}'
const days =
  '(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|сред[аы]|четверг|пятниц[аы]|суббот[аы]|воскресень[ея]|mon|tue|wed|thu|fri|sat|sun)\\p{L}{0,6}\\.?'
const range = `(?:с |from )?${time} ?(?:до|по|to|-|–|—) ?${time}`
const hours = new RegExp(
  `(?<![\\p{L}\\d])(?:(?:ежедневно|daily|по будням|в будни|${days}(?: ?(?:-|–|—|по|to) ?${days})?)[,:]? ?)?` +
    `(?:${range}|круглосуточно|24 ?[/x×] ?7|24 часа|around the clock)(?:[ (]{0,2}(?:мск|msk|по москве|по московскому времени))?`,
  'iu',
)

/** When a phone is served, as the page says beside it: `ежедневно с 9:00 до 21:00`; null where it says nothing. */
export function findHours({ sentence, nearby }: Passage): string | null {
  for (const text of [sentence, ...nearby]) {
    const match = hours.exec(text.slice(0, 600).replace(/[\s\u00a0]+/g, ' '))
    if (match) return match[0].replace(/ ?\(/, ' ').trim()
  }
  return null
}
