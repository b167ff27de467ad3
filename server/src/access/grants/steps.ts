// To give more is a step towards less privacy (Art. 25(2), 32(4)): it asks for a reason, is recorded, and stands on the list of settings until it is taken back. Nobody has a role, and no role of a
// company's own is there, until somebody says why.
import { stepOne } from '#defaults';
import type { Ctx } from '#kit/ctx';
import { partCode, type Words } from '#kit/setting';
import type { DefaultRole, Power } from '../permissions.ts';
import type { GrantRow } from './store.ts';

export const grantsSetting = 'access.grants';
export const rolesSetting = 'access.own-roles';
export const notGiven: Words = { en: 'not given', de: 'nicht vergeben' };
export const notThere: Words = { en: 'not there', de: 'nicht da' };

type Given = Pick<GrantRow, 'id' | 'role_id' | 'inboxes' | 'teams' | 'until'>;
/** What was before, as codes: the end of a grant that lasts longer now, or the power of a role; null for what was not there. */
export type BeforeGrant = { readonly until: string } | null;
export type BeforeRole = Pick<Power, 'permissions' | 'purposes'> | null;

/** Gives a role, or lets one last longer (`before`: as it was). Problem `invalid` (`reason-needed`); the system gives by rules that had their reason. */
export async function giving(ctx: Ctx, now: Given, before: Given | null, reason: string | undefined, give: () => Promise<unknown>) {
  if (ctx.actor.kind !== 'staff') return void (await give());
  const undo: BeforeGrant = before?.until ? { until: before.until.toISOString() } : null;
  const was = before ? wordsOfGrant(before) : notGiven;
  await stepOne(ctx, { setting: partCode(grantsSetting, now.id), before: was, after: wordsOfGrant(now), undo, reason }, give);
}

/** Makes a role, or lets it do more. Problem `invalid` (`reason-needed`); a role that may do less, or is only called otherwise, asks for none. */
export async function widening(
  ctx: Ctx,
  { role, before, after }: { role: string; before: Power | null; after: Power },
  reason: string | undefined,
  save: () => Promise<unknown>,
) {
  if (ctx.actor.kind !== 'staff' || (before && !isWider(before, after))) return void (await save());
  const undo: BeforeRole = before && { permissions: before.permissions, purposes: before.purposes };
  const words = { before: before ? wordsOfPower(before) : notThere, after: wordsOfPower(after) };
  await stepOne(ctx, { setting: partCode(rolesSetting, role), ...words, undo, reason }, save);
}

/** Whether something may be done, or for a purpose, that could not be before. */
export function isWider(before: Power, after: Power): boolean {
  if (after.permissions.some((each) => !before.permissions.includes(each))) return true;
  return before.purposes !== null && (after.purposes?.some((each) => !before.purposes?.includes(each)) ?? true);
}

/** A role by its name where it is a default one, where it counts and until when. Own names are left out: these words stand in the ledger. */
export function wordsOfGrant({ role_id: role, inboxes, teams, until }: Given): Words {
  const name = (defaultNames as Readonly<Record<string, Words>>)[role] ?? { en: 'a role of your own', de: 'eine eigene Rolle' };
  const day = until?.toISOString().slice(0, 10);
  return {
    en: [
      name.en,
      inboxes ? `in ${inboxes.length === 1 ? 'one inbox' : `${inboxes.length} inboxes`}` : 'in every inbox',
      ...(teams ? [teams.length === 1 ? 'for one team' : `for ${teams.length} teams`] : []),
      day ? `until ${day}` : 'without an end',
    ].join(', '),
    de: [
      name.de,
      inboxes ? `in ${inboxes.length === 1 ? 'einem Postfach' : `${inboxes.length} Postfächern`}` : 'in jedem Postfach',
      ...(teams ? [teams.length === 1 ? 'für ein Team' : `für ${teams.length} Teams`] : []),
      day ? `bis ${day}` : 'ohne Ende',
    ].join(', '),
  };
}

/** Codes of what it may do, and for which purposes; pages put them into words. */
export function wordsOfPower({ permissions, purposes }: Power): Words {
  const may = permissions.join(', ');
  if (purposes?.length === 0) return { en: may, de: may };
  return { en: `${may}; ${purposes?.join(', ') ?? 'every purpose'}`, de: `${may}; ${purposes?.join(', ') ?? 'jeder Zweck'}` };
}

const defaultNames: Readonly<Record<DefaultRole, Words>> = {
  agent: { en: 'Agent', de: 'Kundendienst' },
  supervisor: { en: 'Supervisor', de: 'Leitung Kundendienst' },
  'privacy-officer': { en: 'Privacy officer', de: 'Datenschutz' },
  security: { en: 'Security', de: 'Sicherheit' },
  administrator: { en: 'Administrator', de: 'Administration' },
  auditor: { en: 'Auditor', de: 'Prüfung' },
};
