import type { Signature } from './signature.ts'

/** Entrances that ask for an account before they show anything. */
export const loginWalls: readonly Signature[] = [
  {
    id: 'login-redirect',
    family: 'login',
    when: [
      {
        landedOn: [
          /^https?:\/\/(?:login|logon|id|sso|auth|oauth2?|oidc|passport|accounts?|keycloak|signin|idp|cas|esia|auth-[a-z0-9]{1,30}|[a-z0-9]{1,30}-(?:auth|login|id|sso))\.[a-z0-9.-]{3,80}(?:[/:?]|$)/,
          /^https?:\/\/[^/?#]{1,120}\/(?:[^?#/]{0,60}\/){0,4}(?:log-?[io]n|sign-?in|sso|auth|authorize|authorization|authenticate|authwall|checkpoint|oauth2?|servicelogin|users\/sign_in|wp-login|login_required|vhod|avtorizaci[yj]a)(?:\.[a-z]{2,5})?(?:[/?#]|$)/i,
        ],
      },
    ],
    source: 'public captures, 2026: the cabinets of the four marketplaces',
    trap: 'a documented entrance that is a login itself; a bounce over a login host and back',
  },
  {
    id: 'social-login',
    family: 'login',
    when: [
      {
        title: [
          /^(?:login|войти|вход) [•·] instagram$/,
          /^(?:log into|войдите (?:на|в)) facebook$/,
          /^sign up \| linkedin$/,
        ],
        maxText: 2500,
      },
    ],
    source: 'microlinkhq/is-antibot providers.json@eba53e7',
    trap: null,
  },
]
