import { type Handler, Parser } from 'htmlparser2'

// The parser's time grows with the square of the depth; no page that people read is deeper than this.
const deepest = 1500
const chunkLength = 32_768

/** Reads a document into a handler; stops where nesting becomes an attack. Never throws for bad markup. */
export function feedParser(html: string, handler: Partial<Handler>): void {
  let depth = 0
  const parser = new Parser(
    {
      ontext: (text) => handler.ontext?.(text),
      onopentag(tag, attributes, implied) {
        depth += 1
        if (depth <= deepest) handler.onopentag?.(tag, attributes, implied)
      },
      onclosetag(tag, implied) {
        if (depth <= deepest) handler.onclosetag?.(tag, implied)
        depth -= 1
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  for (let at = 0; at < html.length && depth < deepest; at += chunkLength)
    parser.write(html.slice(at, at + chunkLength))
  parser.end()
}
