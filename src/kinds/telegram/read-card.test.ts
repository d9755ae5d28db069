import { describe, expect, it } from 'vitest'
import { blankInvitePage, cardPage, channelPage, missingPage } from '../../../test/fixtures/telegram-cards.ts'
import { countBefore } from './card-words.ts'
import { kindOfCard } from './kind-of-card.ts'
import { readCard } from './read-card.ts'
import { readLastPostAt } from './read-preview.ts'

describe('readCard', () => {
  it('reads title, extra and preview of a channel', () => {
    const card = readCard(channelPage)
    expect(card).toMatchObject({ wrap: true, title: 'Новости продавцов', noindex: false, preview: true })
    expect(countBefore(card.extra, /subscriber/)).toBe(11_110_268)
    expect(kindOfCard(card, 'sellernews')).toBe('channel')
  })

  it('reads the empty card of a missing name', () => {
    expect(readCard(missingPage)).toMatchObject({ wrap: true, title: null, noindex: true, iconUser: true })
  })

  it('keeps a restriction only where there is no title', () => {
    const sentence = 'This channel can’t be displayed because it violated local laws.'
    expect(readCard(cardPage({ description: sentence })).restricted).toContain('violated local laws')
    const shown = { title: 'News', extra: '3 subscribers', description: sentence }
    expect(readCard(cardPage(shown)).restricted).toBeNull()
  })

  it('does not read scripts as text, nor an empty title as a title', () => {
    const script = `<script>var x = "can't be displayed"</script>`
    expect(readCard(cardPage({ title: ' <i></i> ', description: script }))).toMatchObject({
      title: null,
      restricted: null,
    })
  })

  it('survives markup that never closes and markup that is not HTML', () => {
    const deep = '<div class="tgme_page_title">'.repeat(5000)
    expect(readCard(`${deep}x`).wrap).toBe(false)
    expect(readCard('\u0000<<<>>"\'').title).toBeNull()
    expect(readCard('').title).toBeNull()
  })

  it.each([
    ['16 674 members, 362 online', 'View in Telegram', 'tdlibchat', 'chat'],
    ['8 241 294 monthly users', 'Start Bot', 'BotFather', 'bot'],
    ['@helper_bot', 'Send Message', 'helper_bot', 'bot'],
    ['@ivan_p', 'Send Message', 'ivan_p', 'user'],
    ['1 subscriber', 'View in Telegram', 'tiny', 'channel'],
    ['5 подписчиков', 'Открыть', 'tiny', 'channel'],
    ['whatever', 'Open', 'tiny', null],
  ])('takes "%s" with "%s" of %s for a %s', (extra, action, name, kind) => {
    expect(kindOfCard(readCard(cardPage({ title: 'T', extra, action })), name)).toBe(kind)
  })

  it('tells channels from groups in invitations', () => {
    const channel = readCard(cardPage({ title: 'T', action: 'Join Channel' }))
    expect(kindOfCard(channel, null)).toBe('channel')
    expect(kindOfCard(readCard(blankInvitePage), null)).toBeNull()
  })
})

describe('readLastPostAt', () => {
  const post = (at: string) =>
    `<a class="tgme_widget_message_date" href="#"><time datetime="${at}" class="time">12:00</time></a>`

  it('takes the newest post and ignores lengths of videos and nonsense', () => {
    const page = `${post('2026-06-12T19:15:19+00:00')}<time class="message_video_duration" datetime="2031-01-01">0:31</time>
      ${post('2026-08-01T10:00:00+03:00')}${post('not a date')}${post('2026-07-01T00:00:00+00:00')}`
    expect(readLastPostAt(page)).toBe('2026-08-01T07:00:00.000Z')
  })

  it('gives null for a page without posts', () => {
    expect(readLastPostAt('<time datetime="2026-01-01">x</time>')).toBeNull()
  })
})
