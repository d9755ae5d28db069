import type { Block, Letter, Line, Tone } from './letter.ts'

// Only pairs of at least 4.5:1; each class of the dark sheet repeats what the inline style sets.
const pills: Record<Tone, { ink: string; paper: string }> = {
  broken: { ink: '#8f1d14', paper: '#fde7e4' },
  changed: { ink: '#6b4400', paper: '#fdf0d5' },
  recovered: { ink: '#0f5c2b', paper: '#dff5e6' },
  news: { ink: '#1d3f73', paper: '#e3edfb' },
}

const darkSheet = `
@media (prefers-color-scheme: dark) {
  .page { background: #12161b !important; }
  .card { background: #1c2229 !important; border-color: #323b45 !important; }
  .ink, .lead { color: #e8ebee !important; }
  .soft { color: #a9b4bf !important; }
  .link { color: #8ab8ff !important; }
  .choice { color: #8ab8ff !important; border-color: #4a5663 !important; }
  .value { background: #12161b !important; border-color: #323b45 !important; color: #e8ebee !important; }
  .button { background: #8ab8ff !important; color: #0b1522 !important; }
  .pill-broken { background: #4a1a16 !important; color: #ffb4ab !important; }
  .pill-changed { background: #46320a !important; color: #ffd58a !important; }
  .pill-recovered { background: #12391f !important; color: #9be3b2 !important; }
  .pill-news { background: #1b2f4d !important; color: #a9c9ff !important; }
  .rule { border-color: #323b45 !important; }
}
@media (max-width: 480px) {
  .page-cell { padding: 0 !important; }
  .card { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
  .card-cell { padding: 20px 16px !important; }
}`

const font = "font-family: -apple-system, 'Segoe UI', Roboto, Arial, sans-serif"
const breaking = 'overflow-wrap: anywhere; word-break: break-word'

/** The HTML part: one column, inline styles, nothing loaded from anywhere, every text escaped. */
export function renderHtml(letter: Letter): string {
  const pill = pills[letter.tone]
  const body = letter.blocks.map(renderBlock).join('\n')
  return `<!doctype html>
<html lang="${letter.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(letter.subject)}</title>
<style>:root { color-scheme: light dark; }${darkSheet}
</style>
</head>
<body class="page" style="margin: 0; padding: 0; background: #f1f3f5">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background: #f1f3f5">
<tr><td class="page-cell" align="center" style="padding: 24px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width: 600px; background: #ffffff; border: 1px solid #d8dde2; border-radius: 10px; border-collapse: separate">
<tr><td class="card-cell" style="padding: 28px 28px 24px; ${font}; ${breaking}">
<div><span class="pill-${letter.tone}" style="display: inline-block; padding: 3px 10px; border-radius: 6px; background: ${pill.paper}; color: ${pill.ink}; font-size: 14px; font-weight: 700">${escapeHtml(letter.stateWord)}</span></div>
<h1 class="lead" style="margin: 12px 0 16px; font-size: 20px; line-height: 1.35; font-weight: 600; color: #14181d">${escapeHtml(letter.lead)}</h1>
${body}
${renderActions(letter)}
${renderQuick(letter)}
<p class="soft rule" style="margin: 24px 0 0; padding-top: 16px; border-top: 1px solid #d8dde2; font-size: 13px; line-height: 1.5; color: #57616b"><strong>${escapeHtml(letter.product)}.</strong> ${escapeHtml(letter.smallPrint)}${letter.unsubscribe ? ` ${renderLink({ text: letter.unsubscribe.label, url: letter.unsubscribe.url })}` : ''}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`
}

function renderBlock(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `<h2 class="soft" style="margin: 20px 0 4px; font-size: 14px; line-height: 1.4; font-weight: 600; color: #57616b">${escapeHtml(block.text)}</h2>`
    case 'title':
      return `<h2 class="ink rule" style="margin: 20px 0 8px; padding-top: 16px; border-top: 1px solid #d8dde2; font-size: 16px; line-height: 1.4; font-weight: 600; color: #14181d">${escapeHtml(block.text)}</h2>`
    case 'paragraph':
      return `<p class="ink" style="margin: 0 0 8px; font-size: 16px; line-height: 1.5; color: #14181d">${escapeHtml(block.text)}</p>`
    case 'value':
      return `<div class="value" style="margin: 0 0 8px; padding: 10px 12px; border: 1px solid #d8dde2; border-radius: 6px; background: #f6f7f9; font-size: 16px; line-height: 1.45; font-weight: 600; color: #14181d">${renderLink(block)}</div>`
    case 'list':
      return `<ul class="ink" style="margin: 0 0 8px; padding: 0 0 0 20px; font-size: 15px; line-height: 1.5; color: #14181d">${block.lines
        .map((line) => `<li style="margin: 0 0 6px">${renderLink(line)}</li>`)
        .join('')}</ul>`
  }
}

function renderLink({ text, url }: Line): string {
  if (url === null) return escapeHtml(text)
  return `<a class="link" href="${escapeHtml(url)}" rel="noopener noreferrer" style="color: #0b57b7">${escapeHtml(text)}</a>`
}

function renderActions({ actions }: Letter): string {
  const [main, ...others] = actions
  if (!main) return ''
  const button = `<a class="button" href="${escapeHtml(main.url)}" style="display: inline-block; padding: 11px 20px; border-radius: 6px; background: #0b57b7; color: #ffffff; font-size: 16px; font-weight: 600; text-decoration: none">${escapeHtml(main.label)}</a>`
  const rest = others.map(
    ({ label, url }) =>
      `<p style="margin: 12px 0 0; font-size: 15px">${renderLink({ text: label, url })}</p>`,
  )
  return `<div style="margin: 20px 0 0">${button}${rest.join('')}</div>`
}

/** Each on a line of its own: a thumb needs the room. */
function renderQuick({ quick }: Letter): string {
  if (!quick) return ''
  const links = quick.links.map(
    (link) =>
      `<tr><td style="padding: 0 0 8px"><a class="choice" href="${escapeHtml(link.url)}" rel="noopener noreferrer" style="display: block; padding: 10px 14px; border: 1px solid #b6c0ca; border-radius: 6px; color: #0b57b7; font-size: 15px; line-height: 1.4; text-decoration: none">${escapeHtml(link.label)}</a></td></tr>`,
  )
  return `<h2 class="soft" style="margin: 24px 0 8px; font-size: 14px; line-height: 1.4; font-weight: 600; color: #57616b">${escapeHtml(quick.title)}</h2>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${links.join('')}</table>`
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand between tags and in a quoted attribute. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
