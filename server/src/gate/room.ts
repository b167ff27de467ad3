// The name plate of the gate.

import { listen } from '#kit/outbox';
import { act } from '#kit/pool';
import type { Room } from '#kit/room';
import { peopleParted } from '#people';
import { gateChecks } from './checks.ts';
import { gateDeciders } from './deciders.ts';
import { sayWaitingNoes } from './forgotten.ts';
import { gateHoldings } from './holdings.ts';
import { copyFacts } from './kept.ts';
import { openMemory } from './memory/keeper.ts';
import { unfinished } from './refused.ts';
import { closeWhileWithheld } from './still-waits.ts';

const system = { kind: 'system', id: 'gate' } as const;

export const gateRoom: Room = {
  name: 'gate',
  deciders: gateDeciders,
  listeners: [
    listen(peopleParted, 'gate.copy-facts', ({ workspace, tools }, parted) =>
      act(tools, { workspace, actor: system }, (ctx) => copyFacts(ctx, parted)),
    ),
  ],
  clocks: [{ name: 'gate.say-no-again', everySeconds: 60, runGlobal: sayWaitingNoes }],
  holdings: gateHoldings,
  checks: gateChecks,
  start: async (tools) => {
    unfinished.set(tools, new Set());
    closeWhileWithheld(tools);
    const close = openMemory(tools);
    return async () => {
      await close();
      await Promise.all(unfinished.of({ tools }));
    };
  },
};
