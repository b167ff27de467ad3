// Stores as the company keeps them: opened, changed, retired. A store that is retired stays where something began there, and takes nothing new.
import { randomBytes } from 'node:crypto';
import type { Answer, Body } from '@parley/contract';
import { addEntrance } from '#access';
import { widgetKeyOf } from '#channels';
import { inboxOf } from '#conversations';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { type InboxId, newId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { type KioskRow, kioskStore, type StoreId, type StoreRow, store } from './store.ts';

type Store = Answer<'addStore'>;
const mostStores = 500;

export async function listStores(ctx: Ctx): Promise<Store[]> {
  const [rows, kiosks, figures] = [await store.every(ctx), await kioskStore.every(ctx), await store.figures(ctx)];
  const monthly = await store.monthly(ctx, new Date(Date.UTC(ctx.now.getUTCFullYear(), ctx.now.getUTCMonth() - 11, 1)));
  return Promise.all(
    rows.map((row) =>
      shown(
        ctx,
        row,
        kiosks.filter((each) => each.store === row.id),
        figures.filter((each) => each.store === row.id),
        monthly.filter((each) => each.store === row.id),
      ),
    ),
  );
}

/** Opens a store and the address of its page. Problem `invalid` for an inbox that is no web chat, `conflict` beyond 500 stores. */
export async function addStore(ctx: Ctx, body: Body<'addStore'>): Promise<Store> {
  if ((await store.every(ctx)).length >= mostStores) throw new Problem('conflict', { detail: `There are ${mostStores} stores already.` });
  await widgetKeyOf(ctx, body.inbox as InboxId);
  const publicKey = randomBytes(12).toString('base64url');
  const row: StoreRow = { ...body, ...tidy(body), id: newId('sto'), inbox: body.inbox as InboxId, publicKey, retiredAt: null };
  await store.add(ctx, row);
  await addEntrance(ctx, 'store', publicKey, row.id);
  await append(ctx, { kind: 'store.opened', facts: { store: row.id, inbox: row.inbox } });
  return one(ctx, row.id);
}

/** Changes what is given. Problem `not-found`, `invalid` for an inbox that is no web chat. */
export async function changeStore(ctx: Ctx, id: StoreId, { retired, ...body }: Body<'changeStore'>): Promise<Store> {
  const before = await mustFind(ctx, id);
  if (body.inbox) await widgetKeyOf(ctx, body.inbox as InboxId);
  const after = { ...before, ...body, ...tidy(body), inbox: (body.inbox ?? before.inbox) as InboxId };
  const retiredAt = retired === undefined ? before.retiredAt : retired ? (before.retiredAt ?? ctx.now) : null;
  await store.change(ctx, { ...after, retiredAt });
  const fields = Object.keys(body).sort().join(',');
  if (fields) await append(ctx, { kind: 'store.changed', facts: { store: id, fields } });
  if ((retiredAt === null) !== (before.retiredAt === null))
    await append(ctx, { kind: retiredAt ? 'store.retired' : 'store.reopened', facts: { store: id } });
  return one(ctx, id);
}

/** A store by id; Problem `not-found`. */
export async function mustFind(ctx: Ctx, id: StoreId): Promise<StoreRow> {
  const row = await store.byId(ctx, id);
  if (!row) throw new Problem('not-found');
  return row;
}

/** Address of a store's own page, as a poster and its QR code say it. */
export const pageOf = (ctx: Ctx, { publicKey }: Pick<StoreRow, 'publicKey'>): string => `${config.of(ctx).publicUrl}/s/${publicKey}`;

async function one(ctx: Ctx, id: StoreId): Promise<Store> {
  const found = (await listStores(ctx)).find((each) => each.id === id);
  if (!found) throw new Problem('not-found');
  return found;
}

async function shown(
  ctx: Ctx,
  row: StoreRow,
  kiosks: readonly KioskRow[],
  figures: readonly Count[],
  monthly: readonly (Count & { readonly month: string })[],
): Promise<Store> {
  const { id, name, address, languages, hours, restSeconds, retiredAt } = row;
  return {
    ...{ id, name, address, languages, hours, restSeconds },
    inbox: { id: row.inbox, name: (await inboxOf(ctx, row.inbox)).name },
    url: pageOf(ctx, row),
    retiredAt: retiredAt?.toISOString() ?? null,
    kiosks: kiosks.map((each) => ({
      id: each.id,
      name: each.name,
      enrolledAt: (each.enrolledAt ?? ctx.now).toISOString(),
      lastSeenAt: each.seenAt?.toISOString() ?? null,
      revokedAt: each.revokedAt?.toISOString() ?? null,
    })),
    figures: actsIn(figures),
    months: [...Map.groupBy(monthly, (each) => each.month)].map(([month, own]) => ({ month, ...actsIn(own) })),
  };
}

type Count = { readonly kind: string; readonly n: number };
function actsIn(counts: readonly Count[]): Store['figures'] {
  const count = (kind: string) => counts.find((each) => each.kind === kind)?.n ?? 0;
  return {
    conversations: count('conversation'),
    choices: count('choice'),
    addresses: count('address'),
    requests: count('request'),
    handedOver: count('hand-over'),
  };
}

const tidy = (body: { name?: string; address?: string; hours?: string }) =>
  Object.fromEntries(
    (['name', 'address', 'hours'] as const).flatMap((field) => (body[field] === undefined ? [] : [[field, body[field].trim()]])),
  );
