import { contactPage } from '../../route-path.ts'
import { cleanText } from '../clean-text.ts'
import { Outside } from '../outside.tsx'
import { Pair } from './attempt.tsx'
import type { ContactProps } from './contact-props.ts'

/** Where the contact is written down: our files and the owner's pages. */
export function Documented({ view, data }: ContactProps) {
  const { contact: t } = view.t
  const { contact } = data
  return (
    <section class="panel" aria-labelledby="documented">
      <h2 id="documented">{t.documented}</h2>
      <dl class="pairs">
        <Pair name={t.statedAt}>
          <code>
            {cleanText(contact.statedAt.file, 120)}:{contact.statedAt.line}
          </code>
        </Pair>
        <Pair name={t.listedOn}>
          {contact.listedOn.length === 0 ? (
            <span class="quiet">{t.listedNone}</span>
          ) : (
            <ul class="plain">
              {contact.listedOn.map((url) => (
                <li>
                  <Outside href={url} />
                </li>
              ))}
            </ul>
          )}
        </Pair>
        {contact.successor && (
          <Pair name={t.successor}>
            <a href={contactPage(contact.successor)}>{cleanText(contact.successor, 120)}</a>
          </Pair>
        )}
        {contact.hours && <Pair name={t.hours}>{cleanText(contact.hours, 200)}</Pair>}
        {contact.note && <Pair name={t.note}>{cleanText(contact.note, 1000)}</Pair>}
      </dl>
    </section>
  )
}
