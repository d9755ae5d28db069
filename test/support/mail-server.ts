import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** Refuses with a code at a stage of the dialogue; `drop` takes the message and hangs up without a word. */
export type Reply =
  | { at: 'RCPT' | 'DATA' | 'MAIL' | 'AUTH'; code: number }
  | { at: 'DATA'; code: 'drop' }
  | null

/** A loopback mail server; `mails` keeps what it was given, also what it then refused. */
export interface MailServer {
  url: string
  mails: { parsed: ParsedMail; raw: string; from: string; to: string[] }[]
  /** What it does with the next mails; null: takes them. By recipient, or `*` for all. */
  replies: Map<string, Reply>
  /** Connections that were ever opened. */
  sockets: ReadonlySet<Socket>
  close(): Promise<void>
}

export async function startMailServer(options: { auth?: boolean } = {}): Promise<MailServer> {
  const mails: MailServer['mails'] = []
  const replies: MailServer['replies'] = new Map()
  const refusal = (at: string, recipient: string) => {
    const reply = replies.get(recipient) ?? replies.get('*') ?? null
    return reply?.at === at && typeof reply.code === 'number' ? failed(reply.code) : null
  }
  const settings: SMTPServerOptions = {
    authOptional: !options.auth,
    disabledCommands: options.auth ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(refusal('AUTH', '*'), { user: 'monitor' }),
    onMailFrom: (_address, _session, done) => done(refusal('MAIL', '*')),
    onRcptTo: ({ address }, _session, done) => done(refusal('RCPT', address)),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString()
        const to = session.envelope.rcptTo.map(({ address }) => address)
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
        const reply = replies.get(to[0] ?? '') ?? replies.get('*')
        mails.push({ parsed: await simpleParser(raw), raw, from, to })
        if (reply?.code === 'drop') for (const socket of sockets) socket.destroy()
        else done(refusal('DATA', to[0] ?? ''))
      })
    },
  }
  const server = new SMTPServer(settings)
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => sockets.add(socket))
  // Clients that hang up in mid-sentence are part of the tests.
  server.on('error', () => undefined)
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  return {
    url: `smtp://${options.auth ? 'monitor:secret@' : ''}127.0.0.1:${port}`,
    mails,
    replies,
    sockets,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A listener that speaks as told and never as SMTP; `connections` counts who came. */
export async function startRawServer(speak: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    speak(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    sockets,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function failed(code: number): Error {
  return Object.assign(new Error(`refused with ${code}`), { responseCode: code })
}
