import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'

/** Until the returned function is called, every host name of this process leads to loopback. */
export function sendNamesToLoopback(): () => void {
  const { lookup } = dns
  const answer = (_: string, options: unknown, callback?: unknown) => {
    const reply = (callback ?? options) as (error: null, address: unknown, family?: number) => void
    const wantsAll =
      typeof options === 'object' && options !== null && 'all' in options && options.all === true
    if (wantsAll) setImmediate(reply, null, [{ address: '127.0.0.1', family: 4 }])
    else setImmediate(reply, null, '127.0.0.1', 4)
  }
  Object.assign(dns, { lookup: answer })
  syncBuiltinESMExports()
  return () => {
    Object.assign(dns, { lookup })
    syncBuiltinESMExports()
  }
}
