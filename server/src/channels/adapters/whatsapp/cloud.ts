// WhatsApp by Meta's Cloud API.
import { mostChoices } from '@parley/contract/choices';
import { metaCarrier } from '../meta/carrier.ts';
import { connect, look, type Subscription } from '../meta/connect.ts';
import { hookUrl } from '../meta/hook-url.ts';
import { sandboxOf } from '../meta/sandbox.ts';
import type { Carried } from './carried.ts';
import { linkByCloud } from './chat-link.ts';
import { forgetFiles } from './forget.ts';
import { hooks } from './hooks.ts';
import { limitByCloud } from './limit.ts';
import { longest, sendMessage } from './send.ts';
import type { CloudSettings } from './settings.ts';
import { signalByCloud } from './signal.ts';
import { listTemplates } from './templates.ts';

export const prefix = '/hooks/whatsapp';
const at = ({ businessId }: CloudSettings): Subscription => ({
  prefix,
  object: 'whatsapp_business_account',
  fields: 'messages,user_preferences,business_capability_update,phone_number_quality_update',
  of: businessId,
  named: false,
});

export const byCloud: Carried<CloudSettings> = {
  entry: metaCarrier,
  alsoBy: [],
  describe: ({ settings }, tools) => ({ address: settings.numberId, snippet: null, dns: [], webhook: hookUrl(tools, prefix, settings) }),
  chatLink: linkByCloud,
  longest,
  send: sendMessage,
  test: (account, tools) => look(tools, account, at(account.settings), account.settings.numberId, hooks),
  connect: ({ settings }, tools) => connect(tools, settings, at(settings)),
  messagingLimit: limitByCloud,
  templates: listTemplates,
  forget: forgetFiles,
  taps: mostChoices,
  forgetting: { what: 'files', days: 30 },
  sandbox: sandboxOf('whatsapp'),
  shows: { typing: 'with-read', reads: 'by-message' },
  signal: signalByCloud,
};
