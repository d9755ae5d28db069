/** What is known of a tag, as bits of one number: asked for every tag, so one look-up has to do. */
export const trait = {
  /** Has no end tag. */
  void: 1,
  /** Its content is text whatever it looks like. */
  raw: 2,
  /** Its start tag ends elements that were left open. */
  implies: 4,
  /** Stands within a line of text. */
  inline: 8,
  /** Its content is not for the eye. */
  unseen: 16,
  /** Its attributes say something of the page. */
  telling: 32,
} as const

const lists: Record<keyof typeof trait, string> = {
  void: 'area base br col embed hr img input link meta param source track wbr',
  raw: 'script style textarea title xmp noembed noframes',
  implies:
    'li dt dd option tr td th address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul',
  inline:
    'a abbr b bdi cite code em font i ins kbd label mark q s small span strong sub sup time u var wbr nobr',
  unseen: 'script style noscript template svg option textarea object head',
  telling: 'html base meta link iframe frame script form input textarea select button app-root',
}

const traits = new Map<string, number>()
for (const [name, tags] of Object.entries(lists))
  for (const tag of tags.split(' '))
    traits.set(tag, (traits.get(tag) ?? 0) | trait[name as keyof typeof trait])

/** The traits of a tag in lower case; 0 for one of which nothing is known. */
export function traitsOf(tag: string): number {
  return traits.get(tag) ?? 0
}
