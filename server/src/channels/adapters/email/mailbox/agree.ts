// Agreeing at Google or Microsoft that a mailbox may be read (OAuth 2.0 by authorization code with PKCE, RFC 7636, 9700): the console opens the provider's page, and what comes back is
// taken by the same colleague within ten minutes. The verifier follows from the state under a key of the house, so that nothing has to be kept meanwhile.
import { createHash, randomBytes } from 'node:crypto';
import { lookupHash, readToken, signToken } from '#keys';
import { config } from '#kit/config';
import type { InboxId } from '#kit/ids';
import { clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import { type Route, route } from '#kit/route';
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { hooks } from '../hooks.ts';
import type { EmailSettings } from '../settings.ts';
import { takeCode } from './access.ts';
import { providerOf } from './providers.ts';
import { isMailbox } from './stand.ts';

const kind = 'mailbox-agreement';
const validMs = 10 * 60_000;

/** Where the provider sends back to, to be entered at the application there. */
const backTo = (tools: Tools): string => `${config.of({ tools }).publicUrl}/channels`;

/** The provider's page, for whoever pressed the button; Problem `conflict` for a mailbox that lets us in by a password. */
export async function askToAgree(
  account: Account<EmailSettings>,
  tools: Tools,
  by: string,
): Promise<{ ok: boolean; words: string; open: string }> {
  if (!isMailbox(account) || account.settings.signIn === 'password')
    throw new Problem('conflict', { detail: 'Nothing has to be agreed to for this inbox.' });
  const { workspace, inbox, settings } = account;
  const { agreeUrl, scope, also } = providerOf(tools, settings);
  const payload = { workspace, inbox, by, once: randomBytes(12).toString('base64url') };
  const state = signToken(tools, kind, payload, new Date(clock.of({ tools })().getTime() + validMs));
  const url = new URL(agreeUrl);
  url.search = new URLSearchParams({
    ...{ response_type: 'code', client_id: settings.clientId, redirect_uri: backTo(tools), scope, state, ...also },
    ...{ code_challenge: createHash('sha256').update(verifierOf(tools, state)).digest('base64url'), code_challenge_method: 'S256' },
    login_hint: settings.user,
  }).toString();
  return { ok: true, words: 'The page of the provider asks you to agree.', open: url.href };
}

/** Takes the code that came back to the console. */
export const agreeForChannel: Route = route('agreeForChannel', {
  permission: 'channels.change',
  purpose: null,
  handle: async (ctx, { body }) => {
    const asked = readToken(ctx.tools, kind, body.state);
    if (asked?.['workspace'] !== ctx.workspace || asked['by'] !== ctx.actor.id) throw new Problem('not-found');
    const account = (await hooks.of(ctx).accountOf(ctx.workspace, String(asked['inbox']) as InboxId)) as Account<EmailSettings> | undefined;
    if (!isMailbox(account) || account.settings.signIn === 'password') throw new Problem('not-found');
    const isDone = await takeCode(ctx.tools, account, {
      code: body.code,
      verifier: verifierOf(ctx.tools, body.state),
      back: backTo(ctx.tools),
    });
    return isDone
      ? { ok: true, words: 'The mailbox may be read now.' }
      : { ok: false, words: 'The provider did not accept this. Press the button for it again.' };
  },
});

const verifierOf = (tools: Tools, state: string): string => lookupHash(tools, 'mailbox-verifier', state);
