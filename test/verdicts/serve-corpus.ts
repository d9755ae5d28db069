import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sample, Served } from '../fixtures/corpus/sample.ts'
import { serve } from '../support/serve.ts'
import { encodeText } from './encode-text.ts'

/** The corpus on one loopback port, told apart by the `Host` header. */
export interface CorpusServer {
  port: number
  close(): Promise<void>
}

/** Serves every sample at its own address. Addresses that no sample names are the host's made-up neighbours. */
export async function serveCorpus(samples: readonly Sample[]): Promise<CorpusServer> {
  const answers = new Map<string, Served | string>()
  const neighbours = new Map<string, Served>()
  for (const sample of samples) place(sample, answers, neighbours)
  return serve((request, response) => {
    const { host = '' } = request.headers
    const [name = '', port] = host.split(':')
    const answer = answers.get(`http://${name}${request.url}`) ?? neighbours.get(name)
    if (answer === undefined) response.writeHead(404).end()
    else if (typeof answer === 'string') redirect(answer, port, response)
    else send(answer, request, response)
  })
}

function place(sample: Sample, answers: Map<string, Served | string>, neighbours: Map<string, Served>): void {
  const { url, hops, answer, sibling, also } = sample
  for (const [address, served] of Object.entries(also)) answers.set(address, served)
  if (!url.startsWith('http')) return
  let at = url
  for (const { status, location } of hops) {
    answers.set(at, `${status} ${location}`)
    at = location
  }
  answers.set(new URL(at).href, answer)
  const { hostname } = new URL(url)
  if (hostname.endsWith('.example')) neighbours.set(hostname, sibling === 'same' ? answer : sibling)
}

/** Tools that keep the port in the address need it in locations too. */
function redirect(answer: string, port: string | undefined, response: ServerResponse): void {
  const location = new URL(answer.slice(4))
  if (port !== undefined) location.port = port
  response.writeHead(Number(answer.slice(0, 3)), { location: location.href }).end()
}

function send(answer: Served, request: IncomingMessage, response: ServerResponse): void {
  if (answer.hangUp) {
    request.socket.destroy()
    return
  }
  response.writeHead(answer.status, answer.headers)
  response.end(request.method === 'HEAD' ? undefined : encodeText(answer.body, answer.charset))
}
