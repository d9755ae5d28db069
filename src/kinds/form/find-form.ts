import type { FieldDigest, FormDigest } from '../../walls/form-digest.ts'
import { matchesSelector } from './selector.ts'

const written = new Set([
  'text',
  'email',
  'tel',
  'url',
  'number',
  'date',
  'datetime-local',
  'time',
  'textarea',
  'textbox',
  'file',
  'spinbutton',
])
const chosen = new Set(['radio', 'checkbox', 'select', 'combobox', 'listbox', 'radiogroup'])

const searchName = /^(?:q|s|query|search|text|keywords?|term|find|поиск)$/i
const searchPlace = /search|poisk|find/i
const subscribePlace = /subscri|newsletter|mailing|рассыл|подпис/i
const consentPlace = /cookie|consent|gdpr/i

/**
 * The form that a visitor would write to somebody with, the richest where there are several. Search boxes,
 * subscriptions, entrances, cookie banners and choosers are not it.
 */
export function findForm(forms: readonly FormDigest[], selector: string | null): FormDigest | null {
  const candidates = selector ? forms.filter((form) => matchesSelector(form, selector)) : forms
  const fit = candidates.filter((form) => isContactForm(form, selector !== null))
  return fit.reduce<FormDigest | null>(
    (best, form) => (best && weight(best) >= weight(form) ? best : form),
    null,
  )
}

function weight({ fields }: FormDigest): number {
  return fields.length + (fields.some(({ type }) => type === 'textarea') ? 10 : 0)
}

/** @param named the knowledge base points at this very form, so that its shape need not speak for it */
export function isContactForm(form: FormDigest, named = false): boolean {
  const fields = form.fields.filter(({ type }) => written.has(type) || chosen.has(type))
  if (fields.length === 0 || form.submit === null) return false
  if (named) return true
  if (form.fields.some(({ type }) => type === 'password')) return false
  return !isSearch(form) && !isSubscription(form, fields) && !isChooser(form, fields)
}

function isSearch(form: FormDigest): boolean {
  const { fields, role } = form
  if (role === 'search') return true
  const typed = fields.filter(({ type }) => written.has(type) || type === 'search')
  if (fields.some(({ type }) => type === 'search') && typed.length === 1) return true
  const [only] = typed
  return (
    typed.length === 1 &&
    only !== undefined &&
    only.type !== 'textarea' &&
    (searchName.test(only.name) || searchPlace.test(placeOf(form)))
  )
}

function isSubscription(form: FormDigest, fields: readonly FieldDigest[]): boolean {
  const typed = fields.filter(({ type }) => written.has(type))
  const [only] = typed
  if (typed.length !== 1 || only === undefined || only.type === 'textarea') return false
  const asksAddress = only.type === 'email' || /mail|почт/i.test(only.name)
  return asksAddress || subscribePlace.test(placeOf(form) + form.submitLabel)
}

/** Languages, towns, sorting, cookie banners: choices without a word to write. */
function isChooser(form: FormDigest, fields: readonly FieldDigest[]): boolean {
  if (fields.some(({ type }) => written.has(type))) return false
  if (consentPlace.test(placeOf(form)) || fields.every(({ type }) => type === 'checkbox')) return true
  const names = new Set(fields.map(({ name }) => name))
  return (
    names.size < 2 &&
    fields.every(({ type }) => type === 'select' || type === 'combobox' || type === 'listbox')
  )
}

function placeOf({ action, id, name, classes }: FormDigest): string {
  const path = action && URL.canParse(action) ? new URL(action).pathname : ''
  return ` ${path} ${id ?? ''} ${name ?? ''} ${classes.join(' ')} `
}
