import type { CardKind } from '../behaviour.ts'
import { escaped } from './html.ts'
import type { Reply, TelegramCard } from './model.ts'

const logo = 'https://telegram.org/img/t_logo_2x.png'
const dayMs = 86_400_000
const titleVerbs: Record<CardKind, string> = { channel: 'View', chat: 'View', bot: 'Launch', user: 'Contact' }
const buttons: Record<CardKind, string> = {
  channel: 'View in Telegram',
  chat: 'View in Telegram',
  bot: 'Start Bot',
  user: 'Send Message',
}
const headers = {
  'content-type': 'text/html; charset=utf-8',
  server: 'nginx/1.18.0',
  'strict-transport-security': 'max-age=35768000',
  'x-frame-options': 'ALLOW-FROM https://web.telegram.org',
}

/** `/NAME`: a card; `/s/NAME`: the preview of a channel, or the way back to the card. */
export function renderTelegram(card: TelegramCard): Reply {
  const { name, kind, lastPostDays } = card
  if (card.invite)
    return { status: 200, headers, body: kind === 'missing' ? genericInvite(card) : invite(card) }
  if (!card.preview && card.restricted) return { status: 200, headers, body: restricted(card) }
  if (!card.preview) return { status: 200, headers, body: kind === 'missing' ? bare(card) : full(card) }
  if (kind !== 'channel' || lastPostDays === null || card.restricted) {
    return { status: 302, headers: { ...headers, location: `https://t.me/${name}` }, body: '' }
  }
  return { status: 200, headers, body: preview(card, lastPostDays) }
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ' ')
}

function extraOf({ kind, name, count }: TelegramCard): string {
  switch (kind) {
    case 'channel':
      return count === 1 ? '1 subscriber' : `${grouped(count)} subscribers`
    case 'chat':
      return `${grouped(count)} members, ${grouped(Math.floor(count / 46))} online`
    case 'bot':
      return count > 0 ? `${grouped(count)} monthly users` : `@${name}`
    case 'user':
    case 'missing':
      return `@${name}`
  }
}

interface Head {
  title: string
  ogTitle: string
  ogImage: string
  description: string
  name: string
  robots?: boolean
}

function page(head: Head, body: string): string {
  const link = `tg://resolve?domain=${encodeURIComponent(head.name)}`
  return `<!DOCTYPE html>
<html>
  <head>
    <meta charset="utf-8">
    <title>${escaped(head.title)}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    ${head.robots ? '<meta name="robots" content="noindex, nofollow">' : ''}
    <meta property="og:title" content="${escaped(head.ogTitle)}">
    <meta property="og:image" content="${head.ogImage}">
    <meta property="og:site_name" content="Telegram">
    <meta property="og:description" content="${escaped(head.description)}">
    <meta property="twitter:title" content="${escaped(head.ogTitle)}">
    <meta property="twitter:image" content="${head.ogImage}">
    <meta property="twitter:site" content="@Telegram">
    <meta property="al:ios:app_store_id" content="686449807">
    <meta property="al:ios:url" content="${link}">
    <meta property="al:android:url" content="${link}">
    <meta property="al:android:package" content="org.telegram.messenger">
    <style>.tgme_body_wrap{max-width:480px;margin:4em auto;font-family:sans-serif;text-align:center}
.tgme_page_title{font-size:1.4em;font-weight:700}.tgme_page_extra{color:#708090}</style>
  </head>
  <body class="no_transition">
    <div class="tgme_background_wrap"></div>
    <div class="tgme_page_wrap">
      <div class="tgme_head_wrap"><div class="tgme_head"><a href="//telegram.org/" class="tgme_head_brand"></a>
        <a class="tgme_head_right_btn" href="//telegram.org/dl">Download</a></div></div>
      <div class="tgme_body_wrap"><div class="tgme_page">${body}</div></div>
    </div>
    <div id="tgme_frame_cont"></div>
  </body>
</html>
`
}

/** The card of a name without a public profile: no title block, a grey figure, noindex. */
function bare({ name }: TelegramCard): string {
  const title = `Telegram: Contact @${name}`
  return page(
    { title, ogTitle: title, ogImage: logo, description: '', name, robots: true },
    `<div class="tgme_page_icon"><i class="tgme_icon_user"></i></div>
        <div class="tgme_page_description">If you have <strong>Telegram</strong>, you can contact
          <a class="tgme_username_link" href="tg://resolve?domain=${name}">@${name}</a> right away.</div>
        <div class="tgme_page_action"><a class="tgme_action_button_new" href="tg://resolve?domain=${name}">Send Message</a></div>
        <!-- PRIVACY_BTN -->`,
  )
}

/** A chat that Telegram does not show to readers of some countries: it is there all the same. */
function restricted({ name, kind }: TelegramCard): string {
  const title = `Telegram: View @${name}`
  return page(
    { title, ogTitle: title, ogImage: logo, description: '', name },
    `<div class="tgme_page_icon"><i class="tgme_icon_group"></i></div>
        <div class="tgme_page_description">This ${kind === 'channel' ? 'channel' : 'group'} can’t be displayed because it violated local laws.</div>`,
  )
}

