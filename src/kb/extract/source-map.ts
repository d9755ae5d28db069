/** A growing text whose every character knows the stretch of the source that it was made of. */
export class SourceMap {
  length = 0
  /** Where the source was left last. */
  sourceEnd = 0
  private readonly parts: string[] = []
  private starts = new Int32Array(1024)
  private ends = new Int32Array(1024)
  private broken = true

  /** Adds what stands between `from` and `to` of the source, one to one unless it was decoded. */
  add(text: string, from: number, to: number): void {
    this.reserve(text.length)
    const isPlain = to - from === text.length
    for (let i = 0; i < text.length; i += 1) {
      this.starts[this.length + i] = isPlain ? from + i : from
      this.ends[this.length + i] = isPlain ? from + i + 1 : to
    }
    this.push(text)
    this.sourceEnd = to
    if (/\S/.test(text)) this.broken = false
  }

  /** Ends a block; several in a row are one. */
  break(sign: string, at: number): void {
    if (this.broken && sign !== '\n') return
    this.reserve(sign.length)
    this.starts.fill(at, this.length, this.length + sign.length)
    this.ends.fill(at, this.length, this.length + sign.length)
    this.push(sign)
    this.broken = sign === '\n\n'
  }

  text(): string {
    return this.parts.join('')
  }

  inSource(start: number, end: number): { offset: number; length: number } {
    const offset = this.starts[start] ?? 0
    return { offset, length: Math.max(0, (end > start ? (this.ends[end - 1] ?? offset) : offset) - offset) }
  }

  private push(text: string): void {
    this.parts.push(text)
    this.length += text.length
  }

  private reserve(more: number): void {
    if (this.length + more <= this.starts.length) return
    const size = Math.max(this.starts.length * 2, this.length + more)
    const grow = (old: Int32Array) => {
      const grown = new Int32Array(size)
      grown.set(old)
      return grown
    }
    this.starts = grow(this.starts)
    this.ends = grow(this.ends)
  }
}
