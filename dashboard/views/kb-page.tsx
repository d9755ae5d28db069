import { isConflict } from '../../src/domain/edit.ts'
import type { PendingEdit } from '../../src/store/edits.ts'
import type { View } from '../env.ts'
import { contactPage } from '../route-path.ts'
import type { Looked } from '../routes/kb.tsx'
import { cleanText } from './clean-text.ts'
import { EditList } from './contact/pending-edits.tsx'
import { Page } from './layout.tsx'

interface KbProps {
  view: View
  edits: readonly PendingEdit[]
  looked: Looked | null
}

/** Edits that wait for an export, conflicts first, and editing by table. */
export function KbPage({ view, edits, looked }: KbProps) {
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
        {looked && <LookedAt view={view} looked={looked} />}
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

function LookedAt({ view, looked: { plan, table, isWritten } }: { view: View; looked: Looked }) {
  const { editing: t } = view.t
  const { changes, problems } = plan
  const show = (values: object) =>
    Object.entries(values)
      .map(([field, value]) => `${t.fields[field as keyof typeof t.fields]}: ${value ?? t.empty}`)
      .join(' · ')
  return (
    <div role="status">
      {problems.length > 0 && <h3>{t.csvProblems}</h3>}
      <ul class="plain">
        {problems.slice(0, 200).map(({ line, detail }) => (
          <li>
            {t.csvLine(line)}: <span lang="en">{cleanText(detail, 300)}</span>
          </li>
        ))}
      </ul>
      <h3>
        {changes.length === 0
          ? t.csvNothing
          : `${isWritten ? `${t.notices.done} ` : ''}${t.csvChanges(changes.length)}`}
      </h3>
      <ul class="plain">
        {changes.slice(0, 200).map(({ line, contactId, before, after }) => (
          <li>
            {t.csvLine(line)}: <a href={contactPage(contactId)}>{contactId}</a>:{' '}
            {cleanText(show(before), 300)} → {cleanText(show(after), 300)}
          </li>
        ))}
      </ul>
      {!isWritten && changes.length > 0 && (
        <form class="stack" method="post" action="/kb/csv">
          <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
          <input type="hidden" name="apply" value="yes" />
          <input type="hidden" name="table" value={table} />
          <p class="quiet">{t.csvUnchecked}</p>
          <button type="submit" class="button is-main">
            {t.csvApply}
          </button>
        </form>
      )}
    </div>
  )
}
