import { type LetterLinks, partsOfLinks } from './compose-letter.ts'
import type { Block, Letter } from './letter.ts'
import { formatMoment, type Language } from './moments.ts'
import { oneLine, webLink } from './one-line.ts'
import { bracketed } from './subject.ts'
import { words } from './words.ts'
import { frameWords, type MonitorTrouble } from './words-frame.ts'

/** A letter about nobody's contact: the monitor itself, or a test. */
export type Notice =
  | { topic: 'test'; pageUrl: string }
  | {
      topic: 'monitor'
      trouble: MonitorTrouble
      sinceAt: Date
      /** Null: it goes on. */
      endedAt: Date | null
      /** English, one line: what was seen. */
      detail: string | null
      pageUrl: string
    }

/** Puts news of the monitor itself into words. */
export function composeNotice(notice: Notice, language: Language, to: string, links: LetterLinks): Letter {
  const text = frameWords[language]
  const url = webLink(notice.pageUrl)
  const common = {
    language,
    product: words[language].product,
    actions: url ? [{ label: text.openDashboard, url }] : [],
    ...partsOfLinks(links, language),
    smallPrint: words[language].whyYou(oneLine(to, 254)),
  }
  if (notice.topic === 'test') {
    const [stateWord, lead] = [text.brackets.test, text.testLead]
    const blocks: Block[] = [{ type: 'paragraph', text: text.settingsNote }]
    return {
      ...common,
      tone: 'news',
      stateWord,
      subject: bracketed(stateWord, text.testSubject),
      lead,
      blocks,
    }
  }
  const { starts, ends, toDo } = text.monitor[notice.trouble]
  const { since, worksSince } = words[language]
  const lead = notice.endedAt ? ends : starts
  const when = notice.endedAt ? worksSince(notice.endedAt) : since(notice.sinceAt)
  const stateWord = text.brackets.monitor
  return {
    ...common,
    tone: notice.endedAt ? 'recovered' : 'broken',
    stateWord,
    // Both letters of one trouble bear the same subject but for the bracket.
    subject: bracketed(
      notice.endedAt ? words[language].states.recovered : stateWord,
      `${words[language].product} · ${starts.split('.', 1)[0] ?? ''} · ${formatMoment(notice.sinceAt, language)}`,
    ),
    lead: `${lead} (${when})`,
    blocks: [
      ...(notice.detail ? [{ type: 'value' as const, text: oneLine(notice.detail, 300), url: null }] : []),
      ...(notice.endedAt ? [] : [{ type: 'paragraph' as const, text: toDo }]),
    ],
  }
}
