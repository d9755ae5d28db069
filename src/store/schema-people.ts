import type { ColumnType, Generated } from 'kysely'

type Json<T> = ColumnType<T, string, string>
type Id = Generated<number>

/** What somebody may do: look, change contacts, run the house. */
export type Role = 'reader' | 'editor' | 'admin'

export interface UserTable {
  id: Id
  name: string
  role: Role
  language: Generated<string>
  created_at: Date
  marketplaces: Generated<string[] | null>
  disabled_at: Generated<Date | null>
  shortcuts: Generated<boolean>
  looked_at: Generated<Date | null>
  visited_before_at: Generated<Date | null>
}

export interface ReviewTable {
  id: Id
  contact_id: string
  user_id: number
  at: Date
  answer: 'works' | 'broken' | 'changed' | 'could-not'
  note: Generated<string>
  new_value: string | null
  before: Json<unknown> | null
  revision: number | null
  ask_again_at: Date | null
  undone_at: Generated<Date | null>
}

export interface InviteTable {
  id: Id
  token_hash: string
  role: Role
  marketplaces: Generated<string[] | null>
  invited_by: Generated<string | null>
  user_id: number | null
  created_at: Date
  expires_at: Date
  used_at: Date | null
}

export interface SessionTable {
  id: Id
  agent: Generated<string>
  id_hash: string
  user_id: number
  csrf_token: string
  created_at: Date
  seen_at: Date
  expires_at: Date
}

export interface TokenTable {
  id: Id
  name: string
  token_hash: string
  prefix: string
  scopes: string[]
  created_at: Date
  used_at: Date | null
  revoked_at: Date | null
  created_by: Generated<string | null>
}
