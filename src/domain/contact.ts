/** Who a contact serves. `anyone` = sellers and buyers alike. */
export type Audience = 'seller' | 'buyer' | 'anyone'

/** How much breaks when it breaks: planner weight and order of work lists. */
export type Importance = 'critical' | 'normal' | 'minor'

/** A text in both languages of the product. */
export interface Bilingual {
  ru: string
  en: string
}

/**
 * What the knowledge base states about the contact as a whole.
 * `live`: published as working. `retired`: documented as discontinued, still watched, reported if it comes back.
 * `phantom`: published by content farms only; a negative control that nothing may ever confirm.
 */
export type Documented = 'live' | 'retired' | 'phantom'

/** What one source says of a contact. `says` is a predicate that can be compared with another source's. */
export interface Claim {
  /** Id of the source; unique over all files of the knowledge base. */
  source: string
  says: 'works' | 'discontinued' | 'absent' | 'hours'
  /** Free value of the predicate: the hours, where readers are sent instead. Facts, not sentences. */
  detail: string | null
  /** Day the source said so, ISO 8601 date; null when the source prints none. */
  asOf: string | null
}

/** How a person verifies what no machine can, and how often (days). */
export interface HumanCheck {
  how: Bilingual
  everyDays: number
}

/** One way to reach one organisation, as the knowledge base states it. */
export interface Contact {
  /** `marketplace/slug`, stable; part of URLs and the API. */
  id: string
  marketplace: string
  /** Name of a kind in the registry (`src/kinds/index.ts`). */
  kind: string
  /** Canonical value of the kind; null = a documented gap: the source names it, its link was lost. */
  value: string | null
  label: Bilingual
  audience: Audience
  purpose: string
  hours: string | null
  note: string | null
  importance: Importance
  documented: Documented
  /** Contact id that replaced this one. */
  successor: string | null
  /** Pages of the owner on which the contact is, or should be, printed. */
  listedOn: string[]
  /** Registrable domains of the owner: only those may confirm a phone, an e-mail or a handle. */
  ownerDomains: string[]
  /** Settings of the kind; checked by the kind's schema. */
  settings: Record<string, unknown>
  humanCheck: HumanCheck | null
  /** Promise: a machine confirms it at least this often, hours. */
  checkEveryHours: number
  claims: Claim[]
  /** Where the knowledge base states it: file and line (1-based). */
  statedAt: { file: string; line: number }
}
