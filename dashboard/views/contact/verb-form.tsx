import type { Child } from 'hono/jsx'
import type { View } from '../../env.ts'
import { contactPage } from '../../route-path.ts'

interface VerbFormProps {
  view: View
  contactId: string
  verb: string
  /** Text of the button. */
  text: string
  children?: Child
  isMain?: boolean
}

/** One thing to do with a contact: a form with its fields and its button. */
export function VerbForm({ view, contactId, verb, text, children, isMain = false }: VerbFormProps) {
  return (
    <form class="stack" method="post" action={`${contactPage(contactId)}/${verb}`}>
      <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
      {children}
      <button type="submit" class={isMain ? 'button is-main' : 'button'}>
        {text}
      </button>
    </form>
  )
}
