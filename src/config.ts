import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { parseConnectTo } from './net/connect-to.ts'
import type { ConnectToRule } from './net/net-config.ts'

/** Everything the environment may say, read once at the start. */
export interface Config {
  databaseUrl: string | null
  redisUrl: string | null
  dataDir: string
  kbDir: string
  host: string
  port: number
  publicUrl: string
  smtpUrl: string | null
  mailFrom: string
  alertTo: readonly string[]
  /** Bot that writes to Telegram chats; null: there is none. */
  telegramToken: string | null
  telegramUrl: string
  /** Asked once a minute while all is well: whoever listens there notices when it stops. */
  pingUrl: string | null
  /** Asked for copies of pages that are gone; null: not asked. */
  archiveUrl: string | null
  chromiumPath: string | null
  egressProxies: readonly { name: string; url: string }[]
  connectTo: readonly ConnectToRule[]
  /** Intervals, ladder and patience run this many times faster; 1 outside demos and tests. */
  timeScale: number
  /** Checks that may start a day; null: as many as the promises need. */
  checksPerDay: number | null
  allowNets: readonly string[]
  dnsServers: readonly string[]
  /** Parts of the dashboard that anybody may read. */
  published: readonly ('lookup' | 'badges' | 'feed')[]
  logLevel: string
}

/** Start-up that cannot work; `problems` says what to mend, one line each. */
export class StartupError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options)
    this.name = 'StartupError'
    this.problems = problems
  }
}

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  })

const cidr = z
  .string()
  .regex(/^[0-9a-fA-F:.]+\/\d{1,3}$/, 'must be networks such as 10.0.0.0/8, comma separated')
const resolver = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[0-9.]+|[0-9a-fA-F:]+)(:\d+)?$/, 'must be ip or ip:port, comma separated')
const address = z.string().regex(/^[^@\s]+@[^@\s]+$/, 'must be mail addresses, comma separated')

const environment = z.object({
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  DATA_DIR: z.string().default('./data'),
  KB_DIR: z.string().default('./kb'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number('must be a port number').int().min(0).max(65535).default(8080),
  PUBLIC_URL: url('http:', 'https:').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().default('Stillthere <stillthere@localhost>'),
  ALERT_TO: list.pipe(z.array(address)),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d{3,20}:[\w-]{20,80}$/, 'must be a token of BotFather, 123456:ABC…')
    .optional(),
  TELEGRAM_API_URL: url('http:', 'https:').default('https://api.telegram.org'),
  PING_URL: url('http:', 'https:').optional(),
  ARCHIVE_URL: z.literal('').or(url('http:', 'https:')).default('https://web.archive.org'),
  CHROMIUM_PATH: z.string().refine(existsSync, 'names a file that does not exist').optional(),
  EGRESS_PROXIES: list.pipe(z.array(z.string().transform(readProxy))),
  STILLTHERE_CONNECT_TO: list.pipe(z.array(z.string().transform(readRule))),
  STILLTHERE_TIME_SCALE: z.coerce.number('must be a number').min(1).max(1_000_000).default(1),
  CHECKS_PER_DAY: z.coerce.number('must be a number').int().min(24).optional(),
  STILLTHERE_ALLOW_NETS: list.pipe(z.array(cidr)),
  STILLTHERE_PUBLIC: list.pipe(z.array(z.enum(['lookup', 'badges', 'feed']))),
  DNS_SERVERS: list.pipe(z.array(resolver)),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

const known = Object.keys(environment.shape)

function readProxy(text: string, context: z.RefinementCtx): { name: string; url: string } {
  const [name = '', ...rest] = text.split('=')
  const proxyUrl = rest.join('=')
  if (!name || !URL.canParse(proxyUrl))
    context.addIssue({ code: 'custom', message: `"${name}" must be written name=url` })
  return { name, url: proxyUrl }
}

function readRule(text: string, context: z.RefinementCtx): ConnectToRule {
  const parsed = parseConnectTo(text)
  if (parsed.ok) return parsed.rule
  context.addIssue({ code: 'custom', message: parsed.problem })
  return z.NEVER
}

/**
 * Reads the environment; `NAME_FILE` stands for a file that holds the value.
 * @throws StartupError with every problem at once, unknown `STILLTHERE_*` names included.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = []
  const values = fromFiles(env, problems)
  for (const name of Object.keys(env)) {
    if (name.startsWith('STILLTHERE_') && !known.includes(name.replace(/_FILE$/, ''))) {
      problems.push(
        `${name}: not a setting of Stillthere; known are ${known.filter((k) => k.startsWith('STILLTHERE_')).join(', ')}`,
      )
    }
  }
  const parsed = environment.safeParse(values)
  if (!parsed.success) {
    problems.push(
      ...parsed.error.issues.map((issue) => `${issue.path[0]?.toString() ?? '?'}: ${issue.message}`),
    )
  }
  if (!parsed.success || problems.length > 0) throw new StartupError([...new Set(problems)])
  return toConfig(parsed.data)
}

function fromFiles(env: Record<string, string | undefined>, problems: string[]): Record<string, string> {
  const values: Record<string, string> = {}
  for (const name of known) {
    const file = env[`${name}_FILE`]
    // An empty variable is how compose files and shells say "not set".
    // Nobody sets ARCHIVE_URL to nothing but to switch it off.
    if (env[name] || (name === 'ARCHIVE_URL' && env[name] === '')) values[name] = env[name] ?? ''
    else if (file) {
      try {
        values[name] = readFileSync(file, 'utf8').trim()
      } catch (cause) {
        problems.push(
          `${name}_FILE: cannot be read (${cause instanceof Error ? cause.message : String(cause)})`,
        )
      }
    }
  }
  return values
}

function toConfig(env: z.infer<typeof environment>): Config {
  const shownHost = ['0.0.0.0', '::'].includes(env.HOST) ? '127.0.0.1' : env.HOST
  return {
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    dataDir: path.resolve(env.DATA_DIR),
    kbDir: path.resolve(env.KB_DIR),
    host: env.HOST,
    port: env.PORT,
    publicUrl: (
      env.PUBLIC_URL ?? `http://${shownHost.includes(':') ? `[${shownHost}]` : shownHost}:${env.PORT}`
    ).replace(/\/+$/, ''),
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    alertTo: env.ALERT_TO,
    telegramToken: env.TELEGRAM_BOT_TOKEN ?? null,
    telegramUrl: env.TELEGRAM_API_URL.replace(/\/+$/, ''),
    pingUrl: env.PING_URL ?? null,
    archiveUrl: env.ARCHIVE_URL.replace(/\/+$/, '') || null,
    chromiumPath: env.CHROMIUM_PATH ?? null,
    egressProxies: env.EGRESS_PROXIES,
    connectTo: env.STILLTHERE_CONNECT_TO,
    timeScale: env.STILLTHERE_TIME_SCALE,
    checksPerDay: env.CHECKS_PER_DAY ?? null,
    allowNets: env.STILLTHERE_ALLOW_NETS,
    dnsServers: env.DNS_SERVERS,
    published: env.STILLTHERE_PUBLIC,
    logLevel: env.LOG_LEVEL,
  }
}
