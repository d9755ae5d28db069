import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Env } from './env.ts'

/**
 * Headers of every answer. Only our own files run and nothing is framed. The referrer stays within the
 * origin: `no-referrer` would make browsers send `Origin: null` with our own forms.
 */
export function securityHeaders(isHttps: boolean) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: isHttps ? 'max-age=31536000' : false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  })
}

/** Lets a page that asked for it have its own policy; goes before `securityHeaders`, so that it has the last word. */
export function ownPolicies(): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next()
    const policy = c.get('ownPolicy')
    if (policy) c.header('Content-Security-Policy', policy)
  }
}
