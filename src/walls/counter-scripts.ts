/** Counters, tag managers and pixels: they watch a page, they do not build it. */
const counterMarks = [
  'mc.yandex.ru/',
  'metrika/tag',
  'googletagmanager.com',
  'google-analytics.com',
  'gtag(',
  'datalayer',
  'ym(',
  'top-fwz1.mail.ru',
  '_tmr',
  'vk.com/rtrg',
  'vk.com/js/api/openapi',
  'counter.yadro.ru',
  'liveinternet',
  'connect.facebook.net',
  'cloudflareinsights.com',
  '__cf$cv$params',
  'sentry',
] as const

/** Whether a script's address or source belongs to a counter. Long sources build pages whatever they mention. */
export function isCounterScript(script: string): boolean {
  if (script.length > 3000) return false
  const lower = script.toLowerCase()
  return counterMarks.some((mark) => lower.includes(mark))
}
