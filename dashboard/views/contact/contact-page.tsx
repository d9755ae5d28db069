import { hrefOf, kindOf, shownFlags, textOfReason } from '../../contact-facts.ts'
import type { View } from '../../env.ts'
import { explainStatus } from '../../explain-status.ts'
import { exactTime } from '../../i18n/moments.ts'
import { mayEdit } from '../../may-edit.ts'
import { contactPage } from '../../route-path.ts'
import { cleanText } from '../clean-text.ts'
import { Icon, NamedIcon } from '../icons.tsx'
import { Page } from '../layout.tsx'
import { Moment } from '../moment.tsx'
import { safeHref } from '../safe-href.ts'
import { Flags, StatusBadge } from '../status-badge.tsx'
import { AttestForm } from './attest-form.tsx'
import { Claims } from './claims.tsx'
import { Clocks } from './clocks.tsx'
import type { ContactProps } from './contact-props.ts'
import { Documented } from './documented.tsx'
import { Evidence } from './evidence.tsx'
import { History } from './history.tsx'
import { asksPerson, NextSteps } from './next-steps.tsx'
import { PendingEdits } from './pending-edits.tsx'
import { Undo, Verbs } from './verbs.tsx'
import { Words } from './words.tsx'

/** All that is known of one contact. Parts with `data-live` are renewed in place when something happened to it. */
export function ContactPage(props: ContactProps) {
  const { view, data, notice, draft } = props
  const { contact } = data
  const mayAct = view.session !== null && mayEdit(view.session.user, contact.id)
  // The answer to a form that was sent has an address that cannot be asked for again.
  const live = draft ? {} : { live: contact.id }
  return (
    <Page view={view} title={contact.label[view.language]} section="contacts" {...live}>
      <Head {...props} />
      {mayAct && contact.value !== null && <CheckNow {...props} />}
      {notice && <Notice view={view} notice={notice} />}
      <div class="column" data-live="undo">
        {mayAct && <Undo {...props} />}
      </div>
      <div class="split">
        <div class="main-column">
          <div class="column" data-live="next">
            <NextSteps {...props} />
          </div>
          {mayAct && asksPerson(data) && <AttestForm {...props} />}
          <div class="column" data-live="main">
            <Evidence {...props} />
            <Words {...props} />
            <History {...props} />
          </div>
        </div>
        <div class="side">
          <div data-live="clocks">
            <Clocks {...props} />
          </div>
          {mayAct && !asksPerson(data) && <AttestForm {...props} />}
          <div class="column" data-live="verbs">
            {mayAct && <Verbs {...props} />}
          </div>
          <div class="column" data-live="edits">
            <PendingEdits view={view} contactId={contact.id} edits={data.edits} mayAct={mayAct} />
          </div>
          <div class="column" data-live="stated">
            <Claims {...props} />
            <Documented {...props} />
          </div>
        </div>
      </div>
    </Page>
  )
}

function Head(props: ContactProps) {
  const { view, pipeline, data } = props
  const { contact, place } = data
  const { t, language } = view
  const kind = kindOf(pipeline, contact.kind)
  return (
    <header class="head">
      <p class="crumbs quiet">
        <a href="/contacts">{t.lists.title}</a> /{' '}
        <a href={`/contacts?marketplace=${encodeURIComponent(contact.marketplace)}`}>
          {cleanText(place?.name[language] ?? contact.marketplace, 60)}
        </a>
      </p>
      <h1>{cleanText(contact.label[language], 160)}</h1>
      <div data-live="value">
        <Value {...props} />
      </div>
      <p class="quiet about">
        {kind && <Icon inner={kind.icon} />}
        <span>
          {kind?.title[language] ?? contact.kind} · {t.words.audiences[contact.audience]} ·{' '}
          {t.words.importances[contact.importance]}
        </span>
      </p>
      <div class={`why is-${contact.status}`} data-live="state">
        <Why {...props} />
      </div>
    </header>
  )
}

function Value({ view, pipeline, data }: ContactProps) {
  const { contact } = data
  const { t } = view
  if (contact.value === null) return <p class="quiet">{t.words.gap}</p>
  const href = safeHref(hrefOf(pipeline, contact))
  return (
    <p class="big-value">
      <span class="value" id="value">
        {cleanText(contact.value, 300)}
      </span>
      <span class="value-actions">
        <button
          type="button"
          class="button is-small"
          data-copy={contact.value}
          data-done={t.contact.copied}
          hidden
        >
          <NamedIcon name="copy" />
          <span>{t.contact.copy}</span>
        </button>
        {href && (
          <a class="button is-small" href={href} rel="noopener noreferrer nofollow" target="_blank">
            <NamedIcon name="open" />
            {t.contact.openIt}
          </a>
        )}
      </span>
    </p>
  )
}

function Why({ view, pipeline, data }: ContactProps) {
  const { contact, checks } = data
  const { t, language } = view
  const last = checks[0] ?? null
  const code = contact.reasonCode ?? (contact.status === 'fresh' ? null : (last?.reasonCode ?? null))
  const means = textOfReason(pipeline, code)?.means[language]
  const sentences = explainStatus(view, contact, last, pipeline.patience)
  const flags = shownFlags(contact, view.now)
  return (
    <>
      <p class="why-head">
        <StatusBadge view={view} status={contact.status} />
        <span class="quiet">
          <Moment view={view} at={contact.statusSinceAt} />
        </span>
        <Flags view={view} flags={flags} />
      </p>
      <p>
        {means
          ? cleanText(means, 400)
          : contact.status === 'fresh'
            ? null
            : t.words.statusMeanings[contact.status]}
      </p>
      {sentences.length > 0 && <p>{sentences.join(' ')}</p>}
      {contact.documented === 'phantom' && <p>{t.words.phantom}</p>}
      {contact.acknowledgedBy && (
        <p class="quiet">{t.contact.acknowledged(cleanText(contact.acknowledgedBy, 80))}</p>
      )}
      {flags.includes('muted') && contact.mutedUntil && (
        <p class="quiet">
          {t.contact.muted(exactTime(contact.mutedUntil, language), cleanText(contact.mutedBy ?? '', 80))}{' '}
          {cleanText(contact.mutedReason ?? '', 300)}
        </p>
      )}
    </>
  )
}

function CheckNow({ view, data }: ContactProps) {
  const { contact: t } = view.t
  return (
    <form
      class="check-now"
      method="post"
      action={`${contactPage(data.contact.id)}/recheck`}
      data-check-now=""
      data-checking={t.checking}
      data-waiting={t.stillWaiting}
      data-failed={t.checkFailed}
    >
      <input type="hidden" name="csrf" value={view.session?.csrfToken ?? ''} />
      <button type="submit" class="button is-main">
        <NamedIcon name="again" />
        {t.checkNow}
      </button>
      <output>{data.openCheck ? t.stillWaiting : null}</output>
    </form>
  )
}

function Notice({ view, notice }: { view: View; notice: NonNullable<ContactProps['notice']> }) {
  return (
    <p class={`notice is-${notice}`} role="status">
      {view.t.editing.notices[notice]}
    </p>
  )
}
