import { enCount } from '../plural.ts'
import type { ruArticles } from '../ru/articles.ts'

/** Editors' articles: list, new one, the article view, import. */
export const enArticles: typeof ruArticles = {
  title: 'Articles',
  lead: 'Paste an article of yours: you will see which of its contacts no longer work.',
  add: 'Add an article',
  none: 'No articles yet',
  noneWhat: 'Add the first one: paste its text or upload a file.',
  health: (stale, watched) =>
    watched === 0
      ? 'No contact of the article is watched'
      : stale === 0
        ? watched === 1
          ? 'The only contact of the article is not stale'
          : `None of ${watched} contacts is stale`
        : `${stale} of ${enCount(watched, 'contact')} ${stale === 1 ? 'does' : 'do'} not work`,
  lookedAt: (day) => `checked on ${day}`,
  notAllLooked: 'not all are checked yet',
  unwatched: (count) => `Not watched yet: ${enCount(count, 'contact')}`,
  addedBy: (name) => `added by ${name}`,
  form: {
    title: 'New article',
    lead: 'The text stays in the database of the monitor and is published nowhere.',
    name: 'Title',
    nameHint: 'May be left out: the first line will do.',
    publisher: 'Publisher',
    publisherHint: 'Who publishes the article, usually the address of the site.',
    url: 'Address of the article, if it is published',
    urlHint: 'Give the address alone, and the article is read for you.',
    asOf: 'Date of the article',
    text: 'Text of the article',
    file: 'Or a file: txt, md, html, up to 2 MB',
    submit: 'Find contacts',
    refused: {
      empty: 'There is no text. Paste it into the field or choose a file.',
      'too-large': 'The article is larger than 2 MB. Split it.',
      binary: 'This is not text. Save the document as text, Markdown or HTML.',
      url: 'The address does not fit. Write all of it, with https://.',
      publisher: 'Name the publisher or give the address of the article.',
      fetch: 'The page did not open or has no text. Paste the text into the field.',
      asOf: 'The date does not fit. Choose it from the calendar.',
    },
  },
  known: 'This text was added before: here it is.',
  text: 'Text of the article',
  findings: 'Contacts in the article',
  findingsNone: 'No contacts were found in the text.',
  cut: (most) => `The first ${most} places are shown, the others were not read. Split the article.`,
  line: (line) => `line ${line}`,
  states: {
    sound: 'Right',
    'stale-broken': 'Does not work',
    'stale-retired': 'Discontinued',
    'stale-phantom': 'Invented',
    'stale-alive': 'Works in fact',
    disputed: 'Sources disagree',
    unsure: 'Not clear yet',
    unwatched: 'Not watched',
  },
  next: 'Next place',
  previous: 'Previous place',
  keys: 'Keys N and P, by place on the keyboard.',
  replaceBy: 'Replacement:',
  bySuccessor: 'successor in the knowledge base',
  byCheck: 'seen by a check, compare it',
  rewrite: 'This is another way to get in touch: rewrite the sentence.',
  noReplacement: 'We know no replacement: drop the contact or rewrite the sentence.',
  corrected: 'Corrected text',
  correctedLead: (count) =>
    `${enCount(count, 'place')} replaced. All the rest is as it was. Copy the text or download the difference.`,
  correctedNone: 'Nothing to replace: no replacement is at hand.',
  patch: 'Download the difference (patch)',
  import: {
    title: 'Begin to watch',
    lead: 'Tick contacts that the knowledge base does not have yet. The article becomes their source.',
    dryRun: 'Show what would change',
    write: 'Write to the knowledge base',
    planned: 'This is how the files would change. Nothing is written yet.',
    written: (count) =>
      `Written: ${enCount(count, 'contact')}. The monitor reads the files by itself and begins to check.`,
    readOnly: 'Nothing could be written: the files are closed. Paste these lines into the file yourself.',
    nothing: 'Nothing to add: all that was ticked is in the knowledge base already.',
    problems: 'Not added',
    diff: (file) => `Changes of the file ${file}`,
    confidence: {
      high: 'high confidence',
      medium: 'medium confidence: compare',
      low: 'low confidence: compare',
    },
  },
  notUnderstood: 'What was not understood',
  why: {
    lost: 'the contact is named, its link or number is missing',
    nobody: 'it is not clear whose contact it is',
    fact: 'a postal address, nothing to check',
    publisher: 'a contact of the publisher',
    author: 'a contact of the author',
    advert: 'advertising',
    vacancy: 'a vacancy',
    short: 'a number without its area code, nobody can call it',
  },
  delete: 'Delete the article',
  deleteWhat: 'The text and the places found go. Contacts of the knowledge base stay.',
  back: 'All articles',
}
