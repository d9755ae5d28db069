import { escaped } from './html.ts'
import type { Article, Field, Form, PrintedPhone, Reply } from './model.ts'

const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }

/** A page of an ordinary site, with its header, its footer and the form and numbers it has. */
export function renderArticle(article: Article, status = 200): Reply {
  return { status, headers, body: documentOf(article.title, bodyOf(article)) }
}

/**
 * The same page as an empty root that a script fills: what single-page sites answer.
 * Without `script` the root stays empty for ever.
 */
export function renderShell(article: Article, script: boolean): Reply {
  const content = JSON.stringify(bodyOf(article)).replace(/</g, '\\u003c')
  const filling = script ? `<script>document.getElementById('root').innerHTML = ${content}</script>` : ''
  return {
    status: 200,
    headers,
    body: documentOf(
      article.brand,
      `<div id="root"></div><script src="/static/runtime.js"></script>${filling}`,
    ),
  }
}

function documentOf(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { font: 16px/1.5 sans-serif; margin: 0; color: #222 }
header, footer { background: #f2f3f5; padding: 1rem 2rem }
main { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
label { display: block; margin: 0.75rem 0 }
input, textarea, select { display: block; width: 100%; padding: 0.4rem }
</style>
</head>
<body>
${body}
</body>
</html>
`
}

function bodyOf(article: Article): string {
  const {
    brand,
    heading,
    paragraphs,
    sections = [],
    links = [],
    phones = [],
    emails = [],
    form,
    notice,
  } = article
  const parts = [
    `<header><a href="/">${escaped(brand)}</a> <nav><a href="/help/">Помощь</a> <a href="/about/">О компании</a></nav></header>`,
    `<main><h1>${escaped(heading)}</h1>`,
    ...paragraphs.map(paragraph),
    ...sections.map(
      (section) => `<h2>${escaped(section.heading)}</h2>${section.paragraphs.map(paragraph).join('\n')}`,
    ),
    phones.length + emails.length > 0 ? contactsOf(phones, emails, notice) : '',
    form ? formOf(form) : '',
    links.length > 0 ? `<ul>${links.map(linkOf).join('')}</ul>` : '',
    `</main><footer>© ${escaped(brand)}, 2026. Все права защищены. Копирование материалов — с разрешения владельца.</footer>`,
  ]
  return parts.filter(Boolean).join('\n')
}

const paragraph = (text: string) => `<p>${escaped(text)}</p>`

const linkOf = ({ href, text }: { href: string; text: string }) =>
  `<li><a href="${escaped(href)}">${escaped(text)}</a></li>`

function contactsOf(phones: PrintedPhone[], emails: string[], notice: string | undefined): string {
  const rows = [
    // `printed` holds entities on purpose: no-break spaces and odd hyphens as editors leave them.
    ...phones.map(({ label, printed, href }) => {
      const number = href ? `<a href="${escaped(href)}">${printed}</a>` : printed
      return `<li>${escaped(label)}: ${number}</li>`
    }),
    ...emails.map((email) => `<li>Почта: <a href="mailto:${escaped(email)}">${escaped(email)}</a></li>`),
  ]
  return `<section id="contacts"><h2>Как с нами связаться</h2>
${notice ? `<p class="notice"><strong>${escaped(notice)}</strong></p>` : ''}
<ul>${rows.join('\n')}</ul></section>`
}

function formOf({ action, heading, fields, submit }: Form): string {
  return `<section><h2>${escaped(heading)}</h2>
<form action="${escaped(action)}" method="post" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="d41d8cd98f00b204">
${fields.map(fieldOf).join('\n')}
<button type="submit">${escaped(submit)}</button>
</form></section>`
}

function fieldOf({ name, label, type, required, options = [] }: Field): string {
  const attributes = `name="${escaped(name)}"${required ? ' required' : ''}`
  return `<label>${escaped(label)}${controlOf(type, attributes, options)}</label>`
}

function controlOf(type: Field['type'], attributes: string, options: string[]): string {
  switch (type) {
    case 'textarea':
      return `<textarea ${attributes} rows="6"></textarea>`
    case 'select':
      return `<select ${attributes}>${options.map((text) => `<option>${escaped(text)}</option>`).join('')}</select>`
    case 'text':
    case 'email':
    case 'tel':
    case 'file':
    case 'checkbox':
      return `<input type="${type}" ${attributes}>`
  }
}
