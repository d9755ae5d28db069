import type { Claim } from '../../../src/domain/contact.ts'
import { statedDay } from '../../i18n/moments.ts'
import { cleanText } from '../clean-text.ts'
import { Outside } from '../outside.tsx'
import type { ContactProps } from './contact-props.ts'

/** What each source says, and whether they contradict each other. */
export function Claims({ view, data }: ContactProps) {
  const { contact: t } = view.t
  const { contact, dispute, articleClaims } = data
  return (
    <section class="panel" aria-labelledby="claims">
      <h2 id="claims">{t.claims}</h2>
      {contact.contradicted && (
        <p class="notice is-disputed">
          {contact.status === 'fresh' || contact.documented === 'retired'
            ? view.t.editing.contradictsAlive
            : view.t.editing.contradictsBroken}
        </p>
      )}
      {dispute && <p class="notice is-disputed">{t.contradiction}</p>}
      {contact.claims.length + articleClaims.length === 0 && <p class="quiet">{t.claimsNone}</p>}
      <ul class="claims">
        {contact.claims.map((claim) => (
          <ClaimItem
            view={view}
            data={data}
            claim={claim}
            isAgainst={dispute?.against.includes(claim) ?? false}
          />
        ))}
        {articleClaims.map((claim) => (
          <ClaimItem
            view={view}
            data={data}
            claim={claim}
            isAgainst={dispute?.against.includes(claim) ?? false}
            page={`/articles/${claim.articleId}?at=${claim.number}#passage-${claim.number}`}
          />
        ))}
      </ul>
    </section>
  )
}

function ClaimItem({
  view,
  data,
  claim,
  isAgainst,
  page,
}: Pick<ContactProps, 'view' | 'data'> & { claim: Claim; isAgainst: boolean; page?: string }) {
  const { contact: t, words } = view.t
  const source = data.sources.get(claim.source)
  const asOf = claim.asOf ?? source?.asOf
  const title = cleanText(source?.title ?? claim.source, 120)
  return (
    <li>
      <span class={isAgainst ? 'says is-against' : 'says'}>{words.says[claim.says] ?? claim.says}</span>{' '}
      {page ? <a href={page}>{title}</a> : source?.url ? <Outside href={source.url}>{title}</Outside> : title}
      <small class="quiet">
        {source && ` · ${cleanText(source.publisher, 60)}`} ·{' '}
        {asOf ? `${t.asOf} ${statedDay(cleanText(asOf, 20), view.language)}` : t.undated}
      </small>
      {claim.detail && <span class="detail">{cleanText(claim.detail, 300)}</span>}
    </li>
  )
}
