// One text message on its way out, whoever carries it: what no carrier would take is said here, in the same words.
import type { Tools } from '#kit/tool';
import type { Account, Outbound, Outcome } from '../../adapter.ts';
import { carrierOf } from './carrier.ts';
import type { SmsSettings } from './shape.ts';
import { textOf, tooLong, unusableNumber } from './words.ts';

/** Sends once. Never throws for a provider's sake. */
export async function sendText(account: Account<SmsSettings>, outbound: Outbound, tools: Tools): Promise<Outcome> {
  const carrier = carrierOf(account.settings);
  if (!/^\+[1-9]\d{6,14}$/.test(outbound.to.value)) return { outcome: 'failed', because: 'unknown-address', words: unusableNumber };
  if (outbound.attachments.length > 0)
    return {
      outcome: 'refused',
      because: 'files-not-carried',
      words: 'Text messages carry no files. Send the words alone, or the file by another channel.',
    };
  const text = textOf(outbound);
  if (text.length > carrier.longest) return { outcome: 'failed', because: 'too-long', words: tooLong(carrier.longest) };
  return carrier.send(account, outbound, text, tools);
}
