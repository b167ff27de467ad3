// A company moves in: everything a workspace needs from its first second, in one transaction; and the facts it publishes about itself (Art. 13(1)).
import { randomBytes } from 'node:crypto';
import type { Ctx } from '#kit/ctx';
import { withCtx } from '#kit/ctx';
import { newId, type StaffId, type WorkspaceId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { seedPurposes } from '#purposes';
import { addEntrance } from './entrances.ts';
import { grant } from './grants/grants.ts';
import { seedRoles } from './grants/roles.ts';
import { hashPassword, refuseWeak } from './passwords.ts';
import { foundersRoles } from './permissions.ts';
import { addStaff } from './staff.ts';
import * as store from './store.ts';

export type Language = 'en' | 'de' | 'fr' | 'es';
export type Company = {
  readonly name: string;
  readonly address: string;
  readonly contactEmail: string | null;
  readonly dpoContact: string;
  readonly authority: string;
  readonly country: string;
  readonly language: Language;
  /** Colour of widget and privacy centre, `#rrggbb`. */
  readonly accent: string;
};
export type NewWorkspace = {
  readonly company: string;
  /** ISO 3166-1; DE unless told. */
  readonly country?: string | undefined;
  readonly language: Language;
  readonly staff: { readonly name: string; readonly email: string; readonly password: string };
};

/** A workspace was set up: later rooms lay out what is theirs (channels, recipients, first notice). */
export const workspaceCreated = announcement<{ workspace: WorkspaceId }>('access.workspace-created');

/**
 * Opens a transaction of its own and sets up company, roles, first member of staff, purposes and the privacy centre's public key. Throws Problem `weak-password`;
 * with `onlyFirst`, `already-used` once any workspace exists, also when two ask at the same moment.
 */
export async function createWorkspace(
  tools: Tools,
  parts: NewWorkspace,
  options: { onlyFirst?: boolean } = {},
): Promise<{ workspace: WorkspaceId; staff: StaffId; centreKey: string }> {
  refuseWeak(parts.staff.password, [parts.staff.name, parts.staff.email, parts.company]);
  const password = await hashPassword(parts.staff.password);
  const workspace = newId('wsp');
  return act(tools, { workspace, actor: { kind: 'system', id: 'set-up' } }, async (ctx) => {
    if (options.onlyFirst && !(await store.houseIsEmpty(ctx.db))) throw new Problem('already-used');
    const centreKey = randomBytes(16).toString('base64url');
    await store.addWorkspace(ctx.db, workspace, ctx.now);
    await store.addCompany(
      ctx.db,
      workspace,
      { name: parts.company, country: parts.country ?? 'DE', language: parts.language, accent: firstAccent, centreKey },
      ctx.now,
    );
    await append(ctx, { kind: 'workspace.created' });
    await seedRoles(ctx);
    const staff = await addStaff(ctx, { name: parts.staff.name, email: parts.staff.email, password });
    for (const role of foundersRoles) await grant(ctx, { staff, role, source: 'set-up' });
    await append(withCtx(ctx, { actor: { kind: 'staff', id: staff } }), {
      kind: 'staff.joined',
      subject: staff,
      facts: { roles: foundersRoles.join(',') },
    });
    await addEntrance(ctx, 'centre', centreKey, workspace);
    await seedPurposes(ctx);
    await announce(ctx, workspaceCreated, { workspace });
    return { workspace, staff, centreKey };
  });
}

/** The company as controller. */
export async function company(ctx: Ctx): Promise<Company> {
  const row = await store.companyRow(ctx.db, ctx.workspace);
  return {
    name: row.name,
    address: row.address,
    contactEmail: row.contact_email,
    dpoContact: row.dpo_contact,
    authority: row.authority,
    country: row.country,
    language: row.language as Language,
    accent: row.accent,
  };
}

/** Public random key of this workspace's privacy centre. */
export async function centreKey(ctx: Ctx): Promise<string> {
  return (await store.companyRow(ctx.db, ctx.workspace)).centre_key;
}

/** Changes the facts that are given, records which ones, and announces it. */
export async function changeCompany(ctx: Ctx, change: { readonly [K in keyof Company]?: Company[K] | undefined }): Promise<Company> {
  const before = await company(ctx);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: Company = { ...before, ...given };
  const changed = (Object.keys(after) as (keyof Company)[]).filter((key) => after[key] !== before[key]);
  if (changed.length === 0) return before;
  const row = {
    name: after.name,
    address: after.address,
    contact_email: after.contactEmail,
    dpo_contact: after.dpoContact,
    authority: after.authority,
    country: after.country,
    language: after.language,
    accent: after.accent,
    centre_key: '',
  };
  await store.saveCompany(ctx.db, ctx.workspace, row, ctx.now);
  await append(ctx, { kind: 'workspace.changed', facts: { fields: changed.join(',') } });
  return after;
}

export const firstAccent = '#2f6f5e';
