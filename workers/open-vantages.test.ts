import { expect, it } from 'vitest'
import { StartupError } from '../src/config.ts'
import { openBrowserProcess } from '../src/net/browser.ts'
import { serveConnectProxy } from '../test/support/connect-proxy.ts'
import { serve } from '../test/support/serve.ts'
import { openVantages } from './open-vantages.ts'

const netConfig = {
  connectTo: [],
  allowNets: ['127.0.0.0/8'],
  dnsServers: [],
  chromiumPath: null,
  userAgent: 'test/1',
}

it('each way out has its own proxy, and the browser once there is one', async () => {
  const site = await serve((_request, response) => response.end('seen'))
  const proxies = [await serveConnectProxy(), await serveConnectProxy()]
  const named = proxies.map(({ url }, i) => ({ name: ['amsterdam', 'kazan'][i] ?? '', url }))
  let chromium: ReturnType<typeof openBrowserProcess> | null = null
  const vantages = await openVantages(named, netConfig, () => chromium)
  expect(vantages.map(({ name, net }) => [name, net.browser])).toEqual([
    ['amsterdam', null],
    ['kazan', null],
  ])
  expect(await vantages[1]?.net.http.get(site.origin)).toMatchObject({ ok: true, body: 'seen' })
  expect(proxies.map(({ asked }) => asked.length)).toEqual([0, 1])
  // Never started: nobody visits.
  chromium = openBrowserProcess(netConfig, '/nowhere/chromium')
  expect(vantages[0]?.net.browser).not.toBeNull()
  await chromium.close()
  await Promise.all(vantages.map(({ net }) => net.close()))
  for (const server of [site, ...proxies]) await server.close()
})

it('ways out that cannot work stop the start, all of them named', async () => {
  const proxies = [
    { name: 'tor', url: 'socks5://127.0.0.1:9050' },
    { name: 'tor', url: 'http://127.0.0.1:8118' },
    { name: 'odd', url: 'http://user:%zz@127.0.0.1:8118' },
  ]
  const error = await openVantages(proxies, netConfig, () => null).catch((problem: unknown) => problem)
  expect(error).toBeInstanceOf(StartupError)
  expect((error as StartupError).problems).toEqual([
    'EGRESS_PROXIES: tor must be an HTTP proxy, http://host:port',
    'EGRESS_PROXIES: two ways out are named tor',
    'EGRESS_PROXIES: name or password of odd are not percent-encoded',
  ])
})
