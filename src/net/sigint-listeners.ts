/**
 * Crawlee takes Ctrl-C for itself and aborts work that the product still waits for: the returned function,
 * called once a crawler runs, takes its listener off again.
 */
export function rememberSigintListeners(): () => void {
  const before = new Set(process.listeners('SIGINT'))
  return () => {
    for (const listener of process.listeners('SIGINT')) {
      if (!before.has(listener) && listener.name === 'sigintHandler') process.off('SIGINT', listener)
    }
  }
}
