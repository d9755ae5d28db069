import type { PageDigest } from '../../walls/page-digest.ts'

/** Services whose frame on a page is the form. */
const hosted = [
  /^https?:\/\/forms\.yandex\.(?:ru|com|kz|by|uz)\//,
  /^https?:\/\/docs\.google\.com\/forms\//,
  /^https?:\/\/forms\.gle\//,
  /^https?:\/\/(?:[a-z0-9-]{1,60}\.)?typeform\.com\/to\//,
  /^https?:\/\/(?:forms\.)?tally\.so\//,
  /^https?:\/\/form(?:s\.office|s\.microsoft|s\.cloud\.microsoft|\.jotform|\.jotformeu)\.com\//,
  /^https?:\/\/forms\.amocrm\.ru\//,
  /^https?:\/\/[a-z0-9-]{1,60}\.bitrix24\.[a-z]{2,3}\/(?:pub|crm_form)/,
  /^https?:\/\/anketolog\.ru\/s\//,
  /^https?:\/\/(?:[a-z0-9-]{1,60}\.)?testograf\.ru\//,
  /^https?:\/\/(?:[a-z0-9-]{1,60}\.)?(?:surveymonkey|survio|simpoll|examinare)\.(?:com|ru)\/(?:r|survey|s)\//,
]

/** Whether an address belongs to a service of forms. */
export function isHostedForm(url: string): boolean {
  return hosted.some((pattern) => pattern.test(url))
}

const closed =
  /(?:больше не принима[а-я]{2,3} (?:ответ|заявк|обращени)|ответы (?:больше )?не принимаются|форма (?:закрыта|больше (?:недоступна|не доступна|не принимает)|не опубликована|снята с публикации|не активна|удалена)|(?:опрос|анкета|тест|голосование) (?:закрыт|завершен|окончен|остановлен|не опубликован|удален)|прием (?:ответов|заявок|обращений|заявлений)(?: на форму| в форме)? (?:завершен|закрыт|прекращен|окончен|остановлен)|(?:no longer|not|isn't|is not) (?:currently )?accepting (?:new )?(?:responses|submissions)|this (?:form|survey|typeform) (?:is|has been|is now|is currently) (?:closed|unavailable|disabled|not published|inactive))/
const notFinal = /временно|если |когда |\?|temporar|\bif\b(?! you think)/

/** Longer pages speak of other forms too. */
const shortLimit = 1500

/** The words by which a form says that it takes no more answers, or null. */
export function findClosedForm(
  page: Pick<PageDigest, 'title' | 'h1' | 'text' | 'textLength'>,
): string | null {
  const lines = [
    page.title,
    ...page.h1,
    ...(page.textLength <= shortLimit ? page.text.slice(0, 2 * shortLimit).split('\n') : []),
  ]
  for (const line of lines) {
    for (const sentence of line
      .slice(0, shortLimit)
      .split(/(?<=[.!]) /)
      .slice(0, 20)) {
      const plain = sentence.toLowerCase().replace(/[ё’]/g, (one) => (one === 'ё' ? 'е' : "'"))
      if (closed.test(plain) && !notFinal.test(plain)) return sentence.trim().slice(0, 200)
    }
  }
  return null
}
