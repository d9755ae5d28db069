import { describe, expect, it } from 'vitest'
import { blankInvitePage, cardPage, missingPage, previewPage } from '../../../test/fixtures/telegram-cards.ts'
import { cpuMs } from '../../../test/support/cpu-ms.ts'
import { countsOf, kindOfCard } from './kind-of-card.ts'
import { readCard } from './read-card.ts'
import { readLastPostAt } from './read-preview.ts'

const extraBlocks = (...texts: string[]) => texts.join('</div><div class="tgme_page_extra">')
/** The way to the posts as pages of 2021 had it. */
const oldOffer =
  '</a></div><div class="tgme_page_context_btn"><a class="tgme_action_button_new" href="/s/shop">Preview channel'

interface Expected {
  title: string | null
  kind: string | null
  counts?: [number | null, number | null, number | null]
}

const cards: [string, string, string, Expected][] = [
  [
    'a channel with the preview switched off',
    cardPage({ title: 'Склад', extra: '5 032 subscribers', action: 'View in Telegram' }),
    'shelfs',
    { title: 'Склад', kind: 'channel', counts: [5032, null, null] },
  ],
  [
    'a channel that hides its count',
    cardPage({ title: 'Склад', extra: 'no subscribers', action: 'View in Telegram' }),
    'shelfs',
    { title: 'Склад', kind: 'channel', counts: [null, null, null] },
  ],
  [
    'a channel of 2021, whose readers were members',
    cardPage({
      title: 'Hangout',
      extra: '2 805 members',
      action: `View in Telegram${oldOffer}`,
      headTitle: 'Telegram: Contact @hangout',
    }),
    'hangout',
    { title: 'Hangout', kind: 'channel', counts: [null, 2805, null] },
  ],
  [
    'a group',
    cardPage({ title: 'Объявления 🇺🇿', extra: '2&nbsp;620 members, 18 online' }),
    'ads_city',
    { title: 'Объявления 🇺🇿', kind: 'chat', counts: [null, 2620, null] },
  ],
  [
    'a group with one member',
    cardPage({ title: 'Тест', extra: '1 member' }),
    'tests',
    { title: 'Тест', kind: 'chat', counts: [null, 1, null] },
  ],
  [
    'a bot of 2026 with two blocks',
    cardPage({
      title: 'Helper',
      extra: extraBlocks('@HelperBot', '8&nbsp;705&nbsp;765 monthly users'),
      action: 'Start Bot',
    }),
    'helperbot',
    { title: 'Helper', kind: 'bot', counts: [null, null, 8_705_765] },
  ],
  [
    'a bot of 2026 whose name does not end in bot',
    cardPage({ title: 'GIF', extra: extraBlocks('@gif', '12 monthly users'), action: 'Start Bot' }),
    'gif',
    { title: 'GIF', kind: 'bot' },
  ],
  [
    'a bot of old, headed like a person',
    cardPage({ title: 'Помощник', extra: '@shop_help_bot', headTitle: 'Telegram: Contact @shop_help_bot' }),
    'shop_help_bot',
    { title: 'Помощник', kind: 'bot' },
  ],
  [
    'a person',
    cardPage({ title: 'Иван', extra: '@ivan_sells' }),
    'ivan_sells',
    { title: 'Иван', kind: 'user' },
  ],
  [
    'a card in Russian',
    cardPage({ title: 'Канал', extra: '12 345 подписчиков', action: 'Открыть в Telegram' }),
    'kanal',
    { title: 'Канал', kind: 'channel', counts: [12_345, null, null] },
  ],
  [
    'a card in German',
    cardPage({ title: 'Laden', extra: '1.234 Abonnenten', action: 'In Telegram ansehen' }),
    'laden',
    { title: 'Laden', kind: 'channel', counts: [1234, null, null] },
  ],
  [
    'a card in Ukrainian',
    cardPage({ title: 'Чат', extra: '300 учасників, 5 у мережі' }),
    'chatik',
    { title: 'Чат', kind: 'chat', counts: [null, 300, null] },
  ],
  [
    'a verified channel: the badge is no part of the title',
    cardPage({ title: 'Shop</span> <i class="verified-icon">✔</i><span>', extra: '7 subscribers' }),
    'shop',
    { title: 'Shop', kind: 'channel' },
  ],
  [
    'emoji and direction marks in the title',
    cardPage({ title: '\u2066<i class="emoji" style="x"><b>🔥</b></i> Акции\u2069', extra: '7 subscribers' }),
    'shop',
    { title: '🔥 Акции', kind: 'channel' },
  ],
  [
    'a title of fillers only',
    cardPage({ title: '\u3164\u200b', extra: '7 subscribers' }),
    'shop',
    { title: null, kind: null },
  ],
  [
    'an invitation to a channel that wants to be asked',
    cardPage({ title: 'Закрытый клуб', extra: '512 subscribers', action: 'Request to Join' }),
    '',
    { title: 'Закрытый клуб', kind: 'channel', counts: [512, null, null] },
  ],
  [
    'an invitation to a group',
    cardPage({ title: 'Чат', action: 'Join Group' }),
    '',
    { title: 'Чат', kind: 'chat' },
  ],
  ['the general invitation', blankInvitePage, '', { title: null, kind: null }],
  ['the card of a missing name', missingPage, 'nobody', { title: null, kind: null }],
  [
    'the preview where a card was asked for',
    previewPage({ title: 'Афиша', posts: ['2026-09-01T10:00:00+00:00'] }),
    'afisha',
    { title: 'Афиша', kind: 'channel', counts: [32_800, null, null] },
  ],
]

