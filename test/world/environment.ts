import type { World } from './world.ts'

/** The environment in which the product takes the world for the internet. */
export function environmentOf(world: World): Record<string, string> {
  return {
    STILLTHERE_CONNECT_TO: world.connectTo.join(','),
    NODE_EXTRA_CA_CERTS: world.caFile,
    DNS_SERVERS: world.dnsServer,
    SMTP_URL: world.smtp.url,
    MAIL_FROM: 'stillthere@example.org',
    ALERT_TO: 'editor@example.org',
    ARCHIVE_URL: '',
  }
}
