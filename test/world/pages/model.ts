import type { CardKind } from '../behaviour.ts'

/** A number as one page prints it: people and templates spell the same number in many ways. */
export interface PrintedPhone {
  /** E.164, which `phone-removed` and `phone-replaced` name. */
  e164: string
  /** Visible text; may hold entities. */
  printed: string
  /** `href` of its link, if it is one. */
  href?: string
  /** What the line is for. */
  label: string
}

export interface Field {
  name: string
  label: string
  type: 'text' | 'email' | 'tel' | 'file' | 'textarea' | 'checkbox' | 'select'
  required?: boolean
  options?: string[]
}

export interface Form {
  action: string
  heading: string
  fields: Field[]
  submit: string
}

/** An ordinary page: what the sites of the marketplaces, the app stores and the canaries have. */
export interface Article {
  type: 'article'
  brand: string
  title: string
  /** Shown as h1. */
  heading: string
  paragraphs: string[]
  sections?: { heading: string; paragraphs: string[] }[]
  links?: { href: string; text: string }[]
  phones?: PrintedPhone[]
  emails?: string[]
  form?: Form | null
  /** Said of the numbers of the page, right beside them. */
  notice?: string
}

/** What `https://t.me/NAME` shows, after the shapes of August 2026. */
export interface TelegramCard {
  type: 'telegram'
  name: string
  /** `missing` = the card of a name that nobody has. */
  kind: CardKind | 'missing'
  title: string
  description: string
  /** Subscribers, members or monthly users. */
  count: number
  /** Newest post, days ago; null: no public preview. */
  lastPostDays: number | null
  restricted?: boolean
  /** The request was for `/s/NAME`. */
  preview?: boolean
  /** `name` is the hash of an invitation, with its plus sign. */
  invite?: boolean
}

/** A group on VK: as it answers today, or why it is no more. */
export interface VkPage {
  type: 'vk'
  name: string
  title: string
  about: string
  state: 'open' | 'deleted' | 'banned'
}

/** An answer that is no page. */
export interface Moved {
  type: 'moved'
  status: number
  to: string
}

export type Page = Article | TelegramCard | VkPage | Moved

/** A complete HTTP answer. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: string | Buffer
}

/** All that answers under one host. */
export interface Site {
  brand: string
  /** The page at this address; null: the site's own not-found page. */
  pageAt(url: URL): Page | null
  /** What it answers where `pageAt` finds nothing, if not the usual page with 404. */
  notFound?: Reply
  /** Where its owner's visitors sign in. */
  loginUrl?: string
}

/** A site with a fixed set of paths; a slash at the end makes no difference. */
export function siteOf(brand: string, pages: Record<string, Page>, loginUrl?: string): Site {
  return {
    brand,
    ...(loginUrl ? { loginUrl } : {}),
    pageAt: (url) => {
      const path = withoutSlash(url.pathname)
      return Object.hasOwn(pages, path) ? (pages[path] ?? null) : null
    },
  }
}

/** The segments of a path, decoded; what cannot be decoded stays as it was written. */
export function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .filter(Boolean)
    .map((segment) => {
      try {
        return decodeURIComponent(segment)
      } catch {
        return segment
      }
    })
}

/** `/a/b/` and `/a/b` are one address; the root stays `/`. */
export function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '') || '/'
}
