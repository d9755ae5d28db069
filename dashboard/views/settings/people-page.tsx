import type { Role } from '../../../src/store/schema-people.ts'
import type { UserRow } from '../../../src/store/users.ts'
import type { View } from '../../env.ts'
import { exactTime } from '../../i18n/moments.ts'
import { cleanText } from '../clean-text.ts'
import { Csrf } from '../csrf.tsx'
import { Moment } from '../moment.tsx'
import { SettingsFrame, ShownOnce } from './settings-frame.tsx'

export const roles: readonly Role[] = ['reader', 'editor', 'admin']

export interface PeopleProps {
  view: View
  people: readonly UserRow[]
  invites: readonly Invite[]
  /** Names of marketplaces by id. */
  places: ReadonlyMap<string, string>
  /** A link that was just made. */
  link?: string
  notice?: { text: string; isBad?: boolean } | undefined
}

interface Invite {
  id: number
  role: Role
  marketplaces: string[] | null
  by: string | null
  expiresAt: Date
  forUser: string | null
}

/** Who may come in, with what rights; invitations that nobody used yet. */
export function PeoplePage(props: PeopleProps) {
  const { view, people, invites, link, notice } = props
  const { people: t } = view.t.access
  return (
    <SettingsFrame view={view} title={t.title} notice={notice}>
      {link && <ShownOnce view={view} title={t.linkReady} lead={t.linkOnce} value={link} />}
      <div class="split">
        <section class="panel" aria-labelledby="list">
          <h2 id="list">{t.list}</h2>
          <ul class="rows">
            {people.map((person) => (
              <Person {...props} person={person} />
            ))}
          </ul>
        </section>
        <div class="side">
          <InviteForm {...props} />
          {invites.length > 0 && (
            <section class="panel" aria-labelledby="waiting">
              <h2 id="waiting">{t.waiting}</h2>
              <ul class="rows">
                {invites.map((invite) => (
                  <Waiting {...props} invite={invite} />
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </SettingsFrame>
  )
}

function InviteForm({ view, places }: PeopleProps) {
  const { people: t } = view.t.access
  return (
    <section class="panel" aria-labelledby="invite">
      <h2 id="invite">{t.invite}</h2>
      <p class="quiet">{t.inviteLead}</p>
      <form method="post" action="/settings/people" class="stack">
        <Csrf view={view} />
        <RoleFields view={view} places={places} preset="editor" chosen={null} prefix="new" />
        <button type="submit" class="button is-main">
          {t.make}
        </button>
      </form>
    </section>
  )
}

function RoleFields({
  view,
  places,
  preset,
  chosen,
  prefix,
}: Pick<PeopleProps, 'view' | 'places'> & {
  preset: Role
  chosen: readonly string[] | null
  prefix: string
}) {
  const { words } = view.t
  const { people: t } = view.t.access
  return (
    <>
      <label class="field">
        <span>{t.role}</span>
        <select name="role" aria-describedby={`${prefix}-role-hint`}>
          {roles.map((one) => (
            <option value={one} selected={one === preset}>
              {words.roles[one]}
            </option>
          ))}
        </select>
        <small id={`${prefix}-role-hint`}>{roles.map((one) => t.roleHints[one]).join(' ')}</small>
      </label>
      {places.size > 0 && (
        <fieldset class="choices" aria-describedby={`${prefix}-places-hint`}>
          <legend>{t.places}</legend>
          <small class="quiet" id={`${prefix}-places-hint`}>
            {t.placesHint}
          </small>
          <div>
            {[...places].map(([id, name]) => (
              <label class="choice">
                <input type="checkbox" name="place" value={id} checked={chosen?.includes(id) ?? false} />
                <span>{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
    </>
  )
}

function Person(props: PeopleProps & { person: UserRow }) {
  const { view, person, places } = props
  const { people: t } = view.t.access
  const isOwn = person.id === view.session?.user.id
  return (
    <li class={person.disabledAt ? 'is-off' : ''}>
      <div class="row-head">
        <strong>{cleanText(person.name, 80)}</strong>
        {isOwn && <span class="quiet">{t.you}</span>}
        {person.disabledAt && <span class="flag">{t.disabled}</span>}
      </div>
      <p class="quiet">
        {view.t.words.roles[person.role]}
        {person.role === 'editor' && ` · ${namePlaces(props, person.marketplaces)}`} ·{' '}
        {person.seenAt ? (
          <>
            {t.seen} <Moment view={view} at={person.seenAt} />
          </>
        ) : (
          t.notSeen
        )}
      </p>
      {!isOwn && person.disabledAt === null && (
        <details>
          <summary>
            {t.change} <span class="visually-hidden">{cleanText(person.name, 80)}</span>
          </summary>
          <form method="post" action={`/settings/people/${person.id}`} class="stack">
            <Csrf view={view} />
            <RoleFields
              view={view}
              places={places}
              preset={person.role}
              chosen={person.marketplaces}
              prefix={`person-${person.id}`}
            />
            <button type="submit" class="button">
              {t.save}
            </button>
          </form>
        </details>
      )}
      {!isOwn && <Actions view={view} person={person} />}
    </li>
  )
}

function Actions({ view, person }: { view: View; person: UserRow }) {
  const { people: t } = view.t.access
  const deeds = person.disabledAt
    ? { enable: t.enable }
    : { link: t.newLink, 'sign-out': t.signOut, disable: t.disable }
  return (
    <form method="post" action={`/settings/people/${person.id}/do`} class="buttons">
      <Csrf view={view} />
      {Object.entries(deeds).map(([deed, text]) => (
        <button type="submit" name="deed" value={deed} class="button is-small">
          {text}
        </button>
      ))}
    </form>
  )
}

function Waiting(props: PeopleProps & { invite: Invite }) {
  const { view, invite } = props
  const { people: t } = view.t.access
  return (
    <li>
      <p>
        {view.t.words.roles[invite.role]}
        {invite.role === 'editor' && ` · ${namePlaces(props, invite.marketplaces)}`}
        {invite.forUser && ` · ${t.waitingFor(cleanText(invite.forUser, 80))}`}
      </p>
      <p class="quiet">
        {invite.by && `${t.by(cleanText(invite.by, 80))} · `}
        {t.expires} {exactTime(invite.expiresAt, view.language)}
      </p>
      <form method="post" action={`/settings/invites/${invite.id}/revoke`}>
        <Csrf view={view} />
        <button type="submit" class="button is-small">
          {t.takeBack}
        </button>
      </form>
    </li>
  )
}

function namePlaces({ view, places }: PeopleProps, chosen: readonly string[] | null): string {
  if (chosen === null) return view.t.access.people.all
  return chosen.map((id) => places.get(id) ?? cleanText(id, 60)).join(', ')
}
