import type { View } from '../env.ts'

/** The session's token, without which no form of ours changes anything. */
export function Csrf({ view }: { view: View }) {
  return <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
}
