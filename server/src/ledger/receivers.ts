// Who outside hears of the ledger: a SIEM reads entries (staff by pseudonym), witnesses and a time-stamp authority read hashes.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import { targetOf } from './follow/target.ts';
import { readWitnesses } from './witness/cosignature.ts';

/** `personal` says whether anything about a person is among what it gets. */
export type Receiver = { readonly what: 'siem' | 'witness' | 'time-stamp'; readonly host: string; readonly personal: boolean };

/** The receivers that the configuration names now. */
export function ledgerReceivers(tools: Tools): Receiver[] {
  const settings = config.of({ tools });
  const siem = targetOf(tools);
  const hostOf = (url: string) => URL.parse(url)?.hostname ?? '';
  return [
    ...(siem ? [{ what: 'siem', host: siem.host, personal: true } as const] : []),
    ...readWitnesses(settings.witnesses).flatMap(({ url }) =>
      url ? [{ what: 'witness', host: hostOf(url), personal: false } as const] : [],
    ),
    ...(settings.tsa ? [{ what: 'time-stamp', host: hostOf(settings.tsa), personal: false } as const] : []),
  ];
}
