// Tokens of short life with which we sign in at Google and Microsoft (OAuth 2.0, RFC 6749). They are held in memory alone and renewed before they end; once the provider says that what was
// agreed to has ended, nothing is tried until somebody agrees again.
import { randomUUID } from 'node:crypto';
import { sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { errorCode, log } from '#kit/log';
import { fetchOutside } from '#kit/outside';
import { act, clock } from '#kit/pool';
import type { Clock } from '#kit/room';
import { type Tools, tool } from '#kit/tool';
import { append } from '#ledger';
import { untilDone } from '../../../until-done.ts';
import { obj, str } from '../../meta/loose.ts';
import { isSame } from '../../same.ts';
import { giveBack, placeOf, takeOne } from './grant.ts';
import { grantName } from './names.ts';
import { providerOf } from './providers.ts';
import { fault, type MailboxAccount } from './stand.ts';
import { dropIdleGrants, putGrant, refuseGrant, renewGrant } from './store.ts';

type Held = Map<string, { readonly token: string; readonly until: number }>;
const held = tool<Held>('channels.email.mailbox-tokens');
const marginMs = 5 * 60_000;

const renewing = tool<Map<string, Promise<string>>>('channels.email.mailbox-renewing');

/** A token that signs in now. Rejects with the fault `not-agreed`, `application-refused` or `away`. */
export async function accessFor(tools: Tools, account: MailboxAccount): Promise<string> {
  const known = tokens(tools).get(heldAs(tools, account));
  if (known && known.until > clock.of({ tools })().getTime()) return known.token;
  if (!tools.has(renewing.name)) renewing.set(tools, new Map());
  const all = renewing.of({ tools });
  const name = heldAs(tools, account);
  const work = all.get(name) ?? renew(tools, account).finally(() => all.delete(name)); // two at once would end each other's
  all.set(name, work);
  return work;
}

/** Forgets the short one, which the server of the mailbox did not accept. */
export const dropToken = (tools: Tools, account: MailboxAccount): void => void tokens(tools).delete(heldAs(tools, account));

/** Among all nodes one after the other: each asks with what the one before was given. */
async function renew(tools: Tools, account: MailboxAccount): Promise<string> {
  const by = randomUUID();
  try {
    for (let used: string | undefined; ; ) {
      const grant = await takeOne(tools, account, by);
      if (grant === undefined || isSame(used ?? '', grant)) {
        if (used !== undefined) await end(tools, account, by);
        throw fault('not-agreed');
      }
      try {
        return await ask(tools, account, { grant_type: 'refresh_token', refresh_token: grant }, by);
      } catch (error) {
        if ((error as { fault?: unknown }).fault !== 'not-agreed') throw error;
        used = grant; // somebody may have agreed anew meanwhile: looked at once more
      }
    }
  } finally {
    await giveBack(tools, account, by);
  }
}

/** What was agreed to for a mailbox that is read no more is forgotten: its token would open all of it. */
export const forgetGrants: Clock = {
  name: 'channels.forget-mailbox-grants',
  everySeconds: 300,
  run: async (ctx) => void (await ctx.db.run(dropIdleGrants, [ctx.workspace])),
};

/** Takes what the provider gave for agreeing; false when it does not hold, or comes without a token that lasts. */
export async function takeCode(
  tools: Tools,
  account: MailboxAccount,
  given: { code: string; verifier: string; back: string },
): Promise<boolean> {
  dropToken(tools, account);
  const { code, verifier, back } = given;
  try {
    await ask(tools, account, { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: back });
    return true;
  } catch (error) {
    log.of({ tools })('warn', 'mail.not-agreed', { workspace: account.workspace, inbox: account.inbox, error: errorCode(error) });
    return false;
  }
}

/** Asks for a token; what lasts is stored before it is used, since some providers end the one before. */
async function ask(tools: Tools, account: MailboxAccount, what: Readonly<Record<string, string>>, by?: string): Promise<string> {
  const { settings, inbox } = account;
  const { tokenUrl, scope } = providerOf(tools, settings);
  const secret = settings.clientSecret === '' ? {} : { client_secret: settings.clientSecret };
  const form = new URLSearchParams({ ...what, client_id: settings.clientId, ...secret, scope });
  const answer = await fetchOutside(tools, new URL(tokenUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
  }).catch(() => {
    throw fault('away');
  });
  const body = obj(await answer.json().catch(() => undefined));
  const [token, lasting] = [str(body['access_token']), str(body['refresh_token'])];
  const isNew = what['grant_type'] === 'authorization_code';
  if (answer.status !== 200 || token === '' || (isNew && lasting === '')) {
    const because = answer.status >= 400 && answer.status < 500 ? str(body['error']) : '';
    if (ofApplication.has(because)) throw fault('application-refused');
    throw fault(ofAgreement.has(because) || isNew ? 'not-agreed' : 'away');
  }
  const keep = async (ctx: Ctx) => {
    const sealed = await sealSecret(ctx, placeOf(account), lasting);
    if (isNew) await ctx.db.run(putGrant, [ctx.workspace, inbox, sealed, ctx.now, grantName(tools, account)]);
    else await ctx.db.run(renewGrant, [ctx.workspace, inbox, sealed, by ?? null]);
    if (isNew) await append(ctx, { kind: 'mailbox.agreed', facts: { inbox, provider: settings.signIn } });
  };
  if (lasting !== '') await untilDone(() => inSystem(tools, account, keep)); // it comes once
  const seconds = Math.min(Number(body['expires_in']) || 0, 86_400);
  tokens(tools).set(heldAs(tools, account), { token, until: clock.of({ tools })().getTime() + seconds * 1000 - marginMs });
  return token;
}

/** RFC 6749, section 5.2, and what Microsoft and OpenID Connect add: a person has to agree again, or the company's application there is not right. */
const ofAgreement: ReadonlySet<string> = new Set(['invalid_grant', 'interaction_required', 'consent_required', 'login_required']);
const ofApplication: ReadonlySet<string> = new Set(['invalid_client', 'unauthorized_client']);

const end = (tools: Tools, account: MailboxAccount, by: string): Promise<void> =>
  inSystem(tools, account, async (ctx) => {
    const changed = await ctx.db.run(refuseGrant, [ctx.workspace, account.inbox, ctx.now, by]);
    if (changed > 0) await append(ctx, { kind: 'mailbox.refused', facts: { inbox: account.inbox, provider: account.settings.signIn } });
  });

const heldAs = (tools: Tools, account: MailboxAccount): string => `${account.inbox} ${grantName(tools, account)}`;

function tokens(tools: Tools): Held {
  if (!tools.has(held.name)) held.set(tools, new Map());
  return held.of({ tools });
}

const inSystem = <T>(tools: Tools, { workspace }: MailboxAccount, run: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'channels.mailbox' } }, run);
