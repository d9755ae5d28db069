import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** The ways in which mail servers fail, by stage; `ok` takes everything. */
export const smtpModes = [
  'refused',
  'blackhole',
  'slow-banner',
  'greeting-421',
  'rcpt-450',
  'mail-451',
  'data-452',
  'rcpt-550',
  'data-550',
  'auth-535',
  'starttls-stripped',
  'bad-certificate',
  'reset-in-data',
  'answer-lost',
  'drip',
] as const
export type SmtpMode = (typeof smtpModes)[number] | 'ok'

/** A mail server that does as told. `received` holds what it took to the last byte, also unanswered. */
export interface ScriptedSmtp {
  url: string
  mode: SmtpMode
  /** Only this recipient suffers; null: everybody does. */
  victim: string | null
  received: { id: string; to: string; at: number }[]
  attempts: number
  close(): Promise<void>
}

/** Starts a server on loopback; `mode` may be changed while it runs. */
export async function startScriptedSmtp(): Promise<ScriptedSmtp> {
  const sockets = new Set<Socket>()
  const smtp: ScriptedSmtp = {
    ...{ url: '', mode: 'ok', victim: null, received: [], attempts: 0 },
    async close() {
      for (const socket of sockets) socket.destroy()
      await Promise.all([
        new Promise((done) => plain.close(done)),
        new Promise<void>((done) => tls.close(done)),
      ])
    },
  }
  const plain: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    converse(smtp, socket)
  })
  plain.listen(0, '127.0.0.1')
  // Its own certificate is signed by nobody.
  const tls = new SMTPServer({ secure: true })
  tls.on('error', () => undefined)
  await once(plain, 'listening')
  const tlsListening = tls.listen(0, '127.0.0.1')
  await once(tlsListening, 'listening')
  const [port, tlsPort] = [plain, tlsListening].map((server) => {
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  })
  Object.defineProperty(smtp, 'url', {
    get() {
      if (smtp.mode === 'refused') return 'smtp://127.0.0.1:1'
      if (smtp.mode === 'bad-certificate') return `smtps://127.0.0.1:${tlsPort}`
      if (smtp.mode === 'starttls-stripped') return `smtp://127.0.0.1:${port}?requireTLS=true`
      return `smtp://${smtp.mode === 'auth-535' ? 'monitor:wrong@' : ''}127.0.0.1:${port}`
    },
  })
  return smtp
}

function converse(smtp: ScriptedSmtp, socket: Socket): unknown {
  const { mode } = smtp
  const say = (line: string) => !socket.destroyed && socket.write(`${line}\r\n`)
  if (mode === 'greeting-421') return socket.end('421 too busy\r\n')
  if (mode === 'blackhole') return
  if (mode === 'slow-banner') return
  if (mode === 'drip' && smtp.victim === null) {
    const drip = setInterval(() => socket.write('220-wait\r\n'), 50)
    socket.on('close', () => clearInterval(drip))
    return
  }
  say('220 ready')
  let to = ''
  let body: string | null = null
  let buffer = ''
  const suffers = (stage: SmtpMode) => smtp.mode === stage && (smtp.victim === null || smtp.victim === to)
  const command = (line: string): unknown => {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO') return say(smtp.mode === 'auth-535' ? '250-here\r\n250 AUTH PLAIN' : '250 here')
    if (verb === 'AUTH') return say('535 wrong password')
    if (verb === 'MAIL') return say(smtp.mode === 'mail-451' ? '451 later' : '250 ok')
    if (verb === 'RCPT') {
      to = /<([^>]*)>/.exec(line)?.[1] ?? ''
      smtp.attempts += 1
      if (suffers('rcpt-450')) return say('450 mailbox busy')
      if (suffers('rcpt-550')) return say('550 no such user')
      // One byte now and then, and never a whole line.
      if (suffers('drip')) {
        const drip = setInterval(() => socket.write('2'), 50)
        socket.on('close', () => clearInterval(drip))
        return
      }
      return say('250 ok')
    }
    if (verb === 'DATA') {
      if (suffers('reset-in-data')) return socket.resetAndDestroy()
      body = ''
      return say('354 go on')
    }
    if (verb === 'QUIT') return socket.end('221 bye\r\n')
    say('250 ok')
  }
  const take = (message: string): unknown => {
    if (suffers('data-452')) return say('452 disk full')
    if (suffers('data-550')) return say('550 refused')
    smtp.received.push({ id: /^Message-ID: (.*)$/im.exec(message)?.[1] ?? '', to, at: Date.now() })
    if (suffers('answer-lost')) return socket.resetAndDestroy()
    say('250 taken')
  }
  socket.on('data', (chunk) => {
    buffer += chunk.toString('latin1')
    for (;;) {
      if (body !== null) {
        const end = buffer.indexOf('\r\n.\r\n')
        if (end === -1) return
        const message = buffer.slice(0, end)
        buffer = buffer.slice(end + 5)
        body = null
        take(message)
        continue
      }
      const end = buffer.indexOf('\r\n')
      if (end === -1) return
      const line = buffer.slice(0, end)
      buffer = buffer.slice(end + 2)
      command(line)
    }
  })
}
