import { describe, expect, it } from 'vitest'
import {
  blankInvitePage,
  cardPage,
  channelPage,
  missingPage,
  previewPage,
} from '../../../test/fixtures/telegram-cards.ts'
import type { TelegramEvidence } from './evidence.ts'
import { judgeTelegram } from './judge.ts'
import { kindOfCard } from './kind-of-card.ts'
import { readCard } from './read-card.ts'

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
    monthlyUsers: null,
    lastPostAt: null,
    silentDays: null,
    previewRefused: null,
    notice: null,
    documented: { public: true, silentAfterDays: null },
    known: null,
    ...over,
  }
}

const failed = (code: string) =>
  seen('', { failure: { code, message: 'x' }, status: null, card: null, kind: null })
const refusal = "This channel can't be displayed because it violated local laws."
const restricted = cardPage({ description: refusal })
const titled = cardPage({ title: 'Чат', extra: '5 members', action: 'Join Group' })
const known = { title: 'Новости продавцов', kind: 'channel' as const }

describe('judgeTelegram', () => {
  it.each<[string, TelegramEvidence, string, string | null, string | null]>([
    ['a titled card', seen(channelPage), 'alive', null, null],
    [
      'a card as documented',
      seen(channelPage, { documented: { silentAfterDays: null, public: true, expect: 'channel' } }),
      'alive',
      null,
      null,
    ],
    ['a titled invitation', seen(titled, { invite: true }), 'alive', null, null],
    [
      'another kind than documented',
      seen(channelPage, { documented: { silentAfterDays: null, public: true, expect: 'chat' } }),
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
      seen(channelPage, { documented: { silentAfterDays: null, public: true, title: 'CRYPTO VIP' } }),
      'changed',
      'telegram/renamed',
      'drift',
    ],
    [
      'a kind that the card does not tell',
      seen(channelPage, { kind: null, documented: { silentAfterDays: null, public: true, expect: 'chat' } }),
      'alive',
      null,
      null,
    ],
    [
      'a bot that looks like a person',
      seen(channelPage, { kind: 'user', documented: { public: true, silentAfterDays: null, expect: 'bot' } }),
      'alive',
      null,
      null,
    ],
    [
      'a person where a bot was, and a channel was documented',
      seen(channelPage, {
        kind: 'user',
        documented: { public: true, silentAfterDays: null, expect: 'channel' },
      }),
      'changed',
      'telegram/other-kind',
      'drift',
    ],
    [
      'a title without a count over a refusal',
      seen(cardPage({ title: 'News', description: refusal })),
      'unknown',
      'telegram/restricted',
      'blocked',
    ],
    [
      'a counted card whose description is the refusal',
      seen(cardPage({ title: 'News', extra: '3 subscribers', description: refusal })),
      'alive',
      null,
      null,
    ],
    [
      'the card of a missing name headed by a human name',
      seen(cardPage({ noindex: true, iconUser: true, ogTitle: 'Иван Петров' })),
      'unknown',
      'telegram/unrecognised',
      'unclear',
    ],
    [
      'the card of a missing name with a description',
      seen(cardPage({ noindex: true, iconUser: true, ogTitle: 'Telegram: Contact @x', ogDescription: 'hi' })),
      'unknown',
      'telegram/unrecognised',
      'unclear',
    ],
    [
      'a page of one post',
      seen(
        '<div class="tgme_page_wrap"><div class="tgme_page tgme_page_post"><div class="tgme_page_widget">' +
          `<script data-telegram-post="shop/1"></script></div></div></div>${' '.repeat(900)}`,
      ),
      'unknown',
      'telegram/unrecognised',
      'unclear',
    ],
    [
      'the preview instead of the card',
      seen(previewPage({ title: 'Новости продавцов' })),
      'alive',
      null,
      null,
    ],
    ['a restriction', seen(restricted), 'unknown', 'telegram/restricted', 'blocked'],
    ['the missing card, public', seen(missingPage), 'gone', 'telegram/no-such-name', 'gone'],
    [
      'the missing card, seen before',
      seen(missingPage, { documented: { public: false, silentAfterDays: null }, known }),
      'gone',
      'telegram/no-such-name',
      'gone',
    ],
    [
      'the missing card, not public',
      seen(missingPage, { documented: { public: false, silentAfterDays: null } }),
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
