import type { Generated } from 'kysely'

/** An editor's own article with its text. */
export interface ArticleTable {
  id: Generated<number>
  title: string
  url: string | null
  publisher: string
  as_of: string | null
  format: 'text' | 'markdown' | 'html'
  checksum: string
  text: string
  came_by: 'pasted' | 'uploaded' | 'fetched'
  added_at: Date
  added_by: string
  fetched_at: Date | null
  next_fetch_at: Date | null
  /** Validators of the text as it was last fetched (RFC 9110, 13). */
  etag: string | null
  last_modified: string | null
  /** When its address was last asked, whatever came of it. */
  asked_at: Date | null
  failing_since_at: Date | null
  failure: string | null
  gone_at: Date | null
}

/** A difference between the article as it was and as it is. */
export interface ArticleSuggestionTable {
  id: Generated<number>
  article_id: number
  change: 'added' | 'removed' | 'claim'
  kind: string
  value: string
  raw: string
  organisation: string | null
  says_before: string | null
  says_after: string | null
  sentence: string
  found_at: Date
  decided: 'accepted' | 'dismissed' | null
  decided_at: Date | null
  decided_by: string | null
}

/** What the archive has of a page; `copy_url` null: nothing. */
export interface ArchiveCopyTable {
  url: string
  copy_url: string | null
  taken_at: Date | null
  asked_at: Date
  expires_at: Date
}

/** A place of an article that gives or names a contact. `place`: UTF-16 code units from the start of the text. */
export interface ArticlePassageTable {
  article_id: number
  number: number
  kind: string
  value: string | null
  raw: string
  place: number
  length: number
  line: number
  sentence: string
  heading: string | null
  organisation: string | null
  audience: 'seller' | 'buyer' | 'anyone'
  claim: 'works' | 'discontinued' | null
  says: string[]
  hours: string | null
  role: string | null
  /** Which of several articles of one file. */
  source: string | null
}

/** Tables about articles. */
export interface ArticleTables {
  articles: ArticleTable
  article_passages: ArticlePassageTable
  article_suggestions: ArticleSuggestionTable
  archive_copies: ArchiveCopyTable
}
