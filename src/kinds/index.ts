import type { ReasonCode } from '../domain/verdict.ts'
import { appKind } from './app/index.ts'
import { cabinetKind } from './cabinet/index.ts'
import { emailKind } from './email/index.ts'
import { formKind } from './form/index.ts'
import type { Kind, ReasonText } from './kind.ts'
import { maxKind } from './max/index.ts'
import { pageKind } from './page/index.ts'
import { phoneKind } from './phone/index.ts'
import { sharedReasons } from './reasons.ts'
import { telegramKind } from './telegram/index.ts'
import { vkKind } from './vk/index.ts'

/** All that the product knows of kinds; nothing else asks a kind by name. */
export interface Registry {
  /** In the order in which they are asked to recognise a text. */
  kinds: readonly Kind[]
  kindNamed(name: string): Kind | undefined
  /** The first kind that takes a text for unmistakably its own, with the canonical value. */
  recogniseTarget(text: string): { kind: Kind; value: string } | null
  /** Text of a code, whichever kind it belongs to. */
  reasonText(code: ReasonCode | string): ReasonText | undefined
}

/**
 * A registry of these kinds, asked in this order.
 * @throws Error when two kinds have one name, or two texts are given for one code: our own mistake.
 */
export function createRegistry(kinds: readonly Kind[]): Registry {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]))
  if (byName.size < kinds.length) throw new Error('two kinds have the same name')
  const texts = [sharedReasons, ...kinds.map((kind) => kind.reasons)].flatMap((all) => Object.entries(all))
  const byCode = new Map<string, ReasonText>(texts)
  if (byCode.size < texts.length) throw new Error('two texts are given for one reason code')
  return {
    kinds,
    kindNamed: (name) => byName.get(name),
    recogniseTarget(text) {
      for (const kind of kinds) {
        const value = kind.recognise(text)
        if (value !== null) return { kind, value }
      }
      return null
    },
    reasonText: (code) => byCode.get(code),
  }
}

/** The kinds of this product. Adding one: its folder, and its line here before the more general ones. */
export const registry = createRegistry([
  telegramKind,
  maxKind,
  vkKind,
  appKind,
  emailKind,
  phoneKind,
  formKind,
  pageKind,
  cabinetKind,
])

export const { kinds, kindNamed, recogniseTarget, reasonText } = registry
