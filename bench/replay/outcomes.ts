import { alive, not, type Verdict } from '../../src/domain/verdict.ts'

// 400 and other statuses prove little; scanner trouble recovers in 97 % of the cases and is given as long.
const verdicts: Readonly<Record<string, Verdict>> = {
  '2': alive(),
  '4': not('gone', 'gone', 'http/not-found', '404 or 410'),
  B: not('unknown', 'blocked', 'page/wall', '401, 403, 429'),
  '5': not('unknown', 'http5xx', 'http/server-error', '5xx'),
  '0': not('unknown', 'other', 'http/client-error', '400'),
  '3': not('unknown', 'other', 'http/client-error', 'another status'),
  D: not('gone', 'dns', 'net/dns-not-found', 'no such name'),
  T: not('unknown', 'timeout', 'net/timeout', 'no answer in time'),
  C: not('unknown', 'refused', 'net/refused', 'refused or reset'),
  S: not('unknown', 'tls', 'net/tls-untrusted', 'bad certificate'),
  U: not('unknown', 'other', 'net/bad-response', 'trouble of the scanner'),
}

/** What a letter of the trace means to the product. */
export function verdictOf(letter: string): Verdict {
  const verdict = verdicts[letter]
  if (!verdict) throw new Error(`no verdict for the letter ${letter}`)
  return verdict
}
