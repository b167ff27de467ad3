// The way into the privacy centre by a code to an address or a number. Neither what is answered nor how long it takes tells whether somebody is known, and to whom nobody
// talks nothing is sent: a text costs, and a stranger would learn whose customer somebody is.
import { setTimeout as pause } from 'node:timers/promises';
import { company, openThrottle, type Throttle } from '#access';
import { listInboxes } from '#conversations';
import { isKeyOut, lookupHash, refuseWhileAway } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { errorCode } from '#kit/log';
import { networkOf } from '#kit/network';
import { act, clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import { type Tools, tool } from '#kit/tool';
import { findIdentity, newCode, phoneIn, prove, useCode } from '#people';
import { endDoubt } from './course/proved.ts';
import { isContested } from './disown.ts';
import { openSession } from './sessions.ts';

/** As it was typed: an email address, or a phone number, which is one of the company's country where it names none. */
export type Entry = { readonly email: string } | { readonly phone: string };
/** Texts that one address of the network asks for at one company: so many at once, then one more each `refillSeconds`. */
const askerLimits = { tries: 6, refillSeconds: 600, capacity: 20_000 } as const;
const askers = tool<Throttle>('rights.entry-askers');
/** No answer comes sooner: the work for a known address is done long before. */
const floorMs = 300;

export const startEntry = (tools: Tools): void => askers.set(tools, openThrottle(askerLimits));

/** Whether a code can be sent by text message here: the company has a number to send from, and the operator lets it. */
export const sendsTexts = async (ctx: Ctx): Promise<boolean> =>
  config.of(ctx).codeTextsPerHour > 0 && (await listInboxes(ctx)).some(({ channel }) => channel === 'sms');

/**
 * Sends a code to an address that leads to somebody, and answers the same where it does not. Problem `invalid` for what is no number, `conflict` where the company sends no text messages,
 * `too-many` for whoever asked for too many texts, known numbers or not.
 */
export async function askForCode(tools: Tools, workspace: WorkspaceId, entry: Entry, ip: string): Promise<void> {
  if ('phone' in entry) {
    const wait = askers.of({ tools }).take(lookupHash(tools, 'entry-asker', `${workspace} ${networkOf(ip)}`), clock.of({ tools })());
    if (wait > 0) throw new Problem('too-many', { retryAfterSeconds: wait });
  }
  await refuseWhileAway(tools); // known or not: an address is looked up by opening who might have it, and of a stranger's nothing is opened
  await Promise.all([within(tools, workspace, (ctx) => begin(ctx, entry)), pause(floorMs)]);
}

/** Opens a session for whoever has the code. Problem `wrong-code`. */
export async function enterByCode(tools: Tools, workspace: WorkspaceId, entry: Entry, code: string) {
  await refuseWhileAway(tools);
  // A wrong try must be counted, so the transaction commits before it is refused.
  const entered = await within(tools, workspace, async (ctx) => {
    const { kind, value } = await addressOf(ctx, entry);
    const used = await useCode(ctx, kind, value ?? '', code, 'entry').catch(unlessOut);
    if (!used || (await isContested(ctx, used.identity))) return undefined;
    if (!(await findIdentity(ctx, kind, value ?? ''))) return undefined; // several people own it by now
    const { person } = await prove(ctx, used.identity, 'code');
    await endDoubt(ctx, person);
    return openSession(ctx, person, used.identity);
  });
  if (!entered) throw new Problem('wrong-code');
  return entered;
}

async function begin(ctx: Ctx, entry: Entry): Promise<void> {
  const { kind, value } = await addressOf(ctx, entry);
  if (value === undefined) throw new Problem('invalid', { fields: [{ path: 'body/phone', message: 'is no phone number' }] });
  if (kind === 'phone' && !(await sendsTexts(ctx))) throw new Problem('conflict', { because: 'no-texts' });
  await sendIfKnown(ctx, kind, value).catch(keepQuiet);
}

/** An address that several people own opens nothing: its code would show one of them to the others. Staff say whose it is. */
async function sendIfKnown(ctx: Ctx, kind: 'email' | 'phone', value: string): Promise<void> {
  const known = await findIdentity(ctx, kind, value);
  if (known && !(await isContested(ctx, known.id))) await newCode(ctx, known.id, 'entry');
}

async function addressOf(ctx: Ctx, entry: Entry): Promise<{ kind: 'email' | 'phone'; value: string | undefined }> {
  if ('email' in entry) return { kind: 'email', value: entry.email };
  return { kind: 'phone', value: phoneIn((await company(ctx)).country, entry.phone) };
}

/** Too many codes for one address, or in all, must look like any other answer, as must somebody who is being erased or whose key is out or has just gone away: who asks may not learn that it is known. */
function keepQuiet(error: unknown): void {
  if (isClosed(error)) return;
  if (!(error instanceof Problem) || !['too-many', 'erased'].includes(error.code)) throw error;
}

function unlessOut(error: unknown): undefined {
  if (!isClosed(error)) throw error;
}

/** The key database may go away between the question whether it answers and the look. */
const isClosed = (error: unknown): boolean => isKeyOut(error) || errorCode(error) === 'keys-away';

const system = { kind: 'system', id: 'privacy-centre' } as const;
/** Runs a step at the door, in the name of the centre. */
export const within = <T>(tools: Tools, workspace: WorkspaceId, work: (ctx: Ctx) => Promise<T>) =>
  act(tools, { workspace, actor: system, purpose: 'rights-fulfilment' }, work);
