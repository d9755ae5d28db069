import type { Errand } from '../domain/budget.ts'
import type { Database } from './database.ts'

/** A contact that waits for its time. One without a row has its check open, or is not checked at all. */
export interface DueTable {
  contact_id: string
  errand: Errand
  due_at: Date
}

/**
 * Sets when, and why, a contact is checked next. Only who has locked its standing may call it: then nobody else
 * adds its row, and a row that is there is locked after the standing and before the open check.
 */
export async function setDue(tx: Database, contactId: string, dueAt: Date, errand: Errand): Promise<void> {
  await tx
    .insertInto('due')
    .values({ contact_id: contactId, errand, due_at: dueAt })
    .onConflict((conflict) => conflict.column('contact_id').doUpdateSet({ errand, due_at: dueAt }))
    .execute()
}

/** Lets a contact wait for nothing. */
export async function dropDue(tx: Database, contactId: string): Promise<void> {
  await tx.deleteFrom('due').where('contact_id', '=', contactId).execute()
}
