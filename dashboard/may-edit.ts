import type { User } from '../src/store/people.ts'

/** Marketplaces whose contacts somebody may change; null: all of them. */
export function editablePlaces({ role, marketplaces }: User): readonly string[] | null {
  if (role === 'reader') return []
  return role === 'admin' ? null : marketplaces
}

/** May somebody change this contact? An id begins with its marketplace. */
export function mayEdit(user: User, contactId: string): boolean {
  const places = editablePlaces(user)
  return places === null || places.includes(contactId.split('/')[0] ?? '')
}
