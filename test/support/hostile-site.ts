import type { ServerResponse } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { type Served, serve } from './serve.ts'

/** A site that does to a browser what sites do, and a canary on 127.0.0.2 that nobody may ever reach. */
export interface HostileSite extends Served {
  /** Connections that the canary saw. */
  canaryHits(): number
}

const pages: Record<string, string> = {
  '/rendered': `<div id="a"></div><script>document.getElementById('a').innerText = 'Привет '.repeat(30)</script>`,
  '/framed': '<p>outside</p><iframe src="/rendered"></iframe>',
  '/script-redirect': `<script>location.replace('/rendered')</script>`,
  '/meta-file': '<meta http-equiv="refresh" content="0;url=file:///etc/hostname"><p>here</p>',
  '/while': '<p>before</p><script>while (true);</script>',
  '/alerts': '<script>for (;;) alert(1)</script>',
  '/popups':
    '<p>still here</p><script>for (let i = 0; i < 200; i++) window.open("about:blank#" + i)</script>',
  '/reload': '<script>location.reload()</script>',
  '/title': `<title>${'A'.repeat(5_000_000)}</title><p>long title</p>`,
  '/memory': '<script>const a = []; for (;;) a.push(new Array(1e6).fill(Math.random()))</script>',
  '/leave': '<p>stay</p><script>onbeforeunload = () => "no"</script>',
}

/** Starts the site; `inner.test` must resolve to 127.0.0.2 for its pages to pry. */
export async function serveHostileSite(): Promise<HostileSite> {
  let hits = 0
  const canary = createServer((socket) => {
    hits++
    socket.destroy()
  })
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.2', resolve))
  const { port } = canary.address() as AddressInfo
  const answers: Record<string, (response: ServerResponse) => unknown> = {
    '/to-private': (response) => response.writeHead(302, { location: `http://127.0.0.2:${port}/` }).end(),
    '/to-inner': (response) => response.writeHead(302, { location: `http://inner.test:${port}/` }).end(),
    '/moved': (response) => response.writeHead(301, { location: '/rendered' }).end(),
    '/nosy': (response) => response.end(nosy(port)),
    '/missing': (response) => response.writeHead(404).end('<p>no such page</p>'),
    '/missing-blank': (response) => response.writeHead(404).end(),
    '/nothing': (response) => response.writeHead(204).end(),
    '/reset': (response) => response.socket?.resetAndDestroy(),
    '/silence': () => undefined,
    '/endless': pour,
    '/file': (response) =>
      response.setHeader('content-disposition', 'attachment; filename=x.bin').end('data'),
  }
  const site = await serve((request, response) => {
    const path = request.url ?? '/'
    response.setHeader('content-type', 'text/html; charset=utf-8')
    const answer = answers[path]
    if (answer) answer(response)
    else response.end(pages[path] ?? '<p>plain</p>')
  })
  return {
    ...site,
    canaryHits: () => hits,
    async close() {
      await site.close()
      await new Promise((resolve) => canary.close(resolve))
    },
  }
}

/** Every way to a private address that a page has. */
function nosy(port: number): string {
  const secret = `127.0.0.2:${port}`
  return `<p>${'prying '.repeat(20)}</p><img src="http://${secret}/img"><img src="/to-private">
    <iframe src="http://${secret}/frame"></iframe>
    <link rel="preconnect" href="http://${secret}/"><link rel="prefetch" href="http://${secret}/pre">
    <script>
      fetch('http://${secret}/fetch', { mode: 'no-cors' }).catch(() => {})
      fetch('http://inner.test:${port}/name', { mode: 'no-cors' }).catch(() => {})
      navigator.sendBeacon('http://${secret}/beacon')
      new WebSocket('ws://${secret}/socket')
      new EventSource('http://${secret}/events')
      new Worker(URL.createObjectURL(new Blob(["fetch('http://${secret}/worker',{mode:'no-cors'})"])))
      const iceServers = [{ urls: 'turn:${secret}?transport=tcp', username: 'a', credential: 'b' }]
      const peer = new RTCPeerConnection({ iceServers })
      peer.createDataChannel('x')
      peer.createOffer().then((offer) => peer.setLocalDescription(offer))
    </script>`
}

/** Without end, and in a comment: Chromium would lay out text too slowly to ever reach a cap. */
function pour(response: ServerResponse): void {
  const block = Buffer.alloc(1024 * 1024, 'x')
  const more = () => {
    while (!response.destroyed && response.write(block));
  }
  response.write('<!--')
  response.on('drain', more)
  more()
}
