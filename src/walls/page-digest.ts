import { DigestReader } from './digest-reader.ts'
import type { FormDigest } from './form-digest.ts'
import { scanHtml } from './scan-html.ts'

/** What a page says and offers, read once and shared by every kind that looks at pages. */
export interface PageDigest {
  title: string
  /** `og:title`, often the only human name in a shell. */
  ogTitle: string | null
  /** `meta name="description"`. */
  description: string | null
  h1: string[]
  /** At most 20. */
  h2: string[]
  lang: string | null
  metaRefresh: { seconds: number; url: string | null } | null
  canonical: string | null
  robots: string | null
  /** Visible text, one block a line; hidden parts, scripts and `noscript` left out; at most 20,000 characters. */
  text: string
  /** Length of the visible text before the cap. */
  textLength: number
  /** Forms, and fields outside any form gathered as one with `loose`. */
  forms: FormDigest[]
  /** Absolute URLs. */
  iframes: string[]
  /** Absolute URLs of external scripts, at most 60. */
  scripts: string[]
  /** Inline scripts that are neither data nor a known counter. */
  inlineScripts: number
  /**
   * Nothing to read yet: a mount point of a client-side application with less than 100 characters, or scripts with
   * next to nothing. A heading, a frame or a field is something.
   */
  shell: boolean
  hasPassword: boolean
  /** Raw values of `tel:` links, without the scheme. */
  telLinks: string[]
  /** Addresses of `mailto:` links, without scheme and query. */
  mailtoLinks: string[]
  /** Raw JSON-LD blocks, at most 10 of 20,000 characters. */
  jsonLd: string[]
  /** Length of the document in characters. */
  htmlLength: number
}

const textCap = 20_000

/** Visible text below this many characters cannot be the page that was documented. */
export const shellTextLimit = 100
/** The same for documents with scripts, but without a mount point: “Loading, please wait”. */
const scriptedTextLimit = 40

/**
 * Reads a document in one pass. Never throws: whatever the bytes are, the tokenizer makes something of them.
 * @param url base of relative links
 */
export function digestPage(html: string, url: string): PageDigest {
  const reader = new DigestReader(url, textCap)
  scanHtml(html, reader)
  return {
    title: reader.title,
    ogTitle: reader.ogTitle,
    description: reader.description,
    h1: reader.h1,
    h2: reader.h2,
    lang: reader.lang,
    metaRefresh: reader.metaRefresh,
    canonical: reader.canonical,
    robots: reader.robots,
    text: reader.visible.text(),
    textLength: reader.visible.length,
    forms: reader.forms(),
    iframes: reader.iframes,
    scripts: reader.scripts,
    inlineScripts: reader.inlineScripts,
    shell: isShell(reader),
    hasPassword: reader.hasPassword(),
    telLinks: reader.telLinks,
    mailtoLinks: reader.mailtoLinks,
    jsonLd: reader.jsonLd,
    htmlLength: html.length,
  }
}

const waiting = /^(?:загрузка|загружаем|подождите|loading|please wait)/i

function isShell(reader: DigestReader): boolean {
  const { iframes, h1, spaRoot, scripts, inlineScripts } = reader
  const textLength = reader.visible.length
  if (iframes.length > 0 || reader.forms().some(({ fields }) => fields.length > 0)) return false
  if (h1.some((heading) => !waiting.test(heading))) return false
  if (spaRoot) return textLength < shellTextLimit
  return scripts.length + inlineScripts > 0 ? textLength < scriptedTextLimit : textLength === 0
}

/** The digest of an answer that is no document: JSON, PDF, nothing. */
export function digestOfNothing(length: number): PageDigest {
  return { ...digestPage('', 'about:blank'), shell: length === 0, htmlLength: length }
}
