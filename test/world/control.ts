import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { readBehaviour } from './behaviour.ts'
import { renderControlPage, stateOf } from './control-page.ts'
import { dnsBehaviours } from './dns.ts'
import { play, scenarios } from './scenarios.ts'
import type { World } from './world.ts'

/** The switches of a running world over HTTP, on loopback. */
export interface Control {
  /** `http://127.0.0.1:PORT/`: a page with buttons. */
  url: string
  close(): Promise<void>
}

type Done = { ok: true } | { ok: false; status: number; problem: string }

const done: Done = { ok: true }
const wrong = (problem: string): Done => ({ ok: false, status: 422, problem })

/**
 * `GET /` the page, `GET /state` JSON, `POST /scenario/ID`, `POST /set` (host, path, behaviour),
 * `POST /dns` (domain, behaviour), `POST /reset|offline|online`; fields form-encoded.
 * @param port 0, or a port that is taken: a free one.
 */
export async function startControl(world: World, port = 0): Promise<Control> {
  const server = createServer((request, response) => {
    handle(world, request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(`${error}\n`)
    })
  })
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await listen(port).catch(() => listen(0))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function handle(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Other pages of the person's browser must not reach the switches, nor a foreign name that leads here.
  const { host = '', origin } = request.headers
  if (!/^(127\.0\.0\.1|localhost):\d+$/.test(host) || (origin && origin !== `http://${host}`)) {
    response.writeHead(403).end()
    return
  }
  const path = new URL(request.url ?? '/', `http://${host}`).pathname
  if (request.method === 'GET' && path === '/') {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    })
    response.end(renderControlPage(world))
    return
  }
  if (request.method === 'GET' && path === '/state') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(stateOf(world)))
    return
  }
  const result: Done =
    request.method === 'POST'
      ? await change(world, path, new URLSearchParams(await text(request)))
      : { ok: false, status: 404, problem: 'nothing here' }
  if (result.ok) response.writeHead(303, { location: '/' }).end()
  else
    response
      .writeHead(result.status, { 'content-type': 'text/plain; charset=utf-8' })
      .end(`${result.problem}\n`)
}

async function change(world: World, path: string, fields: URLSearchParams): Promise<Done> {
  const [, verb = '', id = ''] = path.split('/')
  switch (verb) {
    case 'scenario': {
      const scenario = scenarios.find((one) => one.id === id)
      if (!scenario) return wrong(`no such scenario; there are ${scenarios.map((one) => one.id).join(', ')}`)
      await play(world, scenario)
      return done
    }
    case 'set': {
      const behaviour = readBehaviour(fields.get('behaviour') ?? '')
      const host = fields.get('host')?.trim() ?? ''
      if (!behaviour || !host) return wrong('needs host, path and a behaviour such as "status 404"')
      world.set(host, fields.get('path')?.trim() || '*', behaviour)
      return done
    }
    case 'dns': {
      const behaviour = dnsBehaviours.find((known) => known === fields.get('behaviour'))
      const domain = fields.get('domain')?.trim() ?? ''
      if (!behaviour || !domain) return wrong(`needs domain and one of ${dnsBehaviours.join(', ')}`)
      world.dns.set(domain, behaviour)
      return done
    }
    case 'reset':
      world.reset()
      return done
    case 'offline':
      await world.goOffline()
      return done
    case 'online':
      await world.goOnline()
      return done
    default:
      return { ok: false, status: 404, problem: 'nothing here' }
  }
}
