// Where WhatsApp comes in: `/hooks/whatsapp/KEY` from Meta, `/hooks/whatsapp/KEY/in` and `/status?m=ID` from Twilio. An account answers at the door of who carries it alone.
import type { Asked, Protocol, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import { webhookOf } from '../meta/hook.ts';
import type { TwilioSettings } from '../sms/twilio/settings.ts';
import { isTwilioAccount } from './carried.ts';
import { prefix } from './cloud.ts';
import { hooks } from './hooks.ts';
import { readUpdates } from './read.ts';
import type { CloudSettings } from './settings.ts';
import { hearTwilio } from './twilio/twilio.ts';

const fromMeta = webhookOf<CloudSettings>({
  prefix,
  hooks,
  read: readUpdates,
  idOf: ({ numberId }) => numberId,
  groupOf: ({ businessId }) => businessId,
});
const mostTwilioBytes = 65_536;

export const webhooks: Protocol = {
  ...fromMeta,
  answer: async (tools, asked) => {
    const [, key = '', what] = /^\/([0-9a-f]{40})(?:\/(in|status))?$/.exec(asked.path) ?? [];
    const account = key === '' ? undefined : await hooks.of({ tools }).accountAt(key);
    if (account && isTwilioAccount(account)) return byTwilio(account as Account<TwilioSettings>, what, asked, tools);
    return what === undefined ? fromMeta.answer(tools, asked) : { status: 404 };
  },
};

async function byTwilio(account: Account<TwilioSettings>, what: string | undefined, asked: Asked, tools: Tools): Promise<Told> {
  if (what !== 'in' && what !== 'status') return { status: 404 };
  if (asked.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
  if (asked.body.length > mostTwilioBytes) return { status: 413 };
  return { ...(await hearTwilio(account, what, asked, tools)), workspace: account.workspace };
}
