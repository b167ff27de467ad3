// Lines to message centres: one for every account that sends by SMPP.
import { keepLines } from '../../../lines/lines.ts';
import { hooks } from '../hooks.ts';
import { type Line, openLine } from './line.ts';
import { patienceOf } from './patience.ts';
import type { SmppSettings } from './settings.ts';

export const { holdLines, lineHere, isHeldElsewhere, standOf, closeLines } = keepLines<SmppSettings, Line>({
  code: 'sms',
  name: 'channels.sms.smpp-lines',
  clock: 'channels.hold-lines',
  adapter: 'sms',
  by: ['provider', 'smpp'],
  hooks,
  open: openLine,
  patience: patienceOf,
});
