import type { PageDigest } from '../../walls/page-digest.ts'

/** Services whose frame on a page is the form. */
const hosted = [
  /^https:\/\/forms\.yandex\.(?:ru|com|kz|by|uz)\//,
  /^https:\/\/docs\.google\.com\/forms\//,
  /^https:\/\/forms\.gle\//,
  /^https:\/\/(?:[a-z0-9-]{1,60}\.)?typeform\.com\/to\//,
  /^https:\/\/tally\.so\//,
  /^https:\/\/form(?:s\.office|\.jotform|\.jotformeu)\.com\//,
  /^https:\/\/forms\.amocrm\.ru\//,
  /^https:\/\/[a-z0-9-]{1,60}\.bitrix24\.[a-z]{2,3}\/(?:pub|crm_form)/,
  /^https:\/\/anketolog\.ru\/s\//,
  /^https:\/\/(?:[a-z0-9-]{1,60}\.)?testograf\.ru\//,
]

/** Whether an address belongs to a service of forms. */
export function isHostedForm(url: string): boolean {
  return hosted.some((pattern) => pattern.test(url))
}

const closed =
  /(?:больше не принимает ответы|форма (?:закрыта|больше (?:недоступна|не доступна|не принимает)|не опубликована|снята с публикации)|опрос (?:закрыт|завершен|окончен)|при[её]м (?:ответов|заявок|обращений|заявлений) (?:завершен|закрыт|прекращен)|no longer accepting responses|this (?:form|survey) (?:is|has been|is now) closed)/
const notFinal = /временно|если |когда |\?|temporar|\bif\b/

/** Longer pages speak of other forms too. */
const shortLimit = 1500

/** The words by which a form says that it takes no more answers, or null. */
export function findClosedForm(
  page: Pick<PageDigest, 'title' | 'h1' | 'text' | 'textLength'>,
): string | null {
  const lines = [page.title, ...page.h1, ...(page.textLength <= shortLimit ? page.text.split('\n') : [])]
  for (const line of lines) {
    const plain = line.toLowerCase().replaceAll('ё', 'е')
    if (closed.test(plain) && !notFinal.test(plain)) return line.trim().slice(0, 200)
  }
  return null
}
