import { ArchivedCopy } from './archived-copy.tsx'
import { Attempt } from './attempt.tsx'
import type { ContactProps } from './contact-props.ts'

/** The latest checks, the newest one unfolded. */
export function Evidence({ view, pipeline, data }: ContactProps) {
  const { contact: t } = view.t
  return (
    <section class="panel" aria-labelledby="evidence">
      <h2 id="evidence">{t.evidence}</h2>
      <ArchivedCopy view={view} data={data} />
      {data.checks.length === 0 && <p class="quiet">{t.evidenceNone}</p>}
      {data.checks.map((check, index) => (
        <Attempt
          view={view}
          pipeline={pipeline}
          check={check}
          kindName={data.contact.kind}
          isOpen={index === 0}
        />
      ))}
    </section>
  )
}
