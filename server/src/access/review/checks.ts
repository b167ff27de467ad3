// Looking over who may come in and do what (Art. 32(1)(b), 32(4)): too many who may do everything or one alone, rights, accounts and keys that nobody uses, and
// administrators by a password alone.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import type { Check } from '#kit/room';
import { list } from '#ledger';
import { carriedIn } from '../grants/reach.ts';
import { listRoles } from '../grants/roles.ts';
import { everyGrantRow, type GrantRow } from '../grants/store.ts';
import { hasContent } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { guessedAt, isSprayed } from '../refused/refused.ts';
import { byPasswordAlone, joinedStaff, keysUnusedSince, providersWithoutToken, tokensUnusedSince, withoutSession } from './store.ts';

const dayMs = 86_400_000;
const unusedDays = 90;
/** So long before the last token of a provider ends it is found: after it, whoever leaves there keeps their account here. */
const soonDays = 30;
/** Administrators beyond these, and beyond a third of everybody, are more than work needs. */
const fewAdministrators = 3;
const pageSize = 200; // entries of the ledger looked through at once; who has more than five such pages of looks at colleagues alone is taken at their word
const mostPages = 5;

export const reviewChecks: readonly Check[] = [
  {
    id: 'access.administrators-are-few',
    article: '32(1)(b)',
    question: 'Are no more members of staff administrators than three, or a third of all?',
    severity: 'medium',
    run: async (ctx) => {
      const most = Math.max(fewAdministrators, Math.floor((await joinedStaff(ctx.db, ctx.workspace)).length / 3));
      return Math.max(0, (await administrators(ctx)).length - most);
    },
    evidence: administrators,
  },
  {
    id: 'access.a-second-administrator-is-there',
    article: '32(1)(b)',
    question: 'Are there two administrators at least, so that one absence locks nobody out?',
    severity: 'low',
    run: async (ctx) => ((await administrators(ctx)).length < 2 ? 1 : 0),
  },
  by('access.administrators-have-a-second-factor', 'Does every administrator have a passkey or a second factor?', 'high', async (ctx) =>
    (await byPasswordAlone(ctx.db, ctx.workspace, await administrators(ctx))).map((row) => row.id),
  ),
  by('access.nobody-guesses', 'Was no account of staff guessed at more than fifty times within a day?', 'medium', guessedAt),
  {
    id: 'access.nobody-tries-everybody',
    article: '32(1)(b)',
    question: 'Were fewer than two hundred sign-ins (or three for each account) refused within a day in the whole company?',
    severity: 'medium',
    run: async (ctx) => ((await isSprayed(ctx, (await joinedStaff(ctx.db, ctx.workspace)).length)) ? 1 : 0),
  },
  by('access.rights-are-used', 'Did whoever may look at customers do so within ninety days?', 'medium', unusedRights),
  by('access.roles-are-held', 'Does somebody hold every role of the company’s own?', 'low', async (ctx) =>
    (await listRoles(ctx)).filter((role) => !role.isDefault && role.grants === 0).map((role) => role.id),
  ),
  by('access.accounts-are-used', 'Did everybody who may come in do so within ninety days?', 'medium', unusedAccounts),
  by('access.keys-are-used', 'Was every key of a program, and token for provisioning, used within ninety days?', 'medium', unusedKeys),
  by('access.provisioning-goes-on', 'Has every provider that keeps people in step a token for the next thirty days?', 'high', async (ctx) =>
    (await providersWithoutToken(ctx.db, ctx.workspace, new Date(ctx.now.getTime() + soonDays * dayMs))).map((row) => row.id),
  ),
];

function by(id: string, question: string, severity: Check['severity'], find: (ctx: Ctx) => Promise<readonly string[]>): Check {
  return { id, article: '32(1)(b)', question, severity, run: async (ctx) => (await find(ctx)).length, evidence: find };
}

async function unusedKeys(ctx: Ctx): Promise<string[]> {
  const since = before(ctx).toISOString().slice(0, 10);
  const keys = await keysUnusedSince(ctx.db, ctx.workspace, ctx.now, since);
  return [...keys, ...(await tokensUnusedSince(ctx.db, ctx.workspace, ctx.now, since))].map((row) => row.id);
}

const before = (ctx: Ctx): Date => new Date(ctx.now.getTime() - unusedDays * dayMs);

/** Grants that hold now, of staff who have joined. */
async function grants(ctx: Ctx): Promise<GrantRow[]> {
  const here = new Set(await joinedStaff(ctx.db, ctx.workspace));
  return (await everyGrantRow(ctx.db, ctx.workspace, ctx.now)).filter((row) => here.has(row.staff_id));
}

async function administrators(ctx: Ctx): Promise<StaffId[]> {
  return [...new Set((await grants(ctx)).filter((row) => row.role_id === 'administrator').map((row) => row.staff_id))];
}

/** Members of staff who could look at customers for ninety days, and never did: least privilege says that they need not (Art. 25(2)). */
async function unusedRights(ctx: Ctx): Promise<StaffId[]> {
  const since = before(ctx);
  const able = (await grants(ctx)).filter((row) => row.granted_at < since && hasContent(carriedIn(row).permissions));
  const unused: StaffId[] = [];
  for (const staff of new Set(able.map((row) => row.staff_id))) if (!(await lookedAtCustomers(ctx, staff, since))) unused.push(staff);
  return unused;
}

/** Names of colleagues are recorded as looks too, for another purpose. */
async function lookedAtCustomers(ctx: Ctx, staff: StaffId, since: Date): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { items, next } = await list(ctx, { kind: 'data.', actor: staff, from: since, limit: pageSize, cursor });
    if (items.some((entry) => entry.facts?.['purpose'] !== staffPurpose)) return true;
    if (next === null) return false;
    cursor = next;
  }
  return true;
}

/** Sessions are swept once they are over: whoever has none that is fresh is looked for among the sign-ins of the ledger. */
async function unusedAccounts(ctx: Ctx): Promise<StaffId[]> {
  const since = before(ctx);
  const unused: StaffId[] = [];
  for (const { id } of await withoutSession(ctx.db, ctx.workspace, since)) {
    const { items } = await list(ctx, { kind: 'staff.signed-in', actor: id, from: since, limit: 1 });
    if (items.length === 0) unused.push(id);
  }
  return unused;
}
