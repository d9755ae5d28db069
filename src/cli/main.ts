import { Command, CommanderError } from 'commander'
import { readConfig, StartupError } from '../config.ts'
import type { KbImportOptions } from './kb-import.ts'
import type { Roles, StartProcess } from './start-process.ts'

/** Where the processes are wired; passed in, because nothing in `src` may import `workers`. */
export type LoadProcesses = () => Promise<{ startProcess: StartProcess }>

/** Exit code of wrong usage and of a start that cannot work. */
const usageError = 2

/** Runs one command line. @returns the exit code. */
export async function runCli(args: readonly string[], loadProcesses: LoadProcesses): Promise<number> {
  let exitCode = 0
  const finish = (code: number) => {
    exitCode = code
  }
  const program = new Command('stillthere')
    .description('Tells editors which of their documented support contacts have gone stale.')
    .exitOverride()
    .showHelpAfterError('(see stillthere --help)')
  addProcessCommands(program, loadProcesses)
  addCheck(program, finish)
  addExtract(program, finish)
  addKb(program, finish)
  addOperations(program, finish)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    return explain(error)
  }
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageError
  if (error instanceof StartupError) {
    for (const problem of error.problems) process.stderr.write(`stillthere: ${problem}\n`)
    return usageError
  }
  process.stderr.write(
    `stillthere: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  return usageError
}

function addProcessCommands(program: Command, loadProcesses: LoadProcesses): void {
  const run = async (roles: Roles) => {
    const { startProcess } = await loadProcesses()
    await (await startProcess(readConfig(process.env), roles)).ended
    // Everything is closed; a client that still looks for its server must not keep the process.
    setTimeout(() => process.exit(), 1_000).unref()
  }
  program
    .command('up')
    .description('run all of it in one process: planner, workers, alerts, dashboard')
    .action(() => run({ scheduler: true, checker: true, alerter: true, dashboard: true }))
  program
    .command('worker')
    .description('run planner, checks and alerts, without the dashboard; start as many as you like')
    .action(() => run({ scheduler: true, checker: true, alerter: true, dashboard: false }))
  program
    .command('dashboard')
    .description('run the dashboard and the API only')
    .action(() => run({ scheduler: false, checker: false, alerter: false, dashboard: true }))
}

/** Gathers the values of an option that may be given more than once. */
const collect = (value: string, all: string[]) => [...all, value]

function addCheck(program: Command, finish: (code: number) => void): void {
  program
    .command('check')
    .description('check targets once, without database or queue')
    .argument('[target...]', 'URL, t.me/name, @name, phone, e-mail; - reads one a line from standard input')
    .option('--kind <kind>', 'kind of contact; guessed if left out')
    .option('--expect <what>', 'Telegram: channel, chat or bot')
    .option(
      '--listed-on <url>',
      'owner page that should print a phone or an e-mail (repeatable)',
      collect,
      [],
    )
    .option('--browser <when>', 'auto, always or never', 'auto')
    .option('--json', 'one JSON object a line, in input order')
    .option('--from <source>', 'check the contacts of an article: file or URL (repeatable)', collect, [])
    .option('--format <format>', 'text, json, junit, sarif, markdown or github (annotations)')
    .option(
      '--fail-on <level>',
      'exit 1 from here on, else 0: broken (gone), suspect (gone or changed), stale (not alive), never',
    )
    .option('--timeout <seconds>', 'limit for one exchange', '20')
    .option('--concurrency <n>', 'targets checked at once', '4')
    .option('--connect-to <rule>', "curl's HOST1:PORT1:HOST2:PORT2 (repeatable)", collect, [])
    .addHelpText(
      'after',
      '\nExit code without --fail-on: 0 all alive, 1 some changed or gone, 2 wrong usage, 3 only unknown.',
    )
    .action(async (targets: string[], options) => {
      const { runCheckCommand } = await import('./check.ts')
      finish(await runCheckCommand(targets, options, readConfig(process.env)))
    })
}

function addExtract(program: Command, finish: (code: number) => void): void {
  program
    .command('extract')
    .description('find the contacts and claims of an article: text, Markdown or HTML')
    .argument('<source>', 'file, URL, or - for standard input')
    .option('--json', 'one JSON object a line')
    .action(async (source: string, options: { json?: boolean }) => {
      const { runExtract } = await import('./extract.ts')
      finish(await runExtract(source, options, readConfig(process.env)))
    })
}

function addKb(program: Command, finish: (code: number) => void): void {
  const kb = program.command('kb').description('the knowledge base')
  kb.command('check')
    .description('find every mistake in the files, with file and line')
    .argument('[dir]', 'folder with the files; KB_DIR if left out')
    .option('--json', 'machine-readable')
    .action(async (dir: string | undefined, options: { json?: boolean }) => {
      const { runKbCheck } = await import('./kb.ts')
      finish(await runKbCheck({ dir: dir ?? readConfig(process.env).kbDir, json: options.json ?? false }))
    })
  kb.command('sync')
    .description('read the files into the database')
    .action(async () => {
      const { runKbSync } = await import('./kb-sync.ts')
      finish(await runKbSync(readConfig(process.env)))
    })
  kb.command('export')
    .description('write the edits of the dashboard into the files')
    .option('--dry-run', 'only say what would be written')
    .action(async (options: { dryRun?: boolean }) => {
      const { runKbExport } = await import('./kb-export.ts')
      finish(await runKbExport(readConfig(process.env), options.dryRun ?? false))
    })
  kb.command('import')
    .description('add the contacts of an article to the files')
    .argument('<source>', 'file, URL, or - for standard input')
    .option('--dry-run', 'only print what would be written')
    .option('-y, --yes', 'write without asking')
    .option('--only <what>', 'organisation, kind, line or value (repeatable)', collect, [])
    .option('--into <dir>', 'folder with the files; KB_DIR if left out')
    .option('--publisher <name>', 'who publishes the article; its host if left out')
    .option('--as-of <day>', 'day of the article, YYYY-MM-DD')
    .action(async (source: string, options: KbImportOptions) => {
      const { runKbImport } = await import('./kb-import.ts')
      finish(await runKbImport(source, options, readConfig(process.env)))
    })
  kb.command('csv')
    .description('print all contacts as CSV, or read a filled-in table back with --import')
    .option('--import <file>', 'table with filled-in “new …” columns; - is standard input')
    .option('--dry-run', 'only say what would change')
    .action(async (options: { import?: string; dryRun?: boolean }) => {
      const { runKbCsv } = await import('./kb-csv.ts')
      finish(await runKbCsv(readConfig(process.env), options))
    })
}

function addOperations(program: Command, finish: (code: number) => void): void {
  const load = () => import('./operations.ts')
  program
    .command('migrate')
    .description('bring the database to this version')
    .action(async () => finish(await (await load()).runMigrate(readConfig(process.env))))
  program
    .command('status')
    .description('how many contacts are in which state')
    .option('--json', 'machine-readable')
    .action(async (options: { json?: boolean }) =>
      finish(await (await load()).runStatus(readConfig(process.env), options.json ?? false)),
    )
  program
    .command('recheck')
    .description('check contacts now, through the running product')
    .argument('<id...>', 'contact ids such as ozon/phone-free')
    .action(async (ids: string[]) => finish(await (await load()).runRecheck(readConfig(process.env), ids)))
  program
    .command('rejudge')
    .description('judge stored evidence with the rules of this version, and print what would change')
    .option('--since <date>', 'only checks finished on or after this day, or moment (ISO 8601)')
    .option('--kind <kind>', 'only checks of this kind')
    .option('--json', 'one JSON object a line, the counts last')
    .action(async (options: { since?: string; kind?: string; json?: boolean }) =>
      finish(await (await import('./rejudge.ts')).runRejudge(readConfig(process.env), options)),
    )
  program
    .command('doctor')
    .description('look whether everything that the product needs is there')
    .action(async () => finish(await (await import('./doctor.ts')).runDoctor(readConfig(process.env))))
  const user = program.command('user').description('people who may sign in')
  user
    .command('invite')
    .description('print a one-time sign-in link')
    .requiredOption('--role <role>', 'reader, editor or admin')
    .action(async ({ role }: { role: string }) =>
      finish(await (await load()).runInvite(readConfig(process.env), role)),
    )
  const token = program.command('token').description('API tokens')
  token
    .command('create')
    .description('print a new token, once')
    .requiredOption('--name <name>', 'who uses it')
    .requiredOption('--scopes <scopes>', 'read,write,run')
    .action(async (options: { name: string; scopes: string }) =>
      finish(await (await load()).runTokenCreate(readConfig(process.env), options)),
    )
}
