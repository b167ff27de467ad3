// What was given to whom with a reason, on the list of settings: from the start nobody has more than the role they came with, and there are no roles but the default ones (Art. 25(2)).
import { partsStepped } from '#defaults';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import type { Part, Setting, Words } from '#kit/setting';
import { staffNames } from '../names.ts';
import type { Permission } from '../permissions.ts';
import { endGrant, revoke } from './grants.ts';
import { everythingCarried, powerOf } from './reach.ts';
import { putRoleBack, removeRole } from './roles.ts';
import { type BeforeGrant, type BeforeRole, grantsSetting, rolesSetting, wordsOfGrant, wordsOfPower } from './steps.ts';
import * as store from './store.ts';

const none: Words = { en: 'none', de: 'keine' };
const counted = (count: number): Words => (count === 0 ? none : { en: String(count), de: String(count) });
const least = { group: 'privacy', article: '25(2)', standard: none, where: 'console' } as const;

export const grantSettings: readonly Setting[] = [
  {
    ...least,
    code: grantsSetting,
    title: { en: 'Roles that colleagues gave each other', de: 'Rollen, die jemand im Team vergeben hat' },
    reason: {
      en: 'Nobody sees more than their first role shows. Each further role, and each that lasts longer, asks for a reason.',
      de: 'Niemand sieht mehr, als die erste Rolle zeigt. Jede weitere, und jede, die länger gilt, braucht eine Begründung.',
    },
    value: async (ctx) => counted((await givenParts(ctx)).length),
    parts: givenParts,
    undoPart: async (ctx, part, undo) => {
      await refuseOthers(ctx);
      const before = undo as BeforeGrant | undefined;
      const until = before && new Date(before.until);
      if (until && until > ctx.now) await endGrant(ctx, part, until);
      else await revoke(ctx, part);
    },
    page: '/staff',
  },
  {
    ...least,
    code: rolesSetting,
    title: { en: 'Roles of your own', de: 'Eigene Rollen' },
    reason: {
      en: 'The default roles keep system and customers apart. Another one, and whatever one may do beyond that, asks for a reason.',
      de: 'Die vorhandenen Rollen trennen System und Kunden. Eine weitere, und was eine darüber hinaus darf, braucht eine Begründung.',
    },
    value: async (ctx) => counted((await roleParts(ctx)).length),
    parts: roleParts,
    undoPart: async (ctx, part, undo) => {
      await refuseOthers(ctx);
      const before = undo as BeforeRole | undefined;
      if (before) await putRoleBack(ctx, part, before);
      else await removeRole(ctx, part);
    },
    page: '/staff/roles',
  },
];

async function givenParts(ctx: Ctx): Promise<Part[]> {
  const stepped = new Set(await partsStepped(ctx, grantsSetting));
  if (stepped.size === 0) return [];
  const rows = (await store.everyGrantRow(ctx.db, ctx.workspace, ctx.now)).filter(({ id }) => stepped.has(id));
  const names = await staffNames(
    ctx,
    rows.map((row) => row.staff_id),
  );
  return rows.map((row) => {
    const name = [names.get(row.staff_id), row.role_name].filter(Boolean).join(', ');
    return { id: row.id, name, value: wordsOfGrant(row) };
  });
}

async function roleParts(ctx: Ctx): Promise<Part[]> {
  const stepped = new Set(await partsStepped(ctx, rolesSetting));
  if (stepped.size === 0) return [];
  return (await store.roleRows(ctx.db, ctx.workspace)).flatMap((row) =>
    row.permissions && stepped.has(row.id) ? { id: row.id, name: row.name ?? '', value: wordsOfPower(powerOf(row)) } : [],
  );
}

/** The list is open to whoever changes the company; roles are taken back by whoever changes staff alone. */
async function refuseOthers(ctx: Ctx): Promise<void> {
  const grants = await everythingCarried(ctx);
  const may = grants?.some(({ permissions }) => permissions.includes('staff.change' satisfies Permission)) ?? true;
  if (!may) throw new Problem('not-permitted');
}
