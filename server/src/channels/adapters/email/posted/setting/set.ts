// Telling a provider by its API where to post mail and what becomes of mail that left, and looking whether it was told.
import type { Tools } from '#kit/tool';
import type { Account } from '../../../../adapter.ts';
import type { Connected, Verdict } from '../../../../described.ts';
import { hookUrl } from '../../hooks.ts';
import type { EmailSettings } from '../../settings.ts';
import { isSettable, type Settable } from '../settings.ts';
import { others, type Siblings } from './address.ts';
import { isKeyed, isReal, type KeyedAccount } from './call.ts';
import { lookAtMailgun, setMailgun } from './mailgun.ts';
import { lookAtPostmark, setPostmark } from './postmark.ts';
import { lookAtSendGrid, setSendGrid } from './sendgrid.ts';
import { type Look, type Told, whyOf } from './words.ts';

type Way = {
  readonly name: string;
  readonly set: (tools: Tools, account: KeyedAccount, siblings: Siblings) => Promise<Told>;
  readonly look: (tools: Tools, account: KeyedAccount, siblings: Siblings) => Promise<Look>;
};
const ways: Readonly<Record<Settable, Way>> = {
  mailgun: { name: 'Mailgun', set: setMailgun, look: lookAtMailgun },
  sendgrid: { name: 'SendGrid', set: setSendGrid, look: lookAtSendGrid },
  postmark: { name: 'Postmark', set: setPostmark, look: lookAtPostmark },
};

/** Whether there is an API to be told by, with or without its key. */
export const isPostedBySettable = ({ settings }: Account<EmailSettings>): boolean =>
  settings.feed === 'webhook' && isSettable(settings.postedBy);

/** Sets the address; the same again changes nothing. Gives what is to be kept of it. Never throws for the provider's sake. */
export async function setAddress(account: Account<EmailSettings>, tools: Tools): Promise<Connected> {
  if (account.settings.played !== undefined) return { ok: false, words: 'The sandbox is on: nobody outside is told anything.' };
  if (!isKeyed(account)) return { ok: false, words: 'No API key is set: enter it in the settings, or enter the address there by hand.' };
  const way = ways[account.settings.postedBy];
  if (isReal(tools, account.settings) && !hookUrl(tools, account.settings.key).startsWith('https:'))
    return {
      ok: false,
      words: `${way.name} is told addresses with https only: set PARLEY_URL to the one under which Parley is reached from outside.`,
    };
  return way.set(tools, account, await others(tools, account)).then(
    (set) => ({ ok: true, ...set }),
    (error: unknown) => refusal(error),
  );
}

/** Signs in and looks whether the address stands there; undefined where no key is known. Never throws for the provider's sake. */
export async function lookAtAddress(account: Account<EmailSettings>, tools: Tools): Promise<Verdict | undefined> {
  if (!isKeyed(account)) return undefined;
  const way = ways[account.settings.postedBy];
  try {
    const { handsIn, tells } = await way.look(tools, account, await others(tools, account));
    if (handsIn && tells)
      return { ok: true, words: `${way.name} posts here what is mailed to the address, and what becomes of mail that left.` };
    const missing = handsIn
      ? 'what becomes of mail that left is not told here yet'
      : 'what is mailed to the address does not come here yet';
    return { ok: false, words: `${way.name} lets us in. But ${missing}: set its webhook.` };
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): Verdict {
  const words = whyOf(error);
  if (words === undefined) throw error;
  return { ok: false, words };
}
