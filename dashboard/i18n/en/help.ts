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
