import type { Role } from '../../src/store/schema-people.ts'
import type { View } from '../env.ts'
import { Page } from './layout.tsx'

/** Shown to whoever comes without a session. */
export function SignInPage({ view }: { view: View }) {
  const { signIn, tagline } = view.t.frame
  return (
    <Page view={view} title={signIn.title}>
      <section class="lone">
        <p class="quiet">{tagline}</p>
        <h1>{signIn.title}</h1>
        <p>{signIn.lead}</p>
        <HowToInvite view={view} />
      </section>
    </Page>
  )
}

function HowToInvite({ view }: { view: View }) {
  const { signIn } = view.t.frame
  return (
    <>
      <p>{signIn.how}</p>
      <pre class="command" tabindex={0}>
        npx stillthere user invite --role editor
      </pre>
      <p class="quiet">{signIn.expires}</p>
    </>
  )
}

/** The page behind a link that still works: one button, and a name where the user is new. */
export function InvitePage({
  view,
  role,
  isNew,
  invalid,
}: {
  view: View
  role: Role
  isNew: boolean
  invalid: boolean
}) {
  const { t } = view
  const { signIn } = t.frame
  return (
    <Page view={view} title={signIn.title}>
      <section class="lone">
        <h1>{signIn.welcome}</h1>
        <p>{signIn.asRole(t.words.roles[role] ?? role)}</p>
        <form method="post" class="stack">
          {view.session && <input type="hidden" name="csrf" value={view.session.csrfToken} />}
          {isNew && (
            <label class="field">
              <span>{signIn.name}</span>
              <input
                name="name"
                required
                maxlength={80}
                autocomplete="name"
                aria-describedby={invalid ? 'name-hint name-problem' : 'name-hint'}
                aria-invalid={invalid ? 'true' : undefined}
              />
              <small id="name-hint">{signIn.nameHint}</small>
              {invalid && (
                <strong id="name-problem" class="problem">
                  {signIn.nameMissing}
                </strong>
              )}
            </label>
          )}
          <button type="submit" class="button is-main">
            {signIn.enter}
          </button>
        </form>
      </section>
    </Page>
  )
}

export function SpentLinkPage({ view }: { view: View }) {
  const { signIn } = view.t.frame
  return (
    <Page view={view} title={signIn.spent}>
      <section class="lone">
        <h1>{signIn.spent}</h1>
        <p>{signIn.spentWhy}</p>
        <HowToInvite view={view} />
      </section>
    </Page>
  )
}
