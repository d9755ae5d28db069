import type { Block, Letter, Line } from './letter.ts'
import { wrapLine } from './wrap-lines.ts'

/** The text part: it says everything that the HTML part says, in lines of at most 78 characters. */
export function renderText(letter: Letter): string {
  const parts = [
    wrapLine(letter.lead).join('\n'),
    ...letter.blocks.map(renderBlock),
    letter.actions.map(renderAction).join('\n'),
    ...(letter.quick ? [letter.quick.links.map(renderAction).join('\n')] : []),
  ]
  // "-- " marks the rest as a signature, which mail programs shade.
  const closing = ['-- ', letter.product, ...wrapLine(letter.smallPrint)].join('\n')
  const stop = letter.unsubscribe ? `\n${renderAction(letter.unsubscribe)}` : ''
  return `${joinParts(letter.blocks, parts)}\n\n${closing}${stop}\n`
}

function renderAction({ label, url }: { label: string; url: string }): string {
  return wrapLine(`${label}: ${url}`).join('\n')
}

function renderBlock(block: Block): string {
  switch (block.type) {
    case 'heading':
      return wrapLine(block.text.toUpperCase()).join('\n')
    case 'title':
    case 'paragraph':
      return wrapLine(block.text).join('\n')
    case 'value':
      return wrapLine(block.text, '  ').join('\n')
    case 'list':
      return block.lines.map(renderLine).join('\n')
  }
}

function renderLine({ text, url }: Line): string {
  const shown = wrapLine(text, '* ', '  ')
  const said = url === null || text.includes(url.replace(/\/$/, ''))
  return (said ? shown : [...shown, `  ${url}`]).join('\n')
}

/** Headings stand close to what they head, everything else apart. */
function joinParts(blocks: readonly Block[], parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part, at) => {
      const before = at > 1 ? blocks[at - 2]?.type : undefined
      const close = before === 'heading' || before === 'title'
      return at === 0 ? part : `${close ? '\n' : '\n\n'}${part}`
    })
    .join('')
}