describe('cards in all their layouts', () => {
  it.each(cards)('reads %s', (_, html, name, expected) => {
    const card = readCard(html)
    expect(card.wrap).toBe(true)
    expect({ title: card.title, kind: kindOfCard(card, name === '' ? null : name) }).toEqual({
      title: expected.title,
      kind: expected.kind,
    })
    const { subscribers, members, monthlyUsers } = countsOf(card)
    if (expected.counts) expect([subscribers, members, monthlyUsers]).toEqual(expected.counts)
  })

  it.each([
    'This channel can’t be displayed because it violated local laws.',
    "This group can't be displayed because it was used to spread pornographic content.",
    'This channel cannot be displayed because it violated Telegram’s Terms of Service.',
    'This bot can’t be displayed because it violated Telegram&#39;s Terms of Service.',
    'Sorry, this channel is not accessible.',
    'This message couldn’t be displayed on your device due to copyright infringement',
  ])('hears the refusal: %s', (sentence) => {
    expect(readCard(cardPage({ description: sentence })).restricted).not.toBeNull()
  })

  it('takes a refusal in the place of the posts, and nothing that a post quotes', () => {
    const refusal = 'This channel can’t be displayed because it violated local laws.'
    expect(readCard(previewPage({ title: 'News', empty: refusal })).restricted).toContain('local laws')
    expect(readCard(previewPage({ title: 'News', empty: 'No posts found' })).restricted).toBeNull()
    const quoting = `<div class="tgme_widget_message_text">${refusal} tme_no_messages_found</div>`
    expect(readCard(previewPage({ title: 'News', inside: quoting })).restricted).toBeNull()
  })

  it('is not led astray by what a description or a script says', () => {
    const description =
      'Just a moment... Page not found. Telegram: Contact @x. «This channel can’t be displayed» — лечим. 403'
    const card = readCard(cardPage({ title: 'Клиника', extra: '3 subscribers', description }))
    expect(card).toMatchObject({ wrap: true, title: 'Клиника', restricted: null })
    const scripted = cardPage({ description: '<script>"<div class=tgme_page_title>X</div>"</script>' })
    expect(readCard(scripted).title).toBeNull()
  })
})

describe('the newest post', () => {
  const service = (at: string) =>
    `<div class="tgme_widget_message service_message"><a class="tgme_widget_message_date"><time datetime="${at}"></time></a></div>`

  it.each<[string, string, string | null]>([
    [
      'the newest by date, wherever it stands',
      previewPage({
        title: 'x',
        posts: ['2026-06-12T19:15:19+00:00', '2026-08-01T10:00:00+03:00', '2026-07-01T00:00:00Z'],
      }),
      '2026-08-01T07:00:00.000Z',
    ],
    [
      'a post before a later notice of the service',
      previewPage({ title: 'x', posts: ['2026-06-12T19:15:19Z'], inside: service('2026-09-09T00:00:00Z') }),
      '2026-06-12T19:15:19.000Z',
    ],
    [
      'a notice where nothing else is',
      previewPage({ title: 'x', inside: service('2020-01-01T00:00:00Z') }),
      '2020-01-01T00:00:00.000Z',
    ],
    ['nothing in an empty channel', previewPage({ title: 'x', empty: 'No posts found' }), null],
    [
      'no length of a video and no date in a text',
      previewPage({
        title: 'x',
        inside:
          '<time class="message_video_duration" datetime="2031-01-01">0:31</time><div class="tgme_widget_message_text">&lt;time datetime="2032-01-01"&gt;</div>',
      }),
      null,
    ],
    [
      'no time without a date',
      '<a class="tgme_widget_message_date"><time>12:00</time><time datetime="soon"></time></a>',
      null,
    ],
  ])('takes %s', (_, html, at) => {
    expect(readLastPostAt(html)).toBe(at)
  })
})

it('reads hostile markup of a hundred kilobytes in good time', () => {
  const hostile = [
    '<div class="tgme_page_extra">'.repeat(4000),
    `<div class="tgme_page_extra">${'1 '.repeat(50_000)}`,
    `<div class="tgme_page_description">${"this channel can't be displayed ".repeat(3200)}`,
    `<div class="tgme_page_title">${'\u200b '.repeat(50_000)}x`,
    `<p>${'this  '.repeat(17_000)}`,
    '<a class="tgme_widget_message_date"><time datetime="2026-01-01">'.repeat(1600),
  ]
  for (const html of hostile) {
    const spentMs = cpuMs(() => {
      const card = readCard(html)
      countsOf(card)
      kindOfCard(card, 'x'.repeat(100_000))
      readLastPostAt(html)
    })
    expect(spentMs).toBeLessThan(50)
  }
})
