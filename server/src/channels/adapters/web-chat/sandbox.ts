// Web chat to play with: the chat itself leaves nothing, so what is shown is what would have woken devices, and whoever is played is a visitor with a device for each service that is played.
import { createECDH, randomBytes } from 'node:crypto';
import type { Answer, Body } from '@parley/contract';
import type { Id, PersonId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { group } from '#people';
import { currentNotice } from '#purposes';
import type { Account } from '../../adapter.ts';
import { asItCame } from '../../played.ts';
import type { Sandbox } from '../../playing.ts';
import { registerDevice } from '../../push/devices.ts';
import { closeEmulator, emulator } from '../../push/emulator/emulator.ts';
import { hear, type Kept, type State } from '../../push/emulator/state.ts';
import { shelfOfAll, shelfOfList, shelfOfMap } from '../../shared/shelf.ts';
import type { WebChatSettings } from './settings.ts';
import { visitById } from './store.ts';
import { say } from './talk.ts';
import { claimsOf, startVisit } from './visits.ts';

const most = 100;
type Chat = Account<WebChatSettings>;

export const webChatSandbox: Sandbox<WebChatSettings> = {
  read: async ({ settings }, tools) => {
    const { state } = await emulator(tools, settings);
    const items = [...state.pushed.map((each) => shown(each, state.now())), ...state.said.map(written)];
    return {
      items: items.sort((one, other) => other.at.localeCompare(one.at)).slice(0, most),
      behaviour: { ...state.behaviour },
    };
  },
  write: async (account, tools, { from, text }) => {
    const { state } = await emulator(tools, account.settings);
    await asItCame(account.settings.played === true, () => writeAs(account, tools, { from, text, state }));
  },
  playsBy: ({ fcm, apns }) => fcm === 'sandbox' || apns === 'sandbox',
  shelf: async ({ settings }, tools) => {
    const { state } = await emulator(tools, settings);
    return shelfOfAll(state, {
      pushed: shelfOfList(
        state,
        () => state.pushed,
        ({ id }) => id,
      ),
      said: shelfOfList(
        state,
        () => state.said,
        ({ id }) => id,
      ),
      visit: shelfOfMap(state, state.visits),
    });
  },
  forget: ({ settings }, tools) => closeEmulator(tools, settings.key),
  change: async ({ settings }, tools, behaviour) => {
    Object.assign((await emulator(tools, settings)).state.behaviour, behaviour);
  },
};

type Item = Answer<'readSandbox'>['items'][number];
/** Of an address its end tells devices apart. What goes to a browser is sealed for it: its service reads nothing, and nothing is shown. */
function shown({ id, at, by, to, body, arrivesAt, errorCode }: Kept, now: Date): Item {
  const status = errorCode === null ? (arrivesAt > now ? 'accepted' : 'delivered') : 'failed';
  const text = by === 'browser' ? '' : sentenceIn(body);
  return { id, at: at.toISOString(), direction: 'out', from: '', to: `${by} …${to.slice(-6)}`, text, choices: [], status, errorCode };
}

/** Both ways of saying it: `data` of FCM, and the alert of APNs. */
function sentenceIn(body: Buffer): string {
  const said = JSON.parse(body.toString('utf8')) as { message?: { data?: { text?: string } }; aps?: { alert?: { body?: string } } };
  return said.message?.data?.text ?? said.aps?.alert?.body ?? '';
}

const written = ({ id, at, from, text }: State['said'][number]): Item => ({
  ...{ id, at: at.toISOString(), direction: 'in', from, to: '', text, choices: [], status: 'received', errorCode: null },
});

/** Told several times, it is one message: a widget that got no answer sends the same id again. */
async function writeAs(account: Chat, tools: Tools, { from, text, state }: Body<'writeInSandbox'> & { state: State }): Promise<void> {
  const { visit, person } = await visitOf(account, tools, from, state);
  const clientId = hear(state, from, text);
  const asVisitor = { workspace: account.workspace, actor: { kind: 'person', id: person }, purpose: 'service-conversation' } as const;
  for (let time = 0; time < state.behaviour.repeat; time += 1)
    await act(tools, asVisitor, async (ctx) => {
      const row = await ctx.db.maybe(visitById, [ctx.workspace, visit]);
      if (row) await say(ctx, row, { clientId, text });
    });
}

type Visit = { readonly visit: Id<'vst'>; readonly person: PersonId };
/** The visit of a number that is played, begun anew where there is none, or nobody is left of it. */
async function visitOf(account: Chat, tools: Tools, from: string, state: State): Promise<Visit> {
  const asChat = { workspace: account.workspace, actor: { kind: 'system', id: 'web-chat' }, purpose: 'service-conversation' } as const;
  return act(tools, asChat, async (ctx) => {
    const known = state.visits.get(from);
    const stands = known && (await ctx.db.maybe(visitById, [ctx.workspace, known]));
    const [person] = stands ? await group(ctx, stands.person) : [];
    if (stands && person) return { visit: stands.id, person };
    const notice = await currentNotice(ctx, 'en');
    if (!notice) throw new Problem('not-ready', { detail: 'This company has not published its privacy notice yet.' });
    const begun = await startVisit(ctx, account, { language: 'en', notice });
    const claims = claimsOf(tools, begun.token);
    const row = claims && (await ctx.db.maybe(visitById, [ctx.workspace, claims.visit]));
    if (!row) throw new Error('a visit that was started is there');
    for (const device of devicesFor(account.settings)) await registerDevice(ctx, row, account.settings, device);
    state.visits.set(from, row.id);
    return { visit: row.id, person: begun.visitor };
  });
}

/** Nobody's: made up, and only where what is pushed stays in this house. */
function devicesFor({ played, webPush, fcm, apns, apnsTopic }: WebChatSettings): Body<'registerDevice'>[] {
  const p256dh = createECDH('prime256v1').generateKeys('base64url');
  const endpoint = `https://fcm.googleapis.com/fcm/send/${randomBytes(24).toString('base64url')}`;
  return [
    ...(played && webPush ? [{ kind: 'web-push' as const, endpoint, p256dh, auth: randomBytes(16).toString('base64url') }] : []),
    ...(fcm === 'sandbox' ? [{ kind: 'fcm' as const, token: randomBytes(24).toString('hex') }] : []),
    ...(apns === 'sandbox'
      ? [{ kind: 'apns' as const, token: randomBytes(32).toString('hex'), topic: apnsTopic, environment: 'production' as const }]
      : []),
  ];
}
