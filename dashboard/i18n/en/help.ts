import type { ruHelp } from '../ru/help.ts'

export const enHelp: typeof ruHelp = {
  title: 'Help',
  statuses: 'What the statuses mean',
  flags: 'Flags beside the status',
  flagMeanings: {
    overdue: 'The promise was missed: neither a machine nor a person has confirmed it lately.',
    disputed: 'The sources contradict each other, or what the checks see.',
    muted: 'Mails about this contact are off for a while.',
    acknowledged: 'Somebody is handling it.',
    flapping: 'The contact failed and came back several times within its last thirty checks.',
    silent: 'The contact is there, but nothing new has appeared for longer than promised.',
    gap: 'The source named the contact but lost its link.',
  },
  trust: 'When a contact counts as broken',
  trustText: [
    'One failed check means nothing: sites fall for a minute and come back. After a first failure we look again after 30 seconds, 10 minutes, an hour, 6 hours and a day, changing the way.',
    'A contact becomes broken only when the failure lasts for days: two without a name in DNS, three of “not found”, a week of silence.',
    'Bot walls and logins never count as broken. We ask a person about such contacts.',
    'Your word is stronger than the machine: “works” or “does not work” counts at once.',
  ],
  mails: 'Mails',
  mailsText: [
    'A mail comes when a contact is confirmed as broken or changed, and once more when it is back. A failure that is still being confirmed shows on the overview and sends nothing.',
    'Who hears of what is set by an administrator: by marketplace, kind, importance and owner. Nothing chosen means everything. A recipient may also hear only of what nobody took in a given time.',
    'At once or gathered: everybody chooses mails as things happen, once a day or once a week. When much breaks together, the first four mails come one by one and the rest as one.',
    'Quiet hours: what happens meanwhile comes after them in one mail. They follow the time zone of the recipient.',
    'Mails about a contact can be stopped for a while and with a reason: on its page, in the list for many at once, or by a link in a mail. It is checked and shown as before, and mails begin again by themselves.',
    'An incident that somebody took sends no reminders. Once a week comes a reminder of what is still broken.',
  ],
  mailsLink: 'Settings of mails',
  add: 'How to add a contact',
  addText: [
    'Contacts live in YAML files in the knowledge base folder, one file a marketplace. Add an entry and save the file; the monitor reads it by itself.',
    'This command checks the files first:',
  ],
  addExample: 'The shortest entry',
  keys: 'Keys',
  api: 'For programs',
  apiText: 'Everything that you see here is also there for programs.',
  apiLink: 'Description of the API',
}
