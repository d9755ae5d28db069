import type { ZodType } from 'zod'
import type { Bilingual } from '../domain/contact.ts'
import type { KindFlag, Observation } from '../domain/observation.ts'
import type { ReasonCode, Verdict } from '../domain/verdict.ts'
import type { Net } from '../net/net.ts'

/** A contact as a checker sees it: only what it needs. */
export interface Target<Settings = unknown, Memory = unknown> {
  /** Canonical value, as `parse` returned it. */
  value: string
  settings: Settings
  /** Owner's pages that are said to print the contact. */
  listedOn: readonly string[]
  /** Only pages of these registrable domains confirm; empty: any page of `listedOn` does. */
  ownerDomains: readonly string[]
  /** What `learn` kept from the last alive observation; null before the first. */
  memory: Memory | null
}

/** What a checker may use. Time comes in, so that tests need no clock. */
export interface CheckTools {
  net: Net
  /** `auto`: only when HTTP cannot tell. */
  browser: 'auto' | 'always' | 'never'
  now: Date
  /** Limit for one exchange, milliseconds. */
  timeoutMs: number
  signal: AbortSignal
  /** By a fingerprint of an answer, whether a check of this target read it before and found it alive. */
  isKnown?: (print: string) => boolean
  /** What the kind's `loadReference` read; absent where there was nothing to read. */
  reference?: unknown
}

/** What a reader is told about a reason code: what it means and what an editor does next. */
export interface ReasonText {
  means: Bilingual
  next: Bilingual
  /** Somebody else may stand behind the address now: readers could be led to a stranger, so it is told first. */
  identity?: true
}

/**
 * Targets whose answers are known. A checker that cannot tell them apart has lost its eyes (a new layout, a
 * block, a captive portal), and its bad verdicts count for nothing until it can again.
 */
export interface Controls {
  /** Canonical values that have been there for years, asked in this order; one that answers is enough. */
  alive: readonly string[]
  /** A canonical value that almost surely does not exist. `letters`: 20 random lower-case letters, new each time. */
  dead(letters: string): string
}

/** Where a text gives a contact: characters `start` up to, not including, `end`, and its canonical value. */
export interface TextPlace {
  start: number
  end: number
  value: string
}

/** How texts name a contact without giving it: «в Telegram-канале», “the contact form”. */
export interface Naming {
  /** In lower case, asked of texts in lower case; in linear time. */
  pattern: RegExp
  /** Which of several that an organisation may have: channel, chat, bot. */
  subtype: string
  /** Values that give what is named; absent: any value of the kind. Null: only a link beside the words. */
  givenBy?: RegExp | null
  /** An organisation has several of them, so that one named further on is another. */
  several?: boolean
}

/** A parsed value, or what is wrong with it in words that help to mend it. */
export type Parsed = { ok: true; value: string } | { ok: false; problem: string }

/**
 * Everything the product knows of one kind of contact. Adding a kind is one folder with this
 * and one line in `index.ts`; nothing else may know a kind by name.
 */
export interface Kind<Settings = unknown, Evidence = unknown, Memory = unknown> {
  name: string
  title: Bilingual
  /** Inner SVG of a 24x24 icon, stroke only. */
  icon: string
  settings: ZodType<Settings>
  evidence: ZodType<Evidence>
  /** How often a machine looks, hours, unless the knowledge base says otherwise. */
  checkEveryHours: number
  /** Breaks a contact and year to expect before anything was seen; absent: a tenth, as of deep links. */
  breaksPerYear?: number
  /** Unmistakably this kind? Its canonical value, else null. Asked in registry order when no kind is given. */
  recognise(text: string): string | null
  /** Checks and canonicalises a written value of this kind. */
  parse(text: string): Parsed
  /**
   * Contacts of this kind that stand in running text without a web address: numbers, handles, mail addresses.
   * Web addresses are found for all kinds together and handed to `recognise`.
   */
  findIn?(text: string): TextPlace[]
  /** Words that name such a contact; where no value stands near, a link was lost. */
  namings?: readonly Naming[]
  /** Host whose politeness budget a check uses. */
  hostOf(target: Pick<Target<Settings>, 'value' | 'listedOn'>): string
  /** Reads data of this installation that checks compare with, from files under DATA_DIR. Null: there are none. */
  loadReference?(dataDir: string): Promise<unknown>
  /** Looks, and reports what it saw. Throws only for our own bugs. */
  check(target: Target<Settings, Memory>, tools: CheckTools): Promise<Observation<Evidence>>
  /** What the evidence means. Pure; must not throw for anything that the schema lets through. */
  judge(evidence: Evidence): Verdict
  /** What it notices of a contact that is alive all the same; absent: nothing. */
  flags?(evidence: Evidence): readonly KindFlag[]
  /**
   * What to remember of an alive observation for the next comparison.
   * @param known what the check was given; null may be returned where it holds all of that already
   */
  learn(evidence: Evidence, known?: Memory | null): Memory | null
  /** By what the checker is tried before its bad verdicts count; absent: nothing outside answers for its kind. */
  controls?: Controls
  /** Link that a person opens to see the contact; null where there is nothing to open. */
  href(value: string): string | null
  /** What a person should do or ask when no machine can tell. */
  askPerson: Bilingual
  /** Texts of the reason codes of this kind's own family. */
  reasons: Record<ReasonCode, ReasonText>
  /** Names of the facts it reports. */
  factLabels: Record<string, Bilingual>
}
