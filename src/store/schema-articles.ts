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
}
