import { getPath } from 'hono/utils/url'

const contactPath = /^((?:\/api\/v1)?\/contacts)\/([^/]+)\/([^/]+)(\/.*)?$/

/**
 * The path that routes are matched with. Contact ids hold exactly one slash; written as it is, it becomes
 * `%2F` here, so that an id is one segment whatever follows and no slug can be taken for an action.
 */
export function routePath(request: Request): string {
  const path = getPath(request)
  const match = contactPath.exec(path)
  if (!match) return path
  const [, base = '', first = '', second = '', rest = ''] = match
  return first.toLowerCase().includes('%2f') ? path : `${base}/${first}%2F${second}${rest}`
}

/** Path of a contact's page. */
export function contactPage(id: string): string {
  return `/contacts/${id.split('/').map(encodeURIComponent).join('/')}`
}
