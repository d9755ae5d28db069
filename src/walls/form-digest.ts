import type { Attributes } from './html-attributes.ts'

/** One control that a visitor fills in. `type` is the input type, `textarea`, `select` or an ARIA role. */
export interface FieldDigest {
  name: string
  type: string
  required: boolean
}

/** A form as the document offers it. */
export interface FormDigest {
  /** Absolute URL; null when the form names none. */
  action: string | null
  method: 'get' | 'post'
  id: string | null
  name: string | null
  classes: string[]
  role: string | null
  fields: FieldDigest[]
  /** The control that sends it; null: none was found. Many forms stay disabled until they are filled in. */
  submit: 'enabled' | 'disabled' | null
  submitLabel: string
  /** Fields and buttons outside any `form` element, gathered as one: client-side pages often have no element. */
  loose: boolean
}

const formCap = 30
const fieldCap = 60
const notFields = new Set(['hidden', 'submit', 'button', 'image', 'reset'])
const fieldRoles = new Set([
  'textbox',
  'combobox',
  'listbox',
  'radio',
  'checkbox',
  'radiogroup',
  'spinbutton',
  'slider',
])

/** Gathers forms while the document is read. */
export class FormCollector {
  readonly found: FormDigest[] = []
  private readonly loose: FormDigest = emptyForm(true)
  private current: FormDigest | null = null
  private labelled: FormDigest | null = null
  private readonly resolve: (link: string) => string | null

  /** @param resolve makes a link of the document absolute */
  constructor(resolve: (link: string) => string | null) {
    this.resolve = resolve
  }

  inForm(): boolean {
    return this.current !== null
  }

  /** Forms do not nest: a start tag inside a form is void (HTML standard, "form element pointer"). */
  openForm(attributes: Attributes): void {
    if (this.current) return
    const form = emptyForm(false)
    form.action = attributes.action ? this.resolve(attributes.action) : null
    form.method = attributes.method?.toLowerCase() === 'post' ? 'post' : 'get'
    form.id = attributes.id?.slice(0, 80) ?? null
    form.name = attributes.name?.slice(0, 80) ?? null
    form.classes = (attributes.class ?? '').split(/\s+/, 12).filter(Boolean)
    form.role = attributes.role?.toLowerCase() ?? null
    this.current = form
    if (this.found.length < formCap) this.found.push(form)
  }

  closeForm(): void {
    this.current = null
  }

  /** Looks at any element; takes it when it is a field or a button. */
  control(tag: string, attributes: Attributes): void {
    const role = attributes.role?.toLowerCase() ?? ''
    const type = attributes.type?.toLowerCase() ?? ''
    if (tag === 'input') {
      if (type === 'submit' || type === 'image' || type === 'button') this.addButton(attributes, type)
      else if (!notFields.has(type)) this.addField(attributes, type || 'text')
    } else if (tag === 'textarea' || tag === 'select') this.addField(attributes, tag)
    else if (tag === 'button') this.addButton(attributes, type || 'submit')
    else if (fieldRoles.has(role)) this.addField(attributes, role)
    else if (attributes.contenteditable === 'true' || attributes.contenteditable === '')
      this.addField(attributes, 'textbox')
    else if (role === 'button') this.addButton(attributes, 'button')
  }

  /** Visible text that stands inside a button that `control` took. */
  buttonText(text: string): void {
    if (this.labelled && this.labelled.submitLabel.length < 60) this.labelled.submitLabel += text
  }

  closeButton(): void {
    this.labelled = null
  }

  /** All forms, the loose one last and only where it holds something. */
  all(): FormDigest[] {
    return this.loose.fields.length > 0 ? [...this.found, this.loose] : this.found
  }

  private addField(attributes: Attributes, type: string): void {
    // A field that no visitor can reach is bait for robots.
    if (attributes['aria-hidden'] === 'true' || attributes.tabindex === '-1') return
    const { fields } = this.current ?? this.loose
    if (fields.length >= fieldCap) return
    const name = attributes.name ?? attributes.id ?? attributes['aria-label'] ?? attributes.placeholder ?? ''
    const required = attributes.required !== undefined || attributes['aria-required'] === 'true'
    fields.push({ name: name.slice(0, 80), type, required })
  }

  private addButton(attributes: Attributes, type: string): void {
    if (type === 'reset') return
    const form = this.current ?? this.loose
    const disabled = attributes.disabled !== undefined || attributes['aria-disabled'] === 'true'
    // A real submit button wins over a button that may do anything.
    if (form.submit === null || (type === 'submit' && !disabled))
      form.submit = disabled ? 'disabled' : 'enabled'
    if (attributes.value) form.submitLabel = attributes.value.slice(0, 60)
    else this.labelled = form
  }
}

function emptyForm(loose: boolean): FormDigest {
  return {
    action: null,
    method: 'get',
    id: null,
    name: null,
    classes: [],
    role: null,
    fields: [],
    submit: null,
    submitLabel: '',
    loose,
  }
}
