import { connect } from 'node:net'
import { Hono } from 'hono'
import { Agent, request } from 'undici'
import { describe, expect, it } from 'vitest'
import type { Env } from './env.ts'
import { serveApp } from './serve-app.ts'

const app = new Hono<Env>().get('/', (c) => c.text('here'))

describe('the listening dashboard', () => {
  it('closes although a browser keeps its connection open', async () => {
    const served = await serveApp(app, { host: '127.0.0.1', port: 0 })
    const agent = new Agent({ keepAliveTimeout: 60_000 })
    const { body } = await request(`http://127.0.0.1:${served.port}/`, { dispatcher: agent })
    expect(await body.text()).toBe('here')
    const startedAt = performance.now()
    await served.close()
    expect(performance.now() - startedAt).toBeLessThan(1_500)
    await agent.destroy()
  })

  it('gives up on a client that never ends its headers', async () => {
    const served = await serveApp(app, { host: '127.0.0.1', port: 0 })
    const answer = await new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(served.port, '127.0.0.1', () =>
        socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '),
      )
      socket.on('data', (data) => (text += data.toString()))
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    await served.close()
  })

  it('says that an address is taken', async () => {
    const served = await serveApp(app, { host: '127.0.0.1', port: 0 })
    await expect(serveApp(app, { host: '127.0.0.1', port: served.port })).rejects.toThrow(/EADDRINUSE/)
    await served.close()
  })
})
