import { startControl } from './control.ts'
import { environmentOf } from './environment.ts'
import { scenarios } from './scenarios.ts'
import { startWorld } from './world.ts'

const usage = `node --import tsx test/world/cli.ts COMMAND

  start                      a world alone; prints the environment for the product
  list                       scenarios
  play SCENARIO              make one happen
  set HOST PATH BEHAVIOUR    such as: set t.me /ozonmarketplace card-missing
  dns DOMAIN BEHAVIOUR       such as: dns ozon.ru null-mx
  reset | offline | online
  state                      what is switched, mails, requests (JSON)

WORLD_CONTROL names the control page of the running world (default http://127.0.0.1:8081/).
`
const control = process.env.WORLD_CONTROL ?? 'http://127.0.0.1:8081/'

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof TypeError)) throw error
  // What fetch throws where nobody listens.
  console.error(`no world answers at ${control}: start one with "start" or "npm run demo"`)
  return 1
})

async function run([command = '', ...words]: string[]): Promise<number> {
  switch (command) {
    case 'start':
      return serve()
    case 'list':
      for (const { id, ru, en } of scenarios) console.log(`${id.padEnd(22)} ${ru} · ${en}`)
      return 0
    case 'play':
      return post(`scenario/${encodeURIComponent(words[0] ?? '')}`, {})
    case 'set': {
      const [host = '', path = '', ...behaviour] = words
      return post('set', { host, path, behaviour: behaviour.join(' ') })
    }
    case 'dns':
      return post('dns', { domain: words[0] ?? '', behaviour: words[1] ?? '' })
    case 'reset':
    case 'offline':
    case 'online':
      return post(command, {})
    case 'state':
      console.log(JSON.stringify(await (await fetch(new URL('state', control))).json(), null, 2))
      return 0
    default:
      console.error(usage)
      return 2
  }
}

async function post(path: string, fields: Record<string, string>): Promise<number> {
  const answer = await fetch(new URL(path, control), {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  if (answer.status === 303) return 0
  console.error(await answer.text())
  return 1
}

async function serve(): Promise<number> {
  const world = await startWorld()
  const { url, close } = await startControl(world, Number(new URL(control).port))
  for (const [name, value] of Object.entries(environmentOf(world))) console.log(`export ${name}='${value}'`)
  console.error(`# ${url}`)
  world.smtp.onMail(({ subject }) => console.error(`✉ ${subject}`))
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await close()
  await world.stop()
  return 0
}
