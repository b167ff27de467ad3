// Vonage as a carrier of text messages, by its Messages API.

import { config } from '#kit/config';
import { regionOfHost } from '#vendors';
import type { TextCarrier } from '../shape.ts';
import { connectVonage, testVonage } from './application.ts';
import { forgetAtVonage } from './forget.ts';
import { hearVonage } from './hear.ts';
import { listMissed } from './missed.ts';
import { vonageSandbox } from './sandbox.ts';
import { sendByVonage } from './send.ts';
import type { VonageSettings } from './settings.ts';

export const vonage: TextCarrier<VonageSettings> = {
  entry: () => ({ code: 'vonage', name: 'Vonage', service: 'Carries text messages (SMS)', region: 'US' }),
  reachedIn: (_settings, tools) => regionOfHost(new URL(config.of({ tools }).vonageUrl).hostname),
  longest: 1_000,
  from: ({ number }) => number,
  send: sendByVonage,
  test: testVonage,
  connect: connectVonage,
  forget: forgetAtVonage,
  forgetting: { what: 'redaction', days: 0 },
  pace: ({ perSecond }) => ({ account: { perSecond, burst: perSecond } }), // as the company set it; `../pace.ts` spaces what leaves within a second
  hear: hearVonage,
  missed: ({ provider, catchUp }) => (provider === 'sandbox' || catchUp === 'on' ? listMissed() : undefined),
  sandbox: vonageSandbox,
};
