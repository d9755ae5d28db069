import { exactTime } from '../../i18n/moments.ts'
import { cleanText } from '../clean-text.ts'
import { Moment } from '../moment.tsx'
import type { ContactProps } from './contact-props.ts'

/** What people said of the contact, with what they photographed; nothing where nobody said anything. */
export function Words({ view, data }: ContactProps) {
  const { photos: t } = view.t
  if (data.words.length === 0) return null
  return (
    <section class="panel" aria-labelledby="words">
      <h2 id="words">{t.words}</h2>
      <ul class="words">
        {data.words.map((word) => (
          <Word view={view} word={word} />
        ))}
      </ul>
    </section>
  )
}

interface WordProps {
  view: ContactProps['view']
  word: ContactProps['data']['words'][number]
}

function Word({ view, word }: WordProps) {
  const { photos: t, contact } = view.t
  const said = (word.after ?? {}) as Partial<Record<string, string>>
  const { says, how, heard, note, value, untilAt } = said
  const verdict = says === 'works' ? contact.works : says === 'broken' ? contact.broken : undefined
  const what = verdict ?? (word.action === 'could-not' ? t.couldNot : t.proposed)
  const ends = untilAt === undefined ? Number.NaN : Date.parse(untilAt)
  return (
    <li class={verdict ? `is-${says}` : ''}>
      <p>
        <strong>{what}</strong> · {cleanText(word.actor, 80)}
        <span class="quiet">
          {how && ` · ${contact.howOptions[how] ?? cleanText(how, 60)}`} · <Moment view={view} at={word.at} />
          {ends > view.now.getTime() && ` · ${t.until(exactTime(new Date(ends), view.language))}`}
        </span>
      </p>
      {value && <p class="value">{cleanText(value, 300)}</p>}
      {heard && <p>{cleanText(heard, 1000)}</p>}
      {note && <p>{cleanText(note, 1000)}</p>}
      <Picture view={view} word={word} />
    </li>
  )
}

function Picture({ view, word }: WordProps) {
  const { photos: t } = view.t
  const { photoId, photoWidth, photoHeight } = word
  if (photoId === null || photoWidth === null || photoHeight === null) return null
  return (
    <a class="photo" href={`/photos/${photoId}`} title={t.open}>
      <img
        src={`/photos/${photoId}`}
        alt={t.alt(cleanText(word.actor, 80))}
        width={photoWidth}
        height={photoHeight}
        loading="lazy"
      />
    </a>
  )
}
