import type { Signature } from './signature.ts'

/** Pages that ask for an agreement or an age before they show anything. */
export const consentWalls: readonly Signature[] = [
  {
    id: 'consent',
    family: 'wall',
    when: [
      {
        landedOn: [
          /^https?:\/\/(?:consent|guce|privacy-mgmt|cmp)\.(?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,10}[/?]/,
        ],
      },
      {
        title: [
          /^before you continue to .{2,40}$/,
          /^(?:прежде чем перейти (?:к|в|на)|прежде чем вы перейдете) .{2,40}$/,
          /^bevor sie zu .{2,40} weitergehen$/,
          /^avant d'accéder à .{2,40}$/,
        ],
        maxText: 2500,
      },
    ],
    source: 'public captures, 2026: Google, YouTube, Yahoo',
    trap: 'a cookie banner over a live page',
  },
  {
    id: 'age-gate',
    family: 'wall',
    when: [
      {
        text: [
          /(?:вам|мне) (?:уже )?(?:есть|исполнилось|больше|более) (?:18|21)(?: лет)?/,
          /подтвердите,? (?:что вам|свой возраст|ваш возраст)/,
          /are you (?:over|at least|of legal) (?:18|21|age|drinking)/,
          'please verify your age',
        ],
        maxText: 350,
        maxFields: 3,
        notHost: /(?:^|\.)vk\.(?:com|ru)$/,
      },
    ],
    source: 'common wording',
    trap: 'the same question in a layer over a page that is all there; communities on VK',
  },
]
