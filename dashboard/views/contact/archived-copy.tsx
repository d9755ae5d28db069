import { calendarDay } from '../../i18n/moments.ts'
import { Outside } from '../outside.tsx'
import type { ContactProps } from './contact-props.ts'

/** The newest archived copy of a page that is gone: what stood there, never what could stand in its place. */
export function ArchivedCopy({ view, data }: Pick<ContactProps, 'view' | 'data'>) {
  const { watch: t } = view.t.articles
  const { archived, contact } = data
  const isGone = contact.status === 'broken' || contact.status === 'changed'
  if (!isGone || !archived?.copy_url || !archived.taken_at) return null
  return (
    <p class="notice">
      <Outside href={archived.copy_url}>{t.archived(calendarDay(archived.taken_at, view.language))}</Outside>{' '}
      <span class="quiet">{t.archivedWhat}</span>
    </p>
  )
}
