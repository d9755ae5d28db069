import type { IRequestManager, Request } from 'crawlee'

type Operation = Awaited<ReturnType<IRequestManager['addRequest']>>
type Batch = Awaited<ReturnType<IRequestManager['addRequestsBatched']>>

/**
 * The requests of Crawlee's crawler, in memory and forgotten once handled. Crawlee's own queue keeps every
 * request for ever, which a process that runs for months cannot afford.
 */
export class VisitQueue implements IRequestManager {
  readonly #waiting: Request[] = []
  #handled = 0
  #pending = 0

  /** @param first before all that waits. */
  push(request: Request, first = false): void {
    this.#waiting.splice(first ? 0 : this.#waiting.length, 0, request)
    this.#pending++
  }

  async isFinished(): Promise<boolean> {
    return false
  }

  async isEmpty(): Promise<boolean> {
    return this.#waiting.length === 0
  }

  async handledCount(): Promise<number> {
    return this.#handled
  }

  getTotalCount(): number {
    return this.#handled + this.#pending
  }

  getPendingCount(): number {
    return this.#pending
  }

  // The interface lets a caller name the type of user data, which nobody here does.
  async fetchNextRequest<T extends Record<string, unknown>>(): Promise<Request<T> | null> {
    return (this.#waiting.shift() as Request<T> | undefined) ?? null
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Request> {
    for (let next = await this.fetchNextRequest(); next; next = await this.fetchNextRequest()) yield next
  }

  async markRequestHandled(): Promise<null> {
    this.#handled++
    this.#pending--
    return null
  }

  async reclaimRequest(request: Request): Promise<null> {
    this.#waiting.push(request)
    return null
  }

  async addRequest(): Promise<Operation> {
    throw new Error('visits are pushed, a page never adds requests')
  }

  async addRequestsBatched(): Promise<Batch> {
    throw new Error('visits are pushed, a page never adds requests')
  }
}
