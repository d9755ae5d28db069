import type { Pipeline } from '../src/pipeline/context.ts'

/** One thing that must work before the product does. */
export interface ReadinessCheck {
  name: string
  ok: boolean
  /** English, one line: what is wrong, or what was seen. */
  detail: string
}

/**
 * Something that happened. `GET /api/v1/events` tells checks and changes of status; pages are told of deeds too. A
 * change of status has the check that made it, or its own number where a person or the knowledge base made it.
 */
export type DashboardEvent =
  | { type: 'check-finished'; checkId: number; contactId: string | null; verdict: string }
  | {
      type: 'status-changed'
      checkId?: number
      changeId?: number
      contactId: string
      from: string
      to: string
    }
  | { type: 'edited'; deedId: number; subject: string }

/** Where events come from; `subscribe` gives back the way to stop. */
export interface EventSource {
  subscribe(listener: (event: DashboardEvent) => void): () => void
}

/** Parts that can be opened to everybody: advice on single values, badges, the feed of incidents. */
export const publishable = ['lookup', 'badges', 'feed'] as const
export type Published = (typeof publishable)[number]

/** Everything the dashboard is made of. Nothing in it reads the environment. */
export interface DashboardDeps {
  pipeline: Pipeline
  /** Origin under which people reach the dashboard; `https:` makes its cookies secure. */
  publicUrl: string
  version: string
  /** Folder of screenshots and of mails that were written as files. */
  dataDir: string
  /** Folder of the knowledge base; absent: articles can be read, but nothing can be written into its files. */
  kbDir?: string
  /** Reads an article from the web, null where it cannot be read; absent: this process has no way to the outside. */
  fetchArticle?(url: string): Promise<{ text: string; format: 'text' | 'markdown' | 'html' } | null>
  readiness(): Promise<{ ok: boolean; checks: ReadinessCheck[] }>
  /** Prometheus text format. */
  metrics(): Promise<string>
  events?: EventSource
  /** What anybody may read without signing in; nothing unless the configuration says so. */
  published?: readonly Published[]
}
