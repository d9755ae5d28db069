import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { alertedContact, alertOf, reasonText } from '../../test/support/alert-fixtures.ts'
import { openChannels } from './channels.ts'
import { openEmlChannel } from './eml-files.ts'
import { renderAlert } from './render.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-mail-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const from = 'Stillthere <stillthere@localhost>'
const message = renderAlert(alertOf([alertedContact()]), {
  language: 'en',
  to: 'editor@desk.example',
  messageId: 'incident-42.opened.7',
  thread: [],
  reasonText,
})

it('writes a mail that a mail program can open, and replaces it when it is sent again', async () => {
  const folder = path.join(dir, 'mail')
  const channel = openChannels({ smtpUrl: null, mailFrom: from, mailDir: folder }).get('email')
  expect(await channel?.deliver(message)).toEqual({
    outcome: 'delivered',
    answer: 'written to incident-42.opened.7.eml',
  })
  expect((await channel?.deliver({ ...message, subject: 'again' }))?.outcome).toBe('delivered')
  expect(await readdir(folder)).toEqual(['incident-42.opened.7.eml'])
  const parsed = await simpleParser(await readFile(path.join(folder, 'incident-42.opened.7.eml')))
  expect(parsed).toMatchObject({ subject: 'again', messageId: '<incident-42.opened.7@localhost>' })
  expect(parsed.to).toMatchObject({ text: 'editor@desk.example' })
  expect(parsed.text?.trim()).toBe(message.text.trim())
  expect(parsed.html).toBe(message.html)
})

it('stays in its folder, whatever a message is called', async () => {
  const folder = path.join(dir, 'a', 'b')
  const channel = openEmlChannel({ dir: folder, from })
  for (const messageId of ['../../escaped', '..', '/etc/x', 'a\u0000b', `${'x'.repeat(500)}`]) {
    expect((await channel.deliver({ ...message, messageId })).outcome).toBe('delivered')
  }
  expect(await readdir(folder)).toHaveLength(5)
  expect((await readdir(dir)).sort()).toEqual(['a', 'mail'])
})

it('tries again later when the folder cannot be written', async () => {
  const file = path.join(dir, 'mail', 'a-file')
  await writeFile(file, '')
  const delivery = await openEmlChannel({ dir: file, from }).deliver(message)
  expect(delivery).toMatchObject({ outcome: 'channel-fault', answer: expect.stringContaining('EEXIST') })
})

it('refuses what is no mail address', async () => {
  const channel = openEmlChannel({ dir, from })
  expect((await channel.deliver({ ...message, to: 'a@b.example\nBcc: c@d.example' })).outcome).toBe(
    'permanent',
  )
})

it('opens the mail server instead when there is one', async () => {
  const channel = openChannels({ smtpUrl: 'smtp://127.0.0.1:1', mailFrom: from, mailDir: dir }).get('email')
  expect((await channel?.deliver(message))?.outcome).toBe('channel-fault')
  await channel?.close()
})
