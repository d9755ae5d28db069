import { EventEmitter } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A mail that the world's relay accepted. */
export interface ReceivedMail {
  receivedAt: Date
  /** Envelope, not headers. */
  from: string
  to: string[]
  subject: string
  parsed: ParsedMail
}

/** `refuse`: 550, for good. `defer`: 451, try later. `blackhole`: takes the text and never answers. */
export type SmtpMode = 'accept' | 'refuse' | 'defer' | 'blackhole'

/** The mail relay of the world: no TLS, no password. */
export interface Smtp {
  /** `smtp://127.0.0.1:PORT` */
  url: string
  /** Accepted mails, newest last. */
  messages: ReceivedMail[]
  mode: SmtpMode
  /** Calls back for each accepted mail; gives the way to stop that. */
  onMail(listener: (mail: ReceivedMail) => void): () => void
  /** The first mail, received already or yet to come, that fits; rejects when time is over. */
  waitFor(fits: (mail: ReceivedMail) => boolean, timeoutMs: number): Promise<ReceivedMail>
  shut(): Promise<void>
  reopen(): Promise<void>
}

/** Starts the relay on a free loopback port. */
export async function serveSmtp(): Promise<Smtp> {
  const mails = new EventEmitter<{ mail: [ReceivedMail] }>()
  let running = makeServer()
  const port = await listen(running, 0)
  const smtp: Smtp = {
    url: `smtp://127.0.0.1:${port}`,
    messages: [],
    mode: 'accept',
    onMail(listener) {
      mails.on('mail', listener)
      return () => mails.off('mail', listener)
    },
    waitFor: (fits, timeoutMs) =>
      new Promise((resolve, reject) => {
        const found = smtp.messages.find(fits)
        if (found) return resolve(found)
        const timer = setTimeout(() => {
          stop()
          const subjects = smtp.messages.map(({ subject }) => subject).join('; ')
          reject(new Error(`no such mail within ${timeoutMs} ms; received: ${subjects || 'none'}`))
        }, timeoutMs)
        const stop = smtp.onMail((mail) => {
          if (!fits(mail)) return
          clearTimeout(timer)
          stop()
          resolve(mail)
        })
      }),
    shut: () => new Promise((resolve) => running.close(() => resolve())),
    async reopen() {
      running = makeServer()
      await listen(running, port)
    },
  }
  return smtp

  function makeServer(): SMTPServer {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      closeTimeout: 20,
      onData(stream, session, done) {
        simpleParser(stream).then((parsed) => {
          if (smtp.mode === 'blackhole') return
          const refusal = refusals[smtp.mode]
          if (refusal) return done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }))
          const { mailFrom, rcptTo } = session.envelope
          const mail: ReceivedMail = {
            receivedAt: new Date(),
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            subject: parsed.subject ?? '',
            parsed,
          }
          smtp.messages.push(mail)
          mails.emit('mail', mail)
          done()
        }, done)
      },
    })
    // A client that cuts its connection, or that `shut` cuts, is no trouble of ours.
    server.on('error', () => undefined)
    return server
  }
}

const refusals: Record<Exclude<SmtpMode, 'blackhole'>, { code: number; text: string } | null> = {
  accept: null,
  refuse: { code: 550, text: '5.7.1 Not accepted here' },
  defer: { code: 451, text: '4.3.0 Try again later' },
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.server.off('error', reject)
      resolve((server.server.address() as AddressInfo).port)
    })
  })
}
