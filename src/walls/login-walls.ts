import type { Signature } from './signature.ts'

/** Entrances that ask for an account before they show anything. */
export const loginWalls: readonly Signature[] = [
  {
    id: 'login-redirect',
    family: 'login',
    when: [
      {
        landedOn: [
          /^https?:\/\/(?:login|id|sso|auth|passport|accounts?|oauth|oidc|keycloak|signin|auth-[a-z0-9]{1,30}|[a-z0-9]{1,30}-(?:auth|login|id))\.[a-z0-9.-]{3,80}(?:[/:?]|$)/,
          /^https?:\/\/[^/?#]{1,120}\/(?:[^?#/]{0,60}\/){0,4}(?:log-?in|sign-?in|sso|auth|authorize|authorization|oauth2?|users\/sign_in)(?:\.[a-z]{2,5})?(?:[/?#]|$)/i,
        ],
      },
    ],
    source: 'public captures, 2026: the cabinets of the four marketplaces',
    trap: 'a documented entrance that is a login itself; a bounce over a login host and back',
  },
]
