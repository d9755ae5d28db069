import { z } from '@hono/zod-openapi'
import type { ContactFilter } from '../../src/store/contacts.ts'
import { withoutNul } from '../contact-filter.ts'
import { isContactId } from '../ids.ts'
import { flagSchema, statusSchema } from './schemas.ts'

export const contactIdParameter = z.object({
  id: z
    .string()
    .refine(isContactId, 'must be the id of a contact, such as ozon/phone-free')
    .openapi({
      param: { name: 'id', in: 'path' },
      example: 'ozon/phone-free',
      description: 'The slash may be written as %2F.',
    }),
})

export const rowIdParameter = z.object({
  id: z.coerce
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .openapi({ param: { name: 'id', in: 'path' }, example: 42 }),
})

export const limitParameter = z.coerce.number().int().min(1).max(200).default(50).openapi({ example: 50 })

export const cursorParameter = z
  .string()
  .max(300)
  .optional()
  .openapi({ description: 'The `next` of the page before.' })

const word = z.string().max(200).optional()

/** Filter of contacts as a query string. */
export const filterQuery = z.object({
  status: z
    .string()
    .optional()
    .transform((text) => text?.split(',').filter(Boolean))
    .pipe(z.array(statusSchema).optional())
    .openapi({
      type: 'string',
      description: 'One or more statuses, comma separated.',
      example: 'broken,changed',
    }),
  kind: word,
  marketplace: word,
  flag: flagSchema.optional(),
  owner: word.openapi({ description: 'Name of the person who owns the contact.' }),
  q: word.openapi({ description: 'Words that all occur in id, value or label.' }),
})

/** Filter of contacts as JSON. */
export const filterBody = z
  .object({
    status: z.array(statusSchema).optional(),
    kind: word,
    marketplace: word,
    flag: flagSchema.optional(),
    owner: word,
    q: word,
  })
  .strict()
  .openapi('ContactFilter')

/** The store's filter from either notation. */
export function toFilter(asked: z.infer<typeof filterBody>): ContactFilter {
  const { status, flag, ...words } = asked
  const texts = withoutNul(
    Object.fromEntries(Object.entries(words).filter((entry): entry is [string, string] => Boolean(entry[1]))),
  )
  return { ...texts, ...(status?.length && { status }), ...(flag && { flag }) }
}
