import { type Handler, Parser } from 'htmlparser2'

// The parser's time grows with the square of the depth; no page that people read is deeper than this.
const deepest = 1500
const chunkLength = 32_768

/**
 * Reads a document into a handler; never throws for bad markup.
 * @returns whether all of it was read: nesting that becomes an attack ends the reading.
 */
export function readMarkup(html: string, handler: Partial<Handler>): boolean {
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
    { decodeEntities: true },
  )
  let at = 0
  for (; at < html.length && depth < deepest; at += chunkLength)
    parser.write(html.slice(at, at + chunkLength))
  const whole = at >= html.length && depth < deepest
  parser.end()
  return whole
}
