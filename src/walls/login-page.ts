import type { PageSummary } from './page-evidence.ts'
import { isRoot } from './same-page.ts'

const loginTitle =
  /^(?:вход|войти|войдите|авторизация|авторизуйтесь|вход и регистрация|log ?in|sign ?in|login|authorization|authentication)(?: (?:в|на|to|into|for) .{1,60})?(?: ?[|—–·:-] ?.{0,60})?$/i

const loginPath = /\/(?:log-?in|sign-?in|auth|sso|cabinet|lk|account|registration)(?:[/.?]|$)/i

/** Longer pages show more than an entrance. */
const titledEntranceLength = 1500
/** A header with a login box stands on pages of any kind, but those have something below it. */
const bareEntranceLength = 500

type Seen = Pick<PageSummary, 'title' | 'h1' | 'hasPassword' | 'textLength' | 'forms'>

/** Whether the page is an entrance: its title says so, or all it offers is a field for a password. */
export function isLoginPage(page: Seen): boolean {
  const titled = [page.title.slice(0, 200), ...page.h1].some((text) => loginTitle.test(text))
  if (titled) return page.textLength <= titledEntranceLength
  const hasMessage = page.forms.some(({ fields }) => fields.some(({ type }) => type === 'textarea'))
  return page.hasPassword && !hasMessage && page.textLength <= bareEntranceLength
}

/** An entrance where something else was documented: home pages and login addresses may be entrances. */
export function asksForLogin(page: Seen, documentedUrl: string): boolean {
  return isLoginPage(page) && !isRoot(documentedUrl) && !loginPath.test(documentedUrl)
}
