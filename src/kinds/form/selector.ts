import type { FormDigest } from '../../walls/form-digest.ts'

const part =
  /^(?:#([\w-]{1,80})|\.([\w-]{1,80})|\[(id|name|action|role)([*^$]?=)["']?([^"'\]]{1,200})["']?\])/

interface Condition {
  of: 'id' | 'class' | 'name' | 'action' | 'role'
  how: '=' | '*=' | '^=' | '$='
  value: string
}

/** The conditions of a simple selector (`form#id.class[action*=x]`), or null where it is none. */
function readSelector(selector: string): Condition[] | null {
  let rest = selector.trim().replace(/^form(?=[#.[]|$)/, '')
  const conditions: Condition[] = []
  while (rest !== '') {
    const match = part.exec(rest)
    if (!match) return null
    const [whole, id, className, attribute, how = '=', value = ''] = match
    if (id !== undefined) conditions.push({ of: 'id', how: '=', value: id })
    else if (className !== undefined) conditions.push({ of: 'class', how: '=', value: className })
    else conditions.push({ of: attribute as Condition['of'], how: how as Condition['how'], value })
    rest = rest.slice(whole.length)
  }
  return conditions
}

/** Whether the text is a selector that forms can be told apart by. */
export function isSelector(selector: string): boolean {
  return readSelector(selector) !== null
}

/** Whether the form is the one that the selector names. */
export function matchesSelector(form: FormDigest, selector: string): boolean {
  return (readSelector(selector) ?? []).every((condition) => holds(form, condition))
}

function holds(form: FormDigest, { of, how, value }: Condition): boolean {
  if (of === 'class') return form.classes.includes(value)
  const actual = form[of]
  if (actual === null) return false
  switch (how) {
    case '=':
      return actual === value
    case '*=':
      return actual.includes(value)
    case '^=':
      return actual.startsWith(value)
    case '$=':
      return actual.endsWith(value)
  }
}
