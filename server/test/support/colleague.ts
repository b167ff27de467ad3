// A colleague of carol's who joins by the doors and holds the roles they are given, as a browser with their cookie.
import { randomBytes } from 'node:crypto';
import type { Answer } from '@parley/contract';
import pg from 'pg';
import { addEntrance } from '#access';
import { lookupHash } from '#keys';
import { browserOf } from './browser-of.ts';
import type { openHouse } from './house.ts';

type House = Awaited<ReturnType<typeof openHouse>>;
type First = { readonly role: string; readonly inboxes?: string[] | null; readonly teams?: string[] | null; readonly until?: string };
export const colleaguesPassword = 'nine quiet kettles hum';

/** Invites, joins and signs in; `name` makes the address, too. */
export async function colleagueOf(house: House, name: string, first: First) {
  const carol = await house.staffClient();
  const email = `${name.toLowerCase()}@example.com`;
  const { staff, link } = await carol.call('invite', { body: { name, email, ...first } });
  const browser = browserOf(house.url);
  const token = link?.split('#')[1] ?? (await tokenOf(house, staff.id));
  const joined = await browser.call('POST', `/v1/invitations/${token}/acceptance`, { name, password: colleaguesPassword });
  if (joined.status !== 201) throw new Error(`${name} could not join: ${joined.status}`);
  return {
    id: staff.id,
    email,
    grants: staff.grants,
    browser,
    call: browser.call,
    /** Gives another role to them, by carol. */
    given: (more: First): Promise<Answer<'addGrant'>> =>
      carol.call('addGrant', { params: { staff: staff.id }, body: { reason: 'Covers for a colleague', ...more } }),
    /** The client of the console over their session. */
    client: () => house.staffClient({ email, password: colleaguesPassword }),
  };
}

/** Where mail leaves, the link is in the mail alone: theirs gets a token that we know. */
async function tokenOf(house: House, staff: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const admin = new pg.Client({ connectionString: house.adminUrl });
  await admin.connect();
  await admin.query('UPDATE invitations SET token_hash = $2 WHERE staff_id = $1', [staff, lookupHash(house.tools, 'invitation', token)]);
  await admin.end();
  await house.act((ctx) => addEntrance(ctx, 'invitation', token, staff));
  return token;
}
