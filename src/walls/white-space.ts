/** White space but the plain one, what is invisible, and the rarer scripts, which nobody has sorted here. */
const odd = /[^ -\u009f\u00a1-\u00ac\u00ae-\u167f\u2010-\u2027]/

/**
 * Whether single spaces are all the white space of a text, and nothing in it is invisible. Letters of Europe and
 * the dashes and quotes of print pass; of a text with rarer signs it says false, whatever they are.
 */
export function isSingleSpaced(text: string): boolean {
  return !text.includes('  ') && !odd.test(text)
}

/** One space for every run of white space; looking first is a third of what replacing costs. */
export function singleSpaced(text: string): string {
  return isSingleSpaced(text) ? text : text.replace(/\s+/g, ' ')
}
