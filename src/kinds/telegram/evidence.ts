import { z } from 'zod'

/** What stands behind a Telegram name, as far as its public card tells. */
export const cardKinds = ['channel', 'chat', 'bot', 'user'] as const
export type CardKind = (typeof cardKinds)[number]

const cardKind = z.enum(cardKinds)

/** Settings in a kb file. */
export const telegramSettings = z.strictObject({
  /** What the sources call it; a card of another kind is reported. */
  expect: cardKind.optional(),
  /** Title the sources print; without it the title of the last good check is the yardstick. */
  title: z.string().min(1).optional(),
  /** Documented as public: then a missing card is evidence of absence. */
  public: z.boolean().default(true),
  /** Promise of the contact, days: a channel whose newest post is older carries the fact `silent`. */
  silentAfterDays: z.number().int().positive().nullable().default(null),
})
export type TelegramSettings = z.infer<typeof telegramSettings>

const memory = z.object({ title: z.string(), kind: cardKind.nullable() })
/** What is kept of the last good card: names are sold and taken over, so existence alone proves little. */
export type TelegramMemory = z.infer<typeof memory>

const card = z.object({
  /** `tgme_page_wrap` is there: Telegram itself answered, whatever words the page holds. */
  wrap: z.boolean(),
  title: z.string().nullable(),
  /** Name or counts under the title; several blocks are joined with ` · `. */
  extra: z.string().nullable(),
  noindex: z.boolean(),
  iconUser: z.boolean(),
  ogTitle: z.string().nullable(),
  ogDescription: z.string().nullable(),
  /** Text of the main button. */
  action: z.string().nullable(),
  /** Text under the title: the description, or the invitation. */
  description: z.string().nullable(),
  /** The sentence with which Telegram refuses to show it here. */
  restricted: z.string().nullable(),
  /** `/s/name` is offered: posts can be read without an account. */
  preview: z.boolean(),
  /** Telegram's own badge stands beside the title. */
  verified: z.boolean().default(false),
})
/** Decisive markup of a `t.me` page. */
export type Card = z.infer<typeof card>

export const telegramEvidence = z.object({
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  status: z.number().int().nullable(),
  /** Host of the last answer; anything but Telegram's own proves nothing. */
  finalHost: z.string().nullable(),
  bodyBytes: z.number().int(),
  /** The wall or stub that answered instead of Telegram. */
  wall: z
    .object({ id: z.string(), family: z.enum(['wall', 'rate', 'login', 'geo', 'parked', 'paused']) })
    .nullable(),
  invite: z.boolean(),
  card: card.nullable(),
  kind: cardKind.nullable(),
  subscribers: z.number().int().nullable(),
  members: z.number().int().nullable(),
  /** Of bots. */
  monthlyUsers: z.number().int().nullable().default(null),
  /** ISO 8601 date-time of the newest post in the preview. */
  lastPostAt: z.string().nullable(),
  /** Whole days from the newest post to the check. */
  silentDays: z.number().int().nullable().default(null),
  /** The sentence with which the preview refuses to show the posts here. */
  previewRefused: z.string().nullable().default(null),
  /** What the description says of the end of this contact or of a move; advice, not a verdict. */
  notice: z.string().nullable().default(null),
  documented: telegramSettings,
  known: memory.nullable(),
})
export type TelegramEvidence = z.infer<typeof telegramEvidence>
