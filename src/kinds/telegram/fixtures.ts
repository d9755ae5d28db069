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
