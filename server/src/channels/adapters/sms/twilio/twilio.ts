// Twilio as a carrier of text messages.

import { config } from '#kit/config';
import { regionOfHost } from '#vendors';
import type { TextCarrier } from '../shape.ts';
import { forgetTexts } from './forget.ts';
import { hearTwilio } from './hear.ts';
import { inboundOf } from './incoming.ts';
import { listMissed } from './missed.ts';
import { connectNumber, testNumber } from './number.ts';
import { paceOfNumber } from './pace.ts';
import { twilioSandbox } from './sandbox.ts';
import { sendByTwilio } from './send.ts';
import type { TwilioSettings } from './settings.ts';

export const twilio: TextCarrier<TwilioSettings> = {
  entry: () => ({ code: 'twilio', name: 'Twilio', service: 'Carries text messages (SMS)', region: 'US' }),
  reachedIn: (_settings, tools) => regionOfHost(new URL(config.of({ tools }).twilioUrl).hostname),
  longest: 1_600,
  from: ({ number, service }) => number || service,
  send: sendByTwilio,
  test: testNumber,
  connect: connectNumber,
  forget: forgetTexts,
  forgetting: { what: 'messages', days: 30 },
  pace: paceOfNumber,
  countsSegments: true,
  hear: hearTwilio,
  missed: () => listMissed(inboundOf),
  sandbox: twilioSandbox,
};
