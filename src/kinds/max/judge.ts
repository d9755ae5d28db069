import { alive, not, type Verdict } from '../../domain/verdict.ts'
import { judgeExchange } from '../../walls/judge-exchange.ts'
import type { PageSummary } from '../../walls/page-evidence.ts'
import type { MaxEvidence } from './evidence.ts'

/**
 * What the evidence means. Little is known of these pages: the page of a channel carries its name, a made-up
 * address must not carry the same one, and a page without a name proves nothing.
 */
export function judgeMax(evidence: MaxEvidence): Verdict {
  const name = nameOn(evidence.page)
  const general = judgeExchange(evidence)
  // The page is an application that fills itself, but its head is written for this very channel.
  // What its missing pages look like is not known: only one that was there before may be called missing by its words.
  if (general?.reason?.code === 'page/soft-404' && general.state === 'gone' && evidence.known === null)
    return not('unknown', 'unclear', 'page/soft-404', general.reason.message)
  if (general && !(general.reason?.code === 'page/empty-shell' && name !== null)) return general
  if (name === null) return not('unknown', 'unclear', 'page/marker-missing', 'the page names no channel')
  if (evidence.strangersName !== null && sameName(evidence.strangersName, name))
    return not('unknown', 'unclear', 'page/marker-missing', `a made-up address is called “${name}” too`)
  return alive()
}

/** Name of the channel as the page's head gives it; null when that is the service's own or a general word. */
export function nameOn(page: Pick<PageSummary, 'ogTitle' | 'title'> | null): string | null {
  const written = [page?.ogTitle, page?.title].map((title) => ownPart(title ?? ''))
  return written.find((title) => title !== '') ?? null
}

/** The title without what the service adds to it. */
function ownPart(title: string): string {
  const parts = title.slice(0, 300).split(/\s[—–|·•:-]\s|\s?\|\s?/)
  const own = parts.map((part) => part.replace(/\s+/g, ' ').trim()).filter((part) => part !== '')
  return own.length > 0 && !isGeneral(own[0] ?? '') ? own.filter((part) => !isGeneral(part)).join(' — ') : ''
}

function isGeneral(part: string): boolean {
  return service.test(part) || general.test(part)
}

const service =
  /^(?:(?:мессенджер|приложение|канал в|чат в|открыть в|перейти в|скачать|установить|вход в|войти в|добро пожаловать в|join|open in|download|log ?in to|welcome to)\s)?(?:max|макс)(?:\.ru)?(?:\s(?:messenger|мессенджер|web|app|веб))?[!.]?$/iu
const general =
  /^(?:вход|войти|авторизация|log ?in|sign ?in|загрузка|loading|ошибка|error|404|403|не найдено|страница не найдена|канал не найден|чат не найден|page not found|not found|channel not found|мессенджер|messenger|приглашение|invite|invitation|открыть|open|скачать приложение)(?:[\s.!…].*)?$/iu

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
