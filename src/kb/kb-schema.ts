import { z } from 'zod'

/** Names that become part of ids and URLs. */
const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const slugRule = 'small Latin letters, digits and single hyphens only'

const slug = z.string().regex(slugPattern, slugRule).max(60)
const text = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .regex(/^[\P{Cc}\n\t]*$/u, 'printable characters only')
const webUrl = z.url({ protocol: /^https?$/ })
const domain = z.string().trim().toLowerCase().min(3).max(253)

const bilingual = z
  .strictObject({
    ru: text.describe('In Russian.'),
    en: text.describe('In English.'),
  })
  .describe('The same text in Russian and in English.')

const source = z.strictObject({
  title: text.describe('What the article or page is, in a few words of your own.'),
  url: webUrl.nullable().default(null).describe('Its address; null when it is not known.'),
  publisher: text.describe('Who publishes it: usually the host.'),
  asOf: z.iso.date().nullable().default(null).describe('Day it is dated, YYYY-MM-DD; null when undated.'),
  witness: slug
    .optional()
    .describe('Give sources that copied each other the same word here: together they count once.'),
})

const claim = z.strictObject({
  source: slug.describe('Id of a source from any file of the knowledge base.'),
  says: z
    .enum(['works', 'discontinued', 'absent', 'hours'])
    .describe('works; discontinued: it was there once; absent: there is no such contact; hours: see detail.'),
  detail: text
    .nullable()
    .default(null)
    .describe('A fact that goes with it: the hours, where readers are sent.'),
  asOf: z.iso
    .date()
    .nullable()
    .default(null)
    .describe('YYYY-MM-DD; left out, the date of the source counts.'),
})

const humanCheck = z.strictObject({
  how: bilingual.describe('What a person does to find out.'),
  everyDays: z.int().min(1).max(3650).describe('How often, in days.'),
})

/** One entry under `contacts:`; the key is its slug. */
export const contactEntry = z.strictObject({
  kind: z.string().min(1).describe('page, form, telegram, vk, phone, email, app, cabinet, max …'),
  value: text
    .nullable()
    .describe('URL, number, address or handle in any usual spelling; null when a source lost the value.'),
  label: bilingual.describe('Name that editors see.'),
  audience: z.enum(['seller', 'buyer', 'anyone']).describe('Whom it serves.'),
  purpose: slug.describe('One short stable word: seller-support, news, legal, ethics …'),
  hours: text.nullable().default(null).describe('When it answers, as documented.'),
  note: text.nullable().default(null).describe('Facts for editors.'),
  importance: z.enum(['critical', 'normal', 'minor']).default('normal'),
  documented: z
    .enum(['live', 'retired', 'phantom'])
    .default('live')
    .describe('retired: known to be discontinued; phantom: invented by content farms, a negative control.'),
  successor: z
    .string()
    .nullable()
    .default(null)
    .describe('Full id (marketplace/slug) of the contact that replaced it.'),
  listedOn: z
    .array(webUrl)
    .max(20)
    .default([])
    .describe("The owner's pages where it is, or should be, printed."),
  domains: z
    .array(domain)
    .max(20)
    .default([])
    .describe('Further domains that speak for the owner about this contact: those of a contractor.'),
  settings: z.record(z.string(), z.unknown()).default({}).describe('Settings of the kind, see its README.'),
  humanCheck: humanCheck.nullable().default(null).describe('What a person does where a machine cannot tell.'),
  checkEveryHours: z
    .int()
    .min(1)
    .max(8760)
    .optional()
    .describe('Only when the usual gap of the kind does not do.'),
  claims: z.array(claim).max(100).default([]).describe('What sources say of it.'),
})

/** The organisation that a file is about. */
export const marketplaceEntry = z.strictObject({
  id: slug.describe('First part of the id of every contact in the file.'),
  name: bilingual,
  domains: z
    .array(domain)
    .max(50)
    .describe('Registrable domains of the owner (ozon.ru, not seller.ozon.ru).'),
  aliases: z
    .array(text)
    .max(50)
    .default([])
    .describe('Other names that articles use, in the nominative: case endings are understood.'),
})

/** One source; the key under `sources:` is its id. */
export const sourceEntry = source

/** One entry under `notContacts:`. */
export const notContactEntry = z.strictObject({
  value: text.describe('As articles print it: a URL, a host or a name.'),
  whose: bilingual.describe('Whom it belongs to.'),
})

/** A whole file of the knowledge base. */
export const kbFile = z
  .strictObject({
    marketplace: marketplaceEntry.optional().describe('Whose contacts these are; needed with contacts.'),
    sources: z.record(slug, source).optional().describe('Where claims come from, by id.'),
    contacts: z.record(slug, contactEntry).optional().describe('The contacts, by slug.'),
    notContacts: z.array(notContactEntry).optional().describe('Decoys that are nobody’s support contact.'),
  })
  .describe('A file of the Stillthere knowledge base.')

export type ContactEntry = z.output<typeof contactEntry>
export type MarketplaceEntry = z.output<typeof marketplaceEntry>

/** JSON Schema of a file as text, for editors' tools (`kb/schema.json`); draft 7 is what they know best. */
export function renderJsonSchema(): string {
  const schema = z.toJSONSchema(kbFile, { target: 'draft-7', io: 'input' })
  return `${JSON.stringify(schema, null, 2)}\n`
}
