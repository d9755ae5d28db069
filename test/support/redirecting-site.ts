import { type Served, serve } from './serve.ts'

const windows1251 = Buffer.from('cff0e8e2e5f2', 'hex')
const koi8r = Buffer.from('f0d2c9d7c5d4', 'hex')

/** A site with pages in old charsets, cookies, and every kind of redirect; other paths answer `end PATH`. */
export function serveRedirectingSite(): Promise<Served> {
  return serve((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site.test')
    const redirect = (location: string, status = 302) =>
      response.writeHead(status, { location: Buffer.from(location).toString('latin1') }).end()
    switch (url.pathname) {
      case '/1251':
        return response.setHeader('content-type', 'text/html; charset=windows-1251').end(windows1251)
      case '/koi8':
        return response.end(Buffer.concat([Buffer.from('<meta charset="koi8-r">'), koi8r]))
      case '/nonsense':
        return response.setHeader('content-type', 'text/html; charset=x-nonsense').end('Привет')
      case '/to':
        return redirect(url.searchParams.get('url') ?? '')
      case '/long':
        return redirect(`/${'a'.repeat(9000)}`)
      case '/status':
        return redirect('/end', Number(url.searchParams.get('code')))
      case '/chain':
        return redirect(`/chain?n=${Number(url.searchParams.get('n') ?? 0) + 1}`)
      case '/self':
        return redirect('/self')
      case '/cycle-a':
        return redirect('/cycle-b')
      case '/cycle-b':
        return redirect('/cycle-a')
      case '/raw-location':
        return redirect('/путь')
      case '/no-location':
        return response.writeHead(302).end('nothing')
      case '/cookie':
        if (request.headers.cookie === 'seen=1') return response.end('welcome')
        return response.writeHead(302, { location: '/cookie', 'set-cookie': 'seen=1; Path=/' }).end()
      case '/headers':
        return response.end(JSON.stringify(request.headers))
      case '/two-cookies':
        return response.setHeader('set-cookie', ['a=1', 'b=2']).end()
      default:
        return response.end(`end ${decodeURI(url.pathname)}`)
    }
  })
}
