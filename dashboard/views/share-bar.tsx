import type { Status } from '../../src/domain/standing.ts'

/** A bar of shares by status, worst first. Drawn as SVG: styles in attributes are not let through. */
export function ShareBar({
  parts,
  label,
}: {
  parts: readonly { status: Status; count: number }[]
  label: string
}) {
  const total = parts.reduce((sum, part) => sum + part.count, 0) || 1
  let x = 0
  return (
    <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={label}>
      {parts.map(({ status, count }) => {
        const width = (count / total) * 100
        const from = x
        x += width
        return <rect class={`fill-${status}`} x={from} y="0" width={Math.max(0.5, width - 0.6)} height="8" />
      })}
    </svg>
  )
}
