import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import type { Channel, Delivery } from './alert.ts'
import { isMailAddress, plainName, readSender, toMail } from './mail.ts'
import { oneLine } from './one-line.ts'

/**
 * Mail without a server: each message becomes `<messageId>.eml` in `dir`, so that a repeat replaces it.
 * @throws Error when `from` is no address.
 */
export function openEmlChannel({ dir, from }: { dir: string; from: string }): Channel {
  const sender = readSender(from)
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    name: 'email',
    async deliver(message): Promise<Delivery> {
      if (!isMailAddress(message.to)) return { outcome: 'permanent', answer: 'not a mail address' }
      const { message: written } = await transport.sendMail(toMail(message, sender))
      if (!Buffer.isBuffer(written)) throw new Error('the mail was not written to a buffer')
      const file = path.join(dir, `${plainName(message.messageId).slice(0, 200)}.eml`)
      try {
        await mkdir(dir, { recursive: true })
        // Never half a mail under its name, whenever the process dies.
        await writeFile(`${file}.part`, written)
        await rename(`${file}.part`, file)
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        return { outcome: 'channel-fault', answer: oneLine(`the mail could not be written: ${why}`, 500) }
      }
      return { outcome: 'delivered', answer: `written to ${path.basename(file)}` }
    },
    async close() {},
  }
}
