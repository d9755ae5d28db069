/** How a channel sends a request; `net` opens one behind the address gate. Never throws for the other side. */
export type Post = (
  url: string,
  options: { headers: Record<string, string>; body: string },
) => Promise<{ ok: true; status: number; body: string } | { ok: false; message: string; handedOver: boolean }>
