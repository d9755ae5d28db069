/** deadlock_detected (PostgreSQL, appendix A). */
const deadlock = '40P01'
/** The one that is ended was the one that noticed; whoever it stood against goes on, so a second try finds room. */
const tries = 3

/**
 * Runs a statement that stands for itself again when PostgreSQL ended it to break a deadlock: then it did nothing.
 * Not within a transaction, which has ended with its statement.
 */
export async function retryDeadlock<T>(run: () => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await run()
    } catch (error) {
      if (left === 0 || !(error instanceof Error && 'code' in error && error.code === deadlock)) throw error
    }
  }
}
