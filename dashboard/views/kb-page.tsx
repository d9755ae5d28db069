import { isConflict } from '../../src/domain/edit.ts'
import type { Pipeline } from '../../src/pipeline/context.ts'
import type { PendingEdit } from '../../src/store/edits.ts'
import type { View } from '../env.ts'
import { contactPage } from '../route-path.ts'
import type { Looked } from '../routes/kb.tsx'
import { cleanText } from './clean-text.ts'
import { EditList } from './contact/pending-edits.tsx'
import { CsvLook } from './csv-look.tsx'
import { Page } from './layout.tsx'

interface KbProps {
  view: View
  pipeline: Pipeline
  edits: readonly PendingEdit[]
  looked: Looked | null
}

/** Edits that wait for an export, conflicts first, and editing by table. */
export function KbPage({ view, pipeline, edits, looked }: KbProps) {
  const { editing: t } = view.t
  const role = view.session?.user.role
  const mayAct = role === 'editor' || role === 'admin'
  const conflicts = edits.filter(isConflict)
  const byContact = new Map<string, PendingEdit[]>()
  for (const edit of [...conflicts, ...edits.filter((one) => !isConflict(one))])
    byContact.set(edit.contactId, [...(byContact.get(edit.contactId) ?? []), edit])
  return (
    <Page view={view} title={t.kbTitle} section="contacts">
      <h1>{t.kbTitle}</h1>
      <section class="panel" aria-labelledby="pending">
        <h2 id="pending">{t.pending}</h2>
        <p class="quiet">
          {t.kbLead} <code>stillthere kb export --dry-run</code>
        </p>
        {edits.length === 0 && <p>{t.kbNone}</p>}
        {conflicts.length > 0 && <p class="notice is-disputed">{t.kbConflicts(conflicts.length)}</p>}
        {[...byContact].map(([id, own]) => (
          <>
            <h3>
              <a href={contactPage(id)}>{cleanText(own[0]?.label[view.language] ?? id, 120)}</a>
            </h3>
            <EditList view={view} contactId={id} edits={own} mayAct={mayAct} />
          </>
        ))}
      </section>
      <section class="panel" aria-labelledby="csv">
        <h2 id="csv">{t.csvTitle}</h2>
        <p>{t.csvLead}</p>
        <p>
          <a class="button" href="/kb/contacts.csv">
            {t.csvDownload}
          </a>
        </p>
        {looked && <CsvLook view={view} pipeline={pipeline} looked={looked} />}
        {mayAct && (
          <form class="stack" method="post" action="/kb/csv" enctype="multipart/form-data">
            <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
            <label class="field">
              <span>{t.csvFile}</span>
              <input type="file" name="file" accept=".csv,text/csv" required />
            </label>
            <button type="submit" class="button">
              {t.csvTry}
            </button>
          </form>
        )}
      </section>
    </Page>
  )
}
