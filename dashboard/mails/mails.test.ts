import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import nodemailer from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listMails, readMail } from './list-mails.ts'
import { parseMail } from './parse-mail.ts'

async function compose(mail: { subject: string; text: string; html?: string }): Promise<string> {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true })
  const { message } = await transport.sendMail({
    from: 'a@b.example',
    to: 'Редактор <editor@b.example>',
    ...mail,
  })
  return (message as Buffer).toString('latin1')
}

describe('a mail of ours', () => {
  it('shows subject, recipient and the plain text, whatever its encoding', async () => {
    const subject = '[Сломан] Ozon · чат поддержки: 404 — длинная тема, которую придётся сложить'
    const text = `${'Контакт не отвечает с понедельника. '.repeat(5)}\n\n— На связи = 1`
    const mail = parseMail(await compose({ subject, text, html: '<p>не это</p>' }))
    expect(mail.subject).toBe(subject)
    expect(mail.to).toContain('Редактор')
    expect(mail.text.trim()).toBe(text)
    expect(mail.date).toBeInstanceOf(Date)
  })

  it('shows plain ASCII as it is', async () => {
    expect(parseMail(await compose({ subject: 'Broken', text: 'a=b' })).text.trim()).toBe('a=b')
  })
})

describe('a broken mail', () => {
  it.each([
    ['', ''],
    ['no headers at all', ''],
    ['Subject: =?utf-8?B?!!!?=\n\nx', 'x'],
    ['Subject: =?no-such-charset?Q?=FF?=\nContent-Type: text/plain; charset=nonsense\n\nx', 'x'],
    ['Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain', ''],
    ['Content-Type: multipart/mixed; boundary=".*"\n\n--.*\n\ntext\n--.*--', 'text'],
    ['Content-Type: text/html\n\n<script>', ''],
  ])('%j gives what can be had', (source, text) => {
    expect(parseMail(source).text).toBe(text)
  })

  it('nested without end is given up', () => {
    const nested = 'Content-Type: multipart/mixed; boundary=b\n\n--b\n'.repeat(50)
    expect(parseMail(nested).text).toBe('')
  })
})

describe('the folder of mails', () => {
  let dir = ''
  beforeAll(async () => {
    dir = await mkdtemp(path.join(os.tmpdir(), 'stillthere-mails-'))
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  it('may not be there', async () => {
    expect(await listMails(dir, 10)).toEqual([])
    expect(await readMail(dir, 'a.eml')).toBeNull()
  })

  it('gives out mails and nothing beside them', async () => {
    await mkdir(path.join(dir, 'mail'))
    await writeFile(path.join(dir, 'mail', 'incident-1.opened.1.eml'), 'Subject: one\n\ntext')
    await writeFile(path.join(dir, 'mail', 'notes.txt'), 'private')
    await writeFile(path.join(dir, 'secret.eml'), 'private')
    await symlink(dir, path.join(dir, 'mail', 'folder.eml'))
    expect((await listMails(dir, 10)).map((file) => file.name)).toEqual(['incident-1.opened.1.eml'])
    expect(await readMail(dir, 'incident-1.opened.1.eml')).toContain('Subject: one')
    for (const name of ['../secret.eml', 'notes.txt', '..%2Fsecret.eml', 'folder.eml', '']) {
      expect(await readMail(dir, name)).toBeNull()
    }
  })
})
