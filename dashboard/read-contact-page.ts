import { disputeOf } from '../src/domain/freshness.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { listAudit } from '../src/store/audit.ts'
import { listChecks, readOpenCheck } from '../src/store/checks.ts'
import { listMarketplaces, readContact, readSources } from '../src/store/contacts.ts'
import { listSpells, listStatusChanges } from '../src/store/history.ts'

/** Everything that the page of a contact shows; null when there is no such contact. */
export async function readContactPage({ db, timeScale }: Pipeline, id: string, now: Date) {
  const contact = await readContact(db, id, { now, timeScale })
  if (!contact) return null
  const [checks, openCheck, spells, changes, sources, marketplaces, audit] = await Promise.all([
    listChecks(db, id, 10),
    readOpenCheck(db, id),
    listSpells(db, id, 40),
    listStatusChanges(db, id, 20),
    readSources(db),
    listMarketplaces(db),
    listAudit(db, id, 20),
  ])
  const attestations = audit.filter((entry) => entry.action === 'attest')
  return {
    contact,
    checks,
    openCheck,
    spells,
    changes,
    sources,
    place: marketplaces.find((marketplace) => marketplace.id === contact.marketplace) ?? null,
    dispute: disputeOf(contact.claims, sources),
    attestations,
  }
}

export type ContactPageData = NonNullable<Awaited<ReturnType<typeof readContactPage>>>
