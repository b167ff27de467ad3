// The name plate of people.
import type { Room } from '#kit/room';
import { peopleChecks } from './checks.ts';
import { triesHere } from './codes.ts';
import { peopleHoldings } from './holdings.ts';
import { sweepCodesBefore } from './store.ts';

const hourMs = 3_600_000;

import { peopleDeciders } from './deciders.ts';
import { peopleSettings } from './settings.ts';

export const peopleRoom: Room = {
  name: 'people',
  deciders: peopleDeciders,
  // a spent code stays for an hour because the throttle counts it
  clocks: [
    {
      name: 'people.sweep-codes',
      everySeconds: 600,
      run: async (ctx) => void (await sweepCodesBefore(ctx.db, ctx.workspace, new Date(ctx.now.getTime() - hourMs))),
    },
  ],
  holdings: peopleHoldings,
  checks: peopleChecks,
  settings: peopleSettings,
  start: async (tools) => {
    triesHere.set(tools, new Map());
    return undefined;
  },
};
