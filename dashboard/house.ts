import type { Cookies } from './cookies.ts'
import type { DashboardDeps } from './deps.ts'
import type { Limits } from './rate-limits.ts'

/** What routes work with: what the caller gave, and what this dashboard made of it. */
export interface House extends DashboardDeps {
  cookies: Cookies
  limits: Limits
}
