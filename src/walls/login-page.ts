import type { PageSummary } from './page-evidence.ts'
import { isRoot } from './same-page.ts'

const subject = '(?: (?:в|на|to|into|for|with|через) .{1,60})?'
const loginWords = new RegExp(
  `^(?:вход|войти|войдите|авторизация|авторизуйтесь|аутентификация|вход (?:и|или) регистрация|регистрация и вход|вход в (?:систему|аккаунт|кабинет)|форма входа|страница входа|log ?[io]n|sign ?in|login|log in or sign up|authorization|authentication|single sign[ -]on|please (?:log|sign) in)${subject}(?:,? (?:чтобы|to) .{3,60})?[.!]?$`,
)

const loginPath = /\/(?:log-?in|sign-?in|auth|sso|cabinet|lk|account|registration)(?:[/.?]|$)/i

/** Longer pages show more than an entrance. */
const titledEntranceLength = 1500
/** A header with a login box stands on pages of any kind, but those have something below it. */
const bareEntranceLength = 500
/** Name, password, a code and “remember me”; who asks for more registers somebody. */
const mostEntranceFields = 4

const invitation =
  /(?:войдите|авторизуйтесь|залогиньтесь|log in|sign in|login)[^.]{0,30}(?:,? чтобы (?:продолжить|увидеть|посмотреть|получить доступ)|в (?:аккаунт|систему|личный кабинет), чтобы| to (?:continue|view|see|access))|(?:страница|раздел|доступ|содержимое) (?:доступ[а-я]{1,3} )?только (?:для )?(?:авторизованн|зарегистрированн)[а-я]{2,3}/

type Seen = Pick<PageSummary, 'title' | 'h1' | 'hasPassword' | 'textLength' | 'forms'> & { text?: string }

/** Whether the page is an entrance: its title says so, or all it offers is a field for a password. */
export function isLoginPage(page: Seen): boolean {
  const { hasPassword, textLength } = page
  if (textLength > titledEntranceLength) return false
  const fields = page.forms.flatMap((form) => form.fields)
  if (fields.some(({ type }) => type === 'textarea')) return false
  if (saysLogin(page)) return true
  const entrance = page.forms.find((form) => form.fields.some(({ type }) => type === 'password'))
  const isShort = (entrance?.fields.length ?? 0) < mostEntranceFields
  if (hasPassword && textLength <= bareEntranceLength && isShort) return true
  return (
    textLength <= bareEntranceLength && invitation.test(plain((page.text ?? '').slice(0, bareEntranceLength)))
  )
}

function saysLogin({ title, h1 }: Seen): boolean {
  return [title, ...h1].some((text) => {
    const words = plain(text.slice(0, 200))
    const parts = words.split(/ [|–—·•:-] |[|:] /)
    return parts.length < 4 && [words, ...parts].some((part) => loginWords.test(part.trim()))
  })
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim()
}

/** An entrance where something else was documented: home pages and login addresses may be entrances. */
export function asksForLogin(page: Seen, documentedUrl: string): boolean {
  return isLoginPage(page) && !isRoot(documentedUrl) && !loginPath.test(documentedUrl)
}
