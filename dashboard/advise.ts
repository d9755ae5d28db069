import type { ContactRow } from '../src/store/contacts.ts'

/** What a site that publishes a contact should do with it. */
export type Advice = 'show' | 'warn' | 'hide' | 'replace'

/**
 * `hide` only what is confirmed as broken, or may be somebody else's by now, or was invented; `replace` where a
 * successor is known; `warn` where readers should hear that it may be out of date. What is muted or being
 * confirmed is shown: a suspicion is no reason to take a contact from readers.
 */
export function adviseOn(
  {
    status,
    documented,
    disputed,
    overdue,
  }: Pick<ContactRow, 'status' | 'documented' | 'disputed' | 'overdue'>,
  hasSuccessor: boolean,
): Advice {
  if (documented === 'phantom') return 'hide'
  const isOver = documented === 'retired' || status === 'broken' || status === 'changed'
  if (isOver) return hasSuccessor ? 'replace' : 'hide'
  return status === 'down' || disputed || overdue ? 'warn' : 'show'
}
