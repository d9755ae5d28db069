import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { serve } from '../../test/support/serve.ts'
import { openConnections } from './connections.ts'

it('keeps one connection for the exchanges that come one after another', async () => {
  const site = await serve((_request, response) => response.end('here'))
  const connections = openConnections({})
  const origin = `http://127.0.0.1:${site.port}`
  const first = connections.idle(origin)
  await (await first.request({ path: '/', method: 'GET' })).body.text()
  // undici lets go of an exchange one turn after its body ended.
  await new Promise((resolve) => setImmediate(resolve))
  expect(connections.idle(origin)).toBe(first)
  await connections.destroy()
  await site.close()
})

it('opens another while the first still carries something', async () => {
  let answerFirst: () => void = () => undefined
  const site = await serve((request, response) => {
    if (request.url === '/slow') answerFirst = () => response.end('late')
    else response.end('soon')
  })
  const connections = openConnections({})
  const origin = `http://127.0.0.1:${site.port}`
  const slow = connections.idle(origin).request({ path: '/slow', method: 'GET' })
  const soon = await connections.idle(origin).request({ path: '/', method: 'GET' })
  expect(await soon.body.text()).toBe('soon')
  answerFirst()
  expect(await (await slow).body.text()).toBe('late')
  await connections.destroy()
  await site.close()
})

it.each([
  { ended: 'closed', event: 'disconnect', connect: null },
  {
    ended: 'never opened',
    event: 'connectionError',
    connect: (_: unknown, say: (error: Error, socket: null) => void) => say(new Error('refused'), null),
  },
])('forgets a connection that was $ended', async ({ event, connect }) => {
  const site = await serve((_request, response) => {
    response.setHeader('connection', 'close')
    response.end('here')
  })
  const connections = openConnections(connect ? { connect } : {})
  const origin = `http://127.0.0.1:${site.port}`
  const client = connections.idle(origin)
  const gone = once(client, event)
  const asked = client.request({ path: '/', method: 'GET' }).then(({ body }) => body.text())
  await Promise.allSettled([asked, gone])
  expect(connections.idle(origin)).not.toBe(client)
  await connections.destroy()
  await site.close()
})

it('ends what is under way when it is destroyed', async () => {
  const connections = openConnections({})
  const site = await serve(() => void connections.destroy())
  const asked = connections.idle(`http://127.0.0.1:${site.port}`).request({ path: '/', method: 'GET' })
  await expect(asked).rejects.toThrow('destroyed')
  await site.close()
})

it('costs less than 8 kB of heap an origin, where a pool of undici sets 16 kB aside', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const connections = openConnections({})
  const origins = 1_000
  collect()
  const before = process.memoryUsage().heapUsed
  for (let origin = 0; origin < origins; origin += 1) connections.idle(`http://shop-${origin}.test`)
  collect()
  const bytes = (process.memoryUsage().heapUsed - before) / origins
  expect(connections.idle('http://shop-0.test').stats.size).toBe(0)
  expect(bytes).toBeLessThan(8_192)
})
