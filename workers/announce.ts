import type { Config } from '../src/config.ts'
import type { Pipeline } from '../src/pipeline/context.ts'
import { note } from '../src/store/monitor.ts'
import { createInvite, hasAdministrator } from '../src/store/people.ts'
import { countContacts } from '../src/store/tallies.ts'

/** What the reader of the start-up is told. */
export interface Announcement {
  config: Config
  /** Where the dashboard is; null when this process has none. */
  url: string | null
  /** Which browser was found; null when this process checks nothing. */
  browser: string | null
  queue: 'redis' | 'postgres'
  notes: readonly string[]
  queueWarning: string | null
}

/** Prints where things are, and a one-time link while there is no administrator. */
export async function announce(
  pipeline: Pipeline,
  { config, url, browser, queue, notes, queueWarning }: Announcement,
): Promise<void> {
  const counts = await countContacts(pipeline.db)
  const contacts = counts.reduce((sum, row) => sum + row.contacts, 0)
  const gaps = counts.reduce((sum, row) => sum + row.gap, 0)
  const mail = mailNote(config)
  await note(pipeline.db, 'mail', { to: mail }, pipeline.now())
  const lines: [string, string][] = []
  if (url) {
    lines.push(['Dashboard', url])
    if (!(await hasAdministrator(pipeline.db))) {
      lines.push([
        'First sign-in',
        `${url}/sign-in/${await createInvite(pipeline.db, 'admin', pipeline.now())}`,
      ])
    }
  }
  lines.push(['Watching', `${contacts} contacts, ${gaps} of them gaps that only a person can fill`])
  if (browser) lines.push(['Browser', browser])
  lines.push(
    ['Mail', mail],
    ['Database', config.databaseUrl ? 'DATABASE_URL' : `embedded, in ${config.dataDir}`],
  )
  lines.push(['Queue', queue === 'redis' ? 'Redis' : 'PostgreSQL'])
  for (const text of notes) lines.push(['Note', text])
  if (queueWarning) lines.push(['Warning', queueWarning])
  if (config.timeScale > 1)
    lines.push(['Warning', `time runs ${config.timeScale} times faster: for demos only`])
  if (process.versions.node.startsWith('20.'))
    lines.push(['Note', 'Node 20 reached its end of life on 2026-04-30; use Node 24'])
  const text = lines.map(([name, value]) => `  ${name.padEnd(14)} ${value}\n`).join('')
  process.stdout.write(`\nStillthere · На связи\n\n${text}\n${url ? 'Ready. ' : ''}Ctrl-C stops it.\n\n`)
}

function mailNote({ smtpUrl, alertTo, dataDir }: Config): string {
  if (!smtpUrl) return `files in ${dataDir}/mail (set SMTP_URL, MAIL_FROM and ALERT_TO to send them)`
  const server = new URL(smtpUrl).host
  return alertTo.length > 0
    ? `${alertTo.join(', ')} through ${server}`
    : `nobody: SMTP_URL is set, ALERT_TO is not`
}
