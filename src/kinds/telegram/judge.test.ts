import { describe, expect, it } from 'vitest'
import type { TelegramEvidence } from './evidence.ts'
import { blankInvitePage, cardPage, channelPage, missingPage } from './fixtures.ts'
import { judgeTelegram } from './judge.ts'
import { kindOfCard, readCard } from './read-card.ts'

function seen(html: string, over: Partial<TelegramEvidence> = {}): TelegramEvidence {
  const card = readCard(html)
  return {
    failure: null,
    status: 200,
    finalHost: 't.me',
    bodyBytes: html.length,
    wall: null,
    invite: false,
    card,
    kind: kindOfCard(card, 'sellernews'),
    subscribers: null,
    members: null,
    lastPostAt: null,
    documented: { public: true },
    known: null,
    ...over,
  }
}

const failed = (code: string) =>
  seen('', { failure: { code, message: 'x' }, status: null, card: null, kind: null })
const restricted = cardPage({
  description: "This channel can't be displayed because it violated local laws.",
})
const titled = cardPage({ title: 'Чат', extra: '5 members', action: 'Join Group' })
const known = { title: 'Новости продавцов', kind: 'channel' as const }

describe('judgeTelegram', () => {
  it.each<[string, TelegramEvidence, string, string | null, string | null]>([
    ['a titled card', seen(channelPage), 'alive', null, null],
    [
      'a card as documented',
      seen(channelPage, { documented: { public: true, expect: 'channel' } }),
      'alive',
      null,
      null,
    ],
    ['a titled invitation', seen(titled, { invite: true }), 'alive', null, null],
    [
      'another kind than documented',
      seen(channelPage, { documented: { public: true, expect: 'chat' } }),
      'changed',
      'telegram/other-kind',
      'drift',
    ],
    [
      'another kind than last time',
      seen(channelPage, { known: { ...known, kind: 'bot' } }),
      'changed',
      'telegram/other-kind',
      'drift',
    ],
    [
      'another title than last time',
      seen(channelPage, { known: { ...known, title: 'CRYPTO VIP' } }),
      'changed',
      'telegram/renamed',
      'drift',
    ],
    [
      'another title than documented',
      seen(channelPage, { documented: { public: true, title: 'CRYPTO VIP' } }),
      'changed',
      'telegram/renamed',
      'drift',
    ],
    [
      'a kind that the card does not tell',
      seen(channelPage, { kind: null, documented: { public: true, expect: 'chat' } }),
      'alive',
      null,
      null,
    ],
    ['a restriction', seen(restricted), 'unknown', 'telegram/restricted', 'blocked'],
    ['the missing card, public', seen(missingPage), 'gone', 'telegram/no-such-name', 'gone'],
    [
      'the missing card, seen before',
      seen(missingPage, { documented: { public: false }, known }),
      'gone',
      'telegram/no-such-name',
      'gone',
    ],
    [
      'the missing card, not public',
      seen(missingPage, { documented: { public: false } }),
      'unknown',
      'telegram/no-such-name',
      'unclear',
    ],
    [
      'a general invitation',
      seen(blankInvitePage, { invite: true }),
      'unknown',
      'telegram/invite-unknown',
      'unclear',
    ],
    [
      'a general invitation that had a title',
      seen(blankInvitePage, { invite: true, known }),
      'gone',
      'telegram/invite-unknown',
      'gone',
    ],
    [
      'an unknown layout',
      seen(cardPage({ ogDescription: 'something' })),
      'unknown',
      'telegram/unrecognised',
      'unclear',
    ],
    [
      'noindex without the person icon',
      seen(cardPage({ noindex: true })),
      'unknown',
      'telegram/unrecognised',
      'unclear',
    ],
    [
      'a page without the frame',
      seen(`<p>${'hello '.repeat(300)}</p>`),
      'unknown',
      'telegram/unrecognised',
      'unclear',
    ],
    [
      'a body that is too short',
      seen('<div class="tgme_page_wrap"></div>'),
      'unknown',
      'telegram/unrecognised',
      'unclear',
    ],
    [
      'the home page of Telegram',
      seen(channelPage, { finalHost: 'telegram.org' }),
      'unknown',
      'telegram/unrecognised',
      'unclear',
    ],
    ['429', seen(missingPage, { status: 429 }), 'unknown', 'http/rate-limited', 'blocked'],
    ['503', seen(missingPage, { status: 503 }), 'unknown', 'http/server-error', 'blocked'],
    ['404', seen(missingPage, { status: 404 }), 'unknown', 'http/client-error', 'blocked'],
    [
      'a wall',
      seen('<p>x</p>', { wall: { id: 'some-wall', family: 'wall' } }),
      'unknown',
      'page/wall',
      'blocked',
    ],
    ['no DNS', failed('net/dns-not-found'), 'unknown', 'net/dns-not-found', 'blocked'],
    ['a timeout', failed('net/timeout'), 'unknown', 'net/timeout', 'blocked'],
    ['our own network', failed('net/offline'), 'unknown', 'net/offline', 'self'],
  ])('says what %s means', (_, evidence, state, code, failureClass) => {
    const verdict = judgeTelegram(evidence)
    expect([verdict.state, verdict.reason?.code ?? null, verdict.class]).toEqual([state, code, failureClass])
  })

  it('does not decide on the wording of the head title', () => {
    const old = cardPage({ title: 'News', extra: '3 subscribers', headTitle: 'Telegram: Contact @news' })
    expect(judgeTelegram(seen(old)).state).toBe('alive')
  })
})