/** One shape for invitations that expired, never were, or may not be previewed. */
function genericInvite({ name }: TelegramCard): string {
  return page(
    {
      title: 'Telegram: Join Group Chat',
      ogTitle: 'Join group chat on Telegram',
      ogImage: logo,
      description: '',
      name,
    },
    `<div class="tgme_page_icon"><i class="tgme_icon_group"></i></div>
        <div class="tgme_page_description">You are invited to a <strong>group chat</strong> on <strong>Telegram</strong>. Click to join:</div>
        <div class="tgme_page_action"><a class="tgme_action_button_new" href="tg://join?invite=${name.slice(1)}">Join Group</a></div>`,
  )
}

function invite(card: TelegramCard): string {
  const word = card.kind === 'channel' ? 'channel' : 'group'
  const title = escaped(card.title)
  return page(
    {
      title: `Telegram: Join ${word === 'channel' ? 'Channel' : 'Group Chat'}`,
      ogTitle: card.title,
      ogImage: logo,
      description: card.description,
      name: card.name,
    },
    `<div class="tgme_page_title" dir="auto"><span dir="auto">${title}</span></div>
        <div class="tgme_page_extra">${extraOf(card)}</div>
        <div class="tgme_page_description">You are invited to the <strong>${word}</strong> <strong>${title}</strong>. Click above to join.</div>
        <div class="tgme_page_action"><a class="tgme_action_button_new shine" href="tg://join?invite=${card.name.slice(1)}">Join ${word === 'channel' ? 'Channel' : 'Group'}</a></div>`,
  )
}

function full(card: TelegramCard): string {
  const { name, description, lastPostDays } = card
  const kind = card.kind === 'missing' ? 'user' : card.kind
  const image = `https://cdn4.telesco.pe/file/${Buffer.from(name).toString('hex')}.jpg`
  const peek =
    kind === 'channel' && lastPostDays !== null
      ? `<div class="tgme_page_context_link_wrap"><a class="tgme_page_context_link" href="/s/${name}">Preview channel</a></div>`
      : ''
  return page(
    {
      title: `Telegram: ${titleVerbs[kind]} @${name}`,
      ogTitle: card.title,
      ogImage: image,
      description: description || `You can view and join @${name} right away.`,
      name,
    },
    `<div class="tgme_page_photo"><a href="tg://resolve?domain=${name}"><img class="tgme_page_photo_image" src="${image}"></a></div>
        <div class="tgme_page_title" dir="auto"><span dir="auto">${escaped(card.title)}</span></div>
        <div class="tgme_page_extra">${extraOf(card)}</div>
        ${description ? `<div class="tgme_page_description" dir="auto">${escaped(description)}</div>` : ''}
        <div class="tgme_page_action"><a class="tgme_action_button_new shine" href="tg://resolve?domain=${name}">${buttons[kind]}</a></div>
        ${peek}`,
  )
}

const news = [
  'Обновили раздел с отчётами: выгрузка теперь занимает меньше минуты.',
  'Напоминаем: вопросы по поставкам быстрее решает чат в личном кабинете.',
  'Ночью с 02:00 до 04:00 по Москве пройдут работы, карточки товаров будут доступны.',
  'Собрали ответы на частые вопросы о возвратах и выложили их в базу знаний.',
]

function preview(card: TelegramCard, lastPostDays: number): string {
  const { name, title, count } = card
  // Oldest first; two posts a week, the newest one `lastPostDays` ago.
  const posts = Array.from({ length: 20 }, (_, index) => {
    const at = new Date(Date.now() - (lastPostDays + (19 - index) * 3.5) * dayMs)
    const number = 400 + index
    return `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message" data-post="${name}/${number}">
  <div class="tgme_widget_message_text" dir="auto">${news[index % news.length]}</div>
  <div class="tgme_widget_message_footer"><a class="tgme_widget_message_date" href="https://t.me/${name}/${number}"><time datetime="${at.toISOString().slice(0, 19)}+00:00" class="time">${at.toISOString().slice(11, 16)}</time></a></div>
</div></div>`
  })
  return page(
    {
      title: `${title} – Telegram`,
      ogTitle: title,
      ogImage: `https://cdn4.telesco.pe/file/${Buffer.from(name).toString('hex')}.jpg`,
      description: card.description,
      name,
    },
    `<div class="tgme_channel_info">
  <div class="tgme_channel_info_header_title"><span dir="auto">${escaped(title)}</span></div>
  <div class="tgme_channel_info_counters"><div class="tgme_channel_info_counter"><span class="counter_value">${count}</span> <span class="counter_type">subscribers</span></div></div>
</div>
<section class="tgme_channel_history js-message_history">${posts.join('\n')}</section>`,
  )
}
