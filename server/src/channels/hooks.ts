// What an adapter's listener may ask of the room.
import { withCtx } from '#kit/ctx';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { ownersOf } from '#people';
import { accountAt, accountIn, siblingsOf } from './accounts.ts';
import type { Adapter, Hooks } from './adapter.ts';
import { change } from './change.ts';
import { firstKnown, known } from './external.ts';
import { renamed } from './formerly.ts';
import { limitMoved } from './messaging-limit/ask.ts';
import { obey } from './obey.ts';
import { receivePiece } from './pieces/pieces.ts';
import { prefer } from './preference.ts';
import { receive } from './receive.ts';
import { report } from './report.ts';
import { reportUntil } from './report-until.ts';
import { stop } from './stop.ts';
import { welcome } from './welcome.ts';

export function hooksFor(tools: Tools, adapter: Adapter): Hooks {
  return {
    accountAt: (entrance) => accountAt(tools, adapter.entranceKind, entrance),
    accountOf: (workspace, inbox) => accountIn(tools, workspace, inbox),
    receive: (inbound) => receive(tools, inbound),
    receivePiece: (inbound, piece) => receivePiece(tools, inbound, piece),
    isKnown: ({ workspace, inbox, externalId }) =>
      act(
        tools,
        { workspace, actor: { kind: 'system', id: 'channels' } },
        async (ctx) => (await known(ctx, inbox, [externalId])).length > 0,
      ),
    whichIsKnown: ({ workspace, inbox }, externalIds) =>
      act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, (ctx) => firstKnown(ctx, inbox, externalIds)),
    report: (receipt) => report(tools, receipt),
    change: (given) => change(tools, given),
    stop: (given) => stop(tools, given),
    // whoever writes begins it, but the house answers: what it writes and records is its own
    obey: (ctx, said, taken, person) => {
      const asHouse = withCtx(ctx, { actor: { kind: 'system', id: 'channels' } });
      return obey(asHouse, { ...said, identity: undefined, automatic: false }, taken, person, adapter.name);
    },
    reportUntil: (until) => reportUntil(tools, until),
    prefer: (preference) => prefer(tools, preference),
    renamed: (told) => renamed(tools, told),
    knows: ({ workspace, from }) =>
      act(
        tools,
        { workspace, actor: { kind: 'system', id: 'channels' } },
        async (ctx) => (await ownersOf(ctx, from.kind, from.value)).length > 0,
      ),
    welcome: ({ workspace }, language) => welcome(tools, workspace, language),
    siblings: (account) => siblingsOf(tools, adapter.name, account),
    limitMoved: (at) => limitMoved(tools, at),
  };
}
