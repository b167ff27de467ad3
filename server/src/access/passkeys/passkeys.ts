// Passkeys of a member of staff: added, shown, taken away. Names and credential ids lie sealed under their own key; a browser finds them by itself.
import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import { lookupHash, mintPermit, openMany, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import { type Id, newId, type StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import { append } from '#ledger';
import { addEntrance } from '../entrances.ts';
import { tellOfNewWay } from '../new-way.ts';
import { staffPurpose } from '../purpose.ts';
import { viewStaff } from '../staff.ts';
import { dropEntrance } from '../store.ts';
import { company } from '../workspaces.ts';
import { challengeOf, relyingParty, spendChallenge } from './challenge.ts';
import * as store from './store.ts';

export type PasskeyView = { id: Id<'psk'>; name: string; addedAt: Date; usedAt: Date | null };
export type Registration = Parameters<typeof verifyRegistrationResponse>[0]['response'];
const mostPasskeys = 20;
const algorithms = [-8, -7, -257]; // Ed25519, ES256, RS256: what authenticators have

export const placeOfPasskey = (row: { id: string; staff_id: StaffId }, column: 'name' | 'credential') => ({
  subject: row.staff_id,
  table: 'passkeys',
  row: row.id,
  column,
});

/** My passkeys with their names. */
export async function listPasskeys(ctx: Ctx, staff: StaffId): Promise<PasskeyView[]> {
  const rows = await store.passkeyRows(ctx.db, ctx.workspace, [staff]);
  const names = await opened(ctx, rows, 'name');
  return rows.map((row, at) => ({ id: row.id, name: names[at] ?? '', addedAt: row.added_at, usedAt: row.used_at }));
}

/** What the browser needs to make a passkey: found without typing an address, and only with the user verified. Those I have already are left out. */
export async function passkeyOptions(ctx: Ctx, staff: StaffId) {
  const [self] = await viewStaff(ctx, [staff]);
  if (!self) throw new Problem('not-found');
  const rows = await store.passkeyRows(ctx.db, ctx.workspace, [staff]);
  if (rows.length >= mostPasskeys) throw new Problem('conflict', { detail: 'There are twenty passkeys already: remove one first.' });
  return generateRegistrationOptions({
    rpName: (await company(ctx)).name,
    rpID: relyingParty(ctx.tools).id,
    userID: new Uint8Array(Buffer.from(staff)),
    userName: self.email,
    userDisplayName: self.name,
    supportedAlgorithmIDs: algorithms,
    attestationType: 'none', // who made the device is none of our business
    excludeCredentials: (await opened(ctx, rows, 'credential')).map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Keeps what the browser made. Problem `passkey-refused`, or `conflict` for one that is known. */
export async function addPasskey(
  ctx: Ctx,
  staff: StaffId,
  parts: { name: string; response: Registration; request: RequestFacts },
): Promise<PasskeyView> {
  const challenge = challengeOf(ctx.tools, parts.request, `add ${staff}`);
  const { origin, id: rpId } = relyingParty(ctx.tools);
  const checked = await verifyRegistrationResponse({
    response: parts.response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => ({ verified: false }) as const);
  if (!checked.verified) throw new Problem('passkey-refused');
  await spendChallenge(ctx, challenge);
  const { id: credential, publicKey, counter } = checked.registrationInfo.credential;
  const own = { id: newId('psk'), staff_id: staff };
  const row = {
    ...own,
    name: await seal(ctx, placeOfPasskey(own, 'name'), parts.name),
    credential: await seal(ctx, placeOfPasskey(own, 'credential'), credential),
    credential_hash: lookupHash(ctx.tools, 'passkey', credential),
    public_key: Buffer.from(publicKey),
    counter,
  };
  await store.addPasskey(ctx.db, ctx.workspace, row, ctx.now).catch((error) => {
    throw isDuplicate(error) ? new Problem('conflict', { detail: 'This passkey is known already.' }) : error;
  });
  await addEntrance(ctx, 'passkey', credential, staff);
  await tellOfNewWay(ctx, staff, await append(ctx, { kind: 'staff.passkey-added', subject: staff }), 'passkey');
  return { id: own.id, name: parts.name, addedAt: ctx.now, usedAt: null };
}

/** Takes a passkey away. Problem `conflict` when it is the last way in. */
export async function removePasskey(ctx: Ctx, staff: StaffId, passkey: string): Promise<void> {
  const held = await store.holdStaff(ctx.db, ctx.workspace, staff);
  const rows = await store.passkeyRows(ctx.db, ctx.workspace, [staff]);
  if (!rows.some((row) => row.id === passkey)) throw new Problem('not-found');
  if (rows.length === 1 && !held?.has_password)
    throw new Problem('conflict', { because: 'last-way-in', detail: 'This is your only way in: add another one first.' });
  const gone = await store.dropPasskey(ctx.db, ctx.workspace, staff, passkey);
  if (gone) await dropEntrance(ctx.db, ctx.workspace, 'passkey', gone.credential_hash);
  await append(ctx, { kind: 'staff.passkey-removed', subject: staff });
}

/** Removes all passkeys of these members of staff, with the ways in that no foreign key knows; gives how many. */
export async function forgetPasskeys(ctx: Ctx, staff: readonly string[]): Promise<number> {
  const gone = await store.dropPasskeysOf(ctx.db, ctx.workspace, staff);
  for (const row of gone) await dropEntrance(ctx.db, ctx.workspace, 'passkey', row.credential_hash);
  return gone.length;
}

async function opened(ctx: Ctx, rows: readonly store.PasskeyRow[], column: 'name' | 'credential'): Promise<string[]> {
  if (rows.length === 0) return [];
  const subjects = [...new Set(rows.map((row) => row.staff_id))];
  const permit = mintPermit(ctx, { act: 'reveal', purpose: staffPurpose, subjects, fields: [`passkeys.${column}`] });
  return openMany(
    ctx,
    permit,
    rows.map((row) => ({ place: placeOfPasskey(row, column), sealed: row[column] })),
  );
}
