/** What the comparison uses of linkify-it, which comes with mailparser and brings no types. */
declare module 'linkify-it' {
  export default class LinkifyIt {
    set(options: { fuzzyLink: boolean; fuzzyEmail: boolean; fuzzyIP: boolean }): this
    add(schema: string, rule: string): this
    match(text: string): { url: string }[] | null
  }
}
