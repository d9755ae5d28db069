import { type listTokens, scopes } from '../../../src/store/tokens.ts'
import type { View } from '../../env.ts'
import { cleanText } from '../clean-text.ts'
import { Csrf } from '../csrf.tsx'
import { Moment } from '../moment.tsx'
import { SettingsFrame, ShownOnce } from './settings-frame.tsx'

export interface TokensProps {
  view: View
  tokens: Awaited<ReturnType<typeof listTokens>>
  /** A token that was just made. */
  made?: string
  invalid?: boolean
  notice?: { text: string; isBad?: boolean } | undefined
}

/** Tokens of programs: made here, shown once, taken back. */
export function TokensPage({ view, tokens, made, invalid = false, notice }: TokensProps) {
  const { tokens: t } = view.t.access
  return (
    <SettingsFrame view={view} title={t.title} notice={notice}>
      {made && <ShownOnce view={view} title={t.ready} lead={t.once} value={made} />}
      <div class="split">
        <section class="panel" aria-labelledby="list">
          <h2 id="list">{t.list}</h2>
          {tokens.length === 0 && <p class="quiet">{t.none}</p>}
          <ul class="rows">
            {tokens.map((token) => (
              <Token view={view} token={token} />
            ))}
          </ul>
          <p>
            <a href="/api/docs">{t.docs}</a>
          </p>
        </section>
        <div class="side">
          <NewToken view={view} invalid={invalid} />
        </div>
      </div>
    </SettingsFrame>
  )
}

function Token({ view, token }: { view: View; token: TokensProps['tokens'][number] }) {
  const { tokens: t } = view.t.access
  return (
    <li>
      <div class="row-head">
        <strong>{cleanText(token.name, 100)}</strong>
        <code>{token.prefix}…</code>
      </div>
      <p class="quiet">
        {token.scopes.map((scope) => t.scopeNames[scope] ?? scope).join(', ')} · {t.created}{' '}
        <Moment view={view} at={token.createdAt} />
        {token.createdBy && ` (${cleanText(token.createdBy, 80)})`} ·{' '}
        {token.usedAt ? (
          <>
            {t.used} <Moment view={view} at={token.usedAt} />
          </>
        ) : (
          t.neverUsed
        )}
      </p>
      <form method="post" action={`/settings/tokens/${token.id}/revoke`}>
        <Csrf view={view} />
        <button type="submit" class="button is-small">
          {t.revoke} <span class="visually-hidden">{cleanText(token.name, 100)}</span>
        </button>
      </form>
    </li>
  )
}

function NewToken({ view, invalid }: { view: View; invalid: boolean }) {
  const { tokens: t } = view.t.access
  return (
    <section class="panel" aria-labelledby="make">
      <h2 id="make">{t.make}</h2>
      <p class="quiet">{t.lead}</p>
      {invalid && (
        <p class="problem" id="token-problem" role="alert">
          {t.invalid}
        </p>
      )}
      <form method="post" action="/settings/tokens" class="stack">
        <Csrf view={view} />
        <label class="field">
          <span>{t.name}</span>
          <input
            name="name"
            required
            maxlength={80}
            aria-describedby={invalid ? 'token-hint token-problem' : 'token-hint'}
            aria-invalid={invalid ? 'true' : undefined}
          />
          <small id="token-hint">{t.nameHint}</small>
        </label>
        <fieldset class="choices">
          <legend>{t.scopes}</legend>
          {scopes.map((scope) => (
            <label class="choice">
              <input type="checkbox" name="scope" value={scope} checked={scope === 'read'} />
              <span>{t.scopeNames[scope]}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit" class="button is-main">
          {t.create}
        </button>
      </form>
    </section>
  )
}
