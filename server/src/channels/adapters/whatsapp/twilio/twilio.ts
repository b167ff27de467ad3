// WhatsApp carried by Twilio: its own words, templates and webhook; account, erasure, signature and files are those of its text messages.

import { mostChoices } from '@parley/contract/choices';
import { showsNothing } from '../../../signals/types.ts';
import { metaCarrier } from '../../meta/carrier.ts';
import { hookUrl } from '../../sms/hook-url.ts';
import { forgetTexts } from '../../sms/twilio/forget.ts';
import { hearAt } from '../../sms/twilio/hear.ts';
import { listMissed } from '../../sms/twilio/missed.ts';
import { twilioSandbox } from '../../sms/twilio/sandbox.ts';
import type { TwilioSettings } from '../../sms/twilio/settings.ts';
import { twilio } from '../../sms/twilio/twilio.ts';
import type { Carried } from '../carried.ts';
import { linkToNumber } from '../chat-link.ts';
import { hooks } from '../hooks.ts';
import { inboundOf } from './read.ts';
import { sendByTwilio } from './send.ts';
import { connectSender, testSender } from './sender.ts';
import { listContents } from './templates.ts';

export const byTwilio: Carried<TwilioSettings> = {
  entry: { ...twilio.entry({} as TwilioSettings), service: 'Carries messages of WhatsApp' },
  // Twilio hands every word to Meta, which carries it on
  alsoBy: [metaCarrier],
  chatLink: async ({ settings }, _tools, text) => linkToNumber(settings.number, text),
  describe: ({ settings }, tools) => ({
    ...{ address: settings.number || settings.service, snippet: null, dns: [] },
    webhook: hookUrl(tools, settings, 'in'),
  }),
  send: sendByTwilio,
  test: testSender,
  connect: connectSender,
  templates: listContents,
  forget: forgetTexts,
  taps: mostChoices,
  forgetting: { what: 'messages', days: 30 },
  keeping: [
    {
      recipient: metaCarrier.code,
      publishes: 'meta-by-twilio',
      published: 'Meta says that it keeps messages of WhatsApp that Twilio hands it for 30 days at most.',
    },
  ],
  missed: listMissed(inboundOf),
  sandbox: twilioSandbox,
  shows: showsNothing, // Twilio's typing indicators are a beta that is not made for what may be said here
};

export const hearTwilio = hearAt({ hooks, read: inboundOf });
