/** Elements whose text nobody reads. */
export const silentElements = new Set('script style noscript template svg head textarea select'.split(' '))

/** Elements that do not break a line: a number may be split over several of them. */
export const inlineElements = new Set(
  (
    'a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr noindex q s samp small ' +
    'span strike strong sub sup time tt u var wbr'
  ).split(' '),
)

/** Words inside a line that are hidden are bait for robots; whole blocks that are hidden only wait for a click. */
export function hidesItself({ style, hidden }: Record<string, string>): boolean {
  return (
    hidden !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0/i.test(style ?? '')
  )
}

/** Text written backwards and turned round by the style sheet, to keep robots from it. */
export function isReversed(style: string | undefined): boolean {
  return style !== undefined && /bidi-override/i.test(style) && /rtl/i.test(style)
}

const dataNames: Readonly<Record<string, 'telephone' | 'email'>> = {
  'data-phone': 'telephone',
  'data-phone-number': 'telephone',
  'data-full-phone': 'telephone',
  'data-telephone': 'telephone',
  'data-tel': 'telephone',
  'data-email': 'email',
  'data-mail': 'email',
  'data-mailto': 'email',
}

/**
 * What the attributes of an element say: microdata, `data-` attributes of buttons that show a contact on a click
 * (`name` as in microdata), and descriptions of pictures with a number in them (`name` is `text`).
 */
export function textOfAttributes(
  tag: string,
  attributes: Record<string, string>,
): { name: string; content: string }[] {
  const found: { name: string; content: string }[] = []
  const { itemprop, content, property, href, alt } = attributes
  if (itemprop && content) found.push({ name: itemprop.toLowerCase(), content })
  if (itemprop && tag === 'link' && href) found.push({ name: itemprop.toLowerCase(), content: href })
  if (property && content && /phone_number$/.test(property)) found.push({ name: 'telephone', content })
  for (const [name, value] of Object.entries(attributes)) {
    const meant = dataNames[name]
    if (meant !== undefined) found.push({ name: meant, content: value })
    else if (name !== 'href' && /(?:^|['"=])tel:\+?\d/.test(value.slice(0, 300)))
      found.push({ name: 'telephone', content: /tel:([+\d\s()-]{5,30})/.exec(value)?.[1] ?? '' })
  }
  const { 'data-user': user, 'data-domain': domain } = attributes
  if (user && domain) found.push({ name: 'email', content: `${user}@${domain}` })
  if (alt && tag === 'img' && (alt.match(/\d/g)?.length ?? 0) >= 5) found.push({ name: 'text', content: alt })
  return found.map((one) => ({ ...one, content: one.content.slice(0, 300) }))
}
