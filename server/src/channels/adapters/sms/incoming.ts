// What came in by a provider, as far as it is the same for all: whose number it is, and words that are safe to keep.
import type { Account, Inbound } from '../../adapter.ts';
import { safeText } from '../../safe-text.ts';

/** Somebody wrote. The number is where an answer goes and proves nothing: numbers are forged, and given to others. */
export const inboundBy = ({ workspace, inbox }: Account, externalId: string, from: string, text: string): Inbound => ({
  ...{ workspace, inbox, externalId, from: senderOf(from), authentic: false, text: safeText(text) },
  ...{ attachments: [], answers: [], continues: true, automatic: false },
});

/** A short code or a name as the sender is nobody who could be answered: it is kept as an account of the network. */
function senderOf(from: string): Inbound['from'] {
  if (/^\+[1-9]\d{6,14}$/.test(from)) return { kind: 'phone', value: from };
  return { kind: 'account', value: `sms:${from.slice(0, 100)}` };
}
