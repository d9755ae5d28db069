import type { Catalogue } from './i18n/catalogue.ts'
import { escapeXml } from './xml.ts'

/** One incident as a feed tells it. */
export interface FeedEntry {
  id: number
  title: string
  openedAt: Date
  resolvedAt: Date | null
  contacts: readonly string[]
}

/**
 * Incidents as Atom (RFC 4287). An entry keeps its id when the incident ends and only its `updated` moves, so
 * readers show it again instead of twice.
 */
export function renderFeed(
  { frame, lists }: Catalogue,
  language: string,
  publicUrl: string,
  entries: readonly FeedEntry[],
  now: Date,
): string {
  const { host } = new URL(publicUrl)
  const updatedAt = entries.map((entry) => (entry.resolvedAt ?? entry.openedAt).getTime())
  const updated = new Date(updatedAt.length > 0 ? Math.max(...updatedAt) : now.getTime()).toISOString()
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>tag:${escapeXml(host)},2026:incidents</id>`,
    `<title>${escapeXml(`${frame.product}: ${lists.incidents}`)}</title>`,
    `<updated>${updated}</updated>`,
    `<author><name>${escapeXml(frame.product)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(publicUrl)}/feed.atom"/>`,
    ...entries.map((entry) => renderEntry(lists, publicUrl, host, entry)),
    '</feed>',
    '',
  ].join('\n')
}

function renderEntry(lists: Catalogue['lists'], publicUrl: string, host: string, entry: FeedEntry): string {
  const { id, title, openedAt, resolvedAt, contacts } = entry
  const state = resolvedAt ? lists.stateResolved : lists.stateOpen
  return [
    '<entry>',
    `<id>tag:${escapeXml(host)},2026:incident-${id}</id>`,
    `<title>${escapeXml(`[${state}] ${title}`)}</title>`,
    `<published>${openedAt.toISOString()}</published>`,
    `<updated>${(resolvedAt ?? openedAt).toISOString()}</updated>`,
    `<link href="${escapeXml(publicUrl)}/incidents/${id}"/>`,
    `<summary>${escapeXml(contacts.join(', '))}</summary>`,
    '</entry>',
  ].join('')
}
