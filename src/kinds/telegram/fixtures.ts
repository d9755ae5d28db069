/** Pages in the shape that `t.me` serves, for tests. */
interface CardFixture {
  title?: string
  extra?: string
  description?: string
  ogTitle?: string
  ogDescription?: string
  action?: string
  noindex?: boolean
  iconUser?: boolean
  previewOf?: string
  headTitle?: string
}

/** A card page of about the real size; only what is given is on it. */
export function cardPage(fixture: CardFixture): string {
  const f = {
    ogTitle: '',
    ogDescription: '',
    action: 'Send Message',
    headTitle: 'Telegram: View',
    ...fixture,
  }
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${f.headTitle}</title>
<meta property="og:title" content="${f.ogTitle}">
<meta property="og:description" content="${f.ogDescription}">
${f.noindex ? '<meta name="robots" content="noindex, nofollow">' : ''}
<style>${'/* style of the card */'.repeat(40)}</style></head>
<body class="no_transition"><div class="tgme_page_wrap"><div class="tgme_body_wrap"><div class="tgme_page">
<div class="tgme_page_icon">${f.iconUser ? '<i class="tgme_icon_user"></i>' : '<img class="tgme_page_photo_image" src="https://cdn4.telesco.pe/x.jpg">'}</div>
${f.title ? `<div class="tgme_page_title" dir="auto"><span dir="auto">${f.title}</span></div>` : ''}
${f.extra ? `<div class="tgme_page_extra">${f.extra}</div>` : ''}
${f.description ? `<div class="tgme_page_description" dir="auto">${f.description}</div>` : ''}
<div class="tgme_page_action"><a class="tgme_action_button_new shine" href="tg://resolve?domain=x">${f.action}</a></div>
${f.previewOf ? `<div class="tgme_page_context_link_wrap"><a class="tgme_page_context_link" href="/s/${f.previewOf}">Preview channel</a></div>` : ''}
</div></div></div></body></html>`
}

export const channelPage = cardPage({
  title: 'Новости продавцов',
  extra: '11&nbsp;110&nbsp;268 subscribers',
  ogTitle: 'Новости продавцов',
  ogDescription: 'Что нового',
  action: 'View in Telegram',
  previewOf: 'sellernews',
})

/** The card that every name without a public profile gets. */
export const missingPage = cardPage({
  noindex: true,
  iconUser: true,
  ogTitle: 'Telegram: Contact @nobody_has_it',
  headTitle: 'Telegram: Contact @nobody_has_it',
})

/** The general card of an invitation that does not unfold. */
export const blankInvitePage = cardPage({
  ogTitle: 'Join group chat on Telegram',
  description:
    'You are invited to a <strong>group chat</strong> on <strong>Telegram</strong>. Click to join:',
  action: 'Join Group',
})

/** A page as `t.me/s/name` serves it; `posts` are the dates of the posts, oldest first. */
export function previewPage(fixture: {
  title: string
  count?: string
  posts?: readonly string[]
  inside?: string
  empty?: string
}): string {
  const posts = (fixture.posts ?? []).map(
    (at, index) => `<div class="tgme_widget_message_wrap js-widget_message_wrap">
<div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="shop/${index + 1}">
<div class="tgme_widget_message_text js-message_text" dir="auto">Новости ${index}</div>
<a class="tgme_widget_message_date" href="https://t.me/shop/${index + 1}"><time datetime="${at}" class="time">12:00</time></a>
</div></div>`,
  )
  const empty = fixture.empty
    ? `<div class="tgme_widget_message_wrap"><div class="tgme_widget_message_centered"><div class="tme_no_messages_found">${fixture.empty}</div></div></div>`
    : ''
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${fixture.title} – Telegram</title>
<meta property="og:title" content="${fixture.title}"></head>
<body class="widget_frame_base tgme_webpage"><main class="tgme_main" data-url="/shop"><div class="tgme_channel_info">
<div class="tgme_channel_info_header_title_wrap"><div class="tgme_channel_info_header_title"><span dir="auto">${fixture.title}</span></div>
<div class="tgme_channel_info_header_labels"><i class="verified-icon"> ✔</i></div></div>
<div class="tgme_channel_info_counters"><div class="tgme_channel_info_counter"><span class="counter_value">${fixture.count ?? '32.8K'}</span> <span class="counter_type">subscribers</span></div>
<div class="tgme_channel_info_counter"><span class="counter_value">1.1K</span> <span class="counter_type">photos</span></div></div>
</div><section class="tgme_channel_history js-message_history">${posts.join('\n')}${empty}${fixture.inside ?? ''}</section></main></body></html>`
}
