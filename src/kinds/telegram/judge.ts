import { alive, not, type ReasonCode, type Verdict } from '../../domain/verdict.ts'
import { judgeWall } from '../../walls/judge-wall.ts'
import { strangerBelow, titleSimilarity } from './compare-titles.ts'
import type { Card, CardKind, TelegramEvidence } from './evidence.ts'
import { isTelegramHost } from './parse-name.ts'

/** Shorter answers are throttle and error pages: Telegram's own cards have 10 kB and more. */
const smallestCardBytes = 600

/**
 * What the evidence means. Trouble on the way to `t.me` never counts against the contact: the network there
 * is slowed and blocked in places, for living and dead names alike.
 */
export function judgeTelegram(evidence: TelegramEvidence): Verdict {
  const unanswered = judgeAnswer(evidence)
  if (unanswered) return unanswered
  const { card } = evidence
  if (!card) return not('unknown', 'unclear', 'telegram/unrecognised', 'the answer was not read')
  if (card.restricted !== null)
    return not('unknown', 'blocked', 'telegram/restricted', `not shown from here: ${card.restricted}`)
  if (card.title !== null) return judgeTitled(card.title, evidence)
  return judgeUntitled(card, evidence)
}

/** Null when Telegram itself answered. */
function judgeAnswer(evidence: TelegramEvidence): Verdict | null {
  const { failure, status, card, wall } = evidence
  if (failure) {
    const failureClass = failure.code === 'net/offline' ? 'self' : 'blocked'
    return not('unknown', failureClass, failure.code as ReasonCode, failure.message)
  }
  if (status === 429)
    return not('unknown', 'blocked', 'http/rate-limited', 'Telegram asks to slow down (429)')
  if (status !== null && status >= 500)
    return not('unknown', 'blocked', 'http/server-error', `Telegram answered ${status}`)
  // Nobody parks t.me: whatever looks so is somebody between us and Telegram.
  if (wall) return judgeWall(wall.family === 'parked' ? { ...wall, family: 'geo' } : wall)
  if (status !== 200)
    return not('unknown', 'blocked', 'http/client-error', `Telegram answered ${status ?? '-'}`)
  if (!isTelegramHost(evidence.finalHost ?? '')) {
    const hint = /(?:^|\.)telegram\.org$/.test(evidence.finalHost ?? '') ? ': no name may be written so' : ''
    const message = `sent away to ${evidence.finalHost ?? '-'}${hint}`
    return not('unknown', 'unclear', 'telegram/unrecognised', message)
  }
  if (evidence.bodyBytes < smallestCardBytes || !card?.wrap) {
    const size = `${evidence.bodyBytes} bytes, ${card?.wrap ? 'a card' : 'no card'}`
    return not('unknown', 'unclear', 'telegram/unrecognised', `the page is not a Telegram card (${size})`)
  }
  return null
}

function judgeTitled(title: string, { kind, documented, known }: TelegramEvidence): Verdict {
  const expected = documented.expect ?? known?.kind ?? null
  if (kind !== null && expected !== null && kind !== expected && !isAmbiguous(kind, expected))
    return not(
      'changed',
      'drift',
      'telegram/other-kind',
      `a ${kind} is there now, documented is a ${expected}`,
    )
  const before = documented.title ?? known?.title ?? null
  if (before !== null && titleSimilarity(before, title) < strangerBelow)
    return not('changed', 'drift', 'telegram/renamed', `titled "${title}" now, was "${before}"`)
  return alive()
}

// Older cards of bots look like those of people, and a few bots have names that do not end in `bot`.
function isAmbiguous(kind: CardKind, expected: CardKind): boolean {
  return kind === 'user' && expected === 'bot'
}

function judgeUntitled(card: Card, { invite, documented, known }: TelegramEvidence): Verdict {
  const seen = known !== null
  if (invite) {
    if (!isEmpty(card.ogDescription))
      return not(
        'unknown',
        'unclear',
        'telegram/unrecognised',
        'an invitation in a layout that we do not know',
      )
    const message = 'the invitation is not shown: expired, withdrawn or private'
    return seen
      ? not('gone', 'gone', 'telegram/invite-unknown', `${message}; it was shown before`)
      : not('unknown', 'unclear', 'telegram/invite-unknown', message)
  }
  // Cards of missing names are headed with the name itself, whatever the language.
  const isHeadedByName = isEmpty(card.ogTitle) || /@|^Telegram:/.test(card.ogTitle ?? '')
  const isMissingCard = card.noindex && card.iconUser && isEmpty(card.ogDescription) && isHeadedByName
  if (!isMissingCard)
    return not('unknown', 'unclear', 'telegram/unrecognised', 'a card in a layout that we do not know')
  return documented.public || seen
    ? not('gone', 'gone', 'telegram/no-such-name', 'no channel, chat or bot has this name')
    : not('unknown', 'unclear', 'telegram/no-such-name', 'no public card has this name')
}

function isEmpty(text: string | null): boolean {
  return text === null || text.trim() === ''
}
