import { Parser } from 'htmlparser2'
import type { Format } from '../kb/extract/finding.ts'

/** Where a title is looked for, characters. */
const within = 8_000
const longest = 120

/** The title of a page, else its first heading or line with words; `—` where there is none. */
export function titleOf(text: string, format: Format): string {
  const start = text.slice(0, within)
  const line = format === 'html' ? titleOfHtml(start) : lineWithWords(start)
  return [...line.replace(/\s+/g, ' ').trim()].slice(0, longest).join('') || '—'
}

/** Entities decoded, tags left out: `Вопросы &amp; ответы` is written by a machine, not by an editor. */
function titleOfHtml(start: string): string {
  const found = { title: '', h1: '', text: '' }
  let open: keyof typeof found = 'text'
  let silent = 0
  const parser = new Parser({
    onopentagname(name) {
      if (name === 'script' || name === 'style') silent += 1
      if (name === 'title' || name === 'h1') open = name
      else if (open === 'text') found.text += '\n'
    },
    ontext(words) {
      if (silent === 0) found[open] += words
    },
    onclosetag(name) {
      if (name === 'script' || name === 'style') silent -= 1
      if (name === open) open = 'text'
    },
  })
  // A tag that is never closed would take in the rest.
  parser.end(start)
  return [found.title, found.h1].find((one) => /\p{L}/u.test(one))?.slice(0, 300) ?? lineWithWords(found.text)
}

function lineWithWords(text: string): string {
  return /^[^\p{L}\p{N}\n]{0,20}(\p{L}[^\n]{0,300})/mu.exec(text)?.[1] ?? ''
}
