// The shop counter: a colleague opens a conversation for whoever stands there, who reads what becomes of their data first (Art. 13) and goes on with it on their own phone, by the same link as
// at a kiosk. Nobody asks for a name or an address: the person is known by the phone that takes it up, and by nothing else until they say more themselves.
import type { Answer, Body } from '@parley/contract';
import { renderSVG } from 'uqr';
import { inboxesInReach } from '#access';
import { beginChat, pinChat } from '#channels';
import { setStore, start } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { type Id, newId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { type Language, noticeById, purposeByCode } from '#purposes';
import { faceOf, languageOf } from './faces.ts';
import { handOverUrl, linkMinutes } from './kiosk/hand-over.ts';
import { insertSitting } from './kiosk/sitting-store.ts';
import { mustFind } from './manage.ts';
import { type StoreId, type StoreRow, store } from './store.ts';

const purpose = 'service-conversation';

/** What is shown to whoever stands there, before anything is written down. Problem `not-found`, `conflict` for a retired store, `not-ready` before a notice is published. */
export async function counterFace(ctx: Ctx, id: StoreId, wished: Language | undefined): Promise<Answer<'readCounter'>> {
  const row = await inUse(ctx, id);
  const language = languageOf(row, wished);
  const { company, notice } = await faceOf(ctx, language);
  const found = await purposeByCode(ctx, purpose);
  const { name, description } = found?.texts[language] ?? { name: purpose, description: '' };
  return { store: row.name, company, language, languages: row.languages, notice, purpose: { code: purpose, name, description } };
}

/** Opens it with the colleague's first words, and gives the link to the customer's phone: once, for ten minutes. Problem `invalid` for another notice than the published one, `gate-refused`. */
export async function openAtCounter(
  ctx: Ctx,
  id: StoreId,
  { language, noticeId, noticeHash, text }: Body<'openAtCounter'>,
): Promise<Answer<'openAtCounter'>> {
  const row = await inUse(ctx, id);
  const notice = await noticeById(ctx, noticeId as Id<'ntc'>);
  if (notice?.hash !== noticeHash)
    throw new Problem('invalid', { fields: [{ path: 'body/noticeHash', message: 'is not the notice that was published' }] });
  const { visit, person } = await beginChat(ctx, row.inbox, { language, notice });
  const { conversation } = await start(ctx, { person, inbox: row.inbox, purpose, text, isMet: true });
  await pinChat(ctx, visit, conversation);
  await store.record(ctx, newId('str'), row.id, person, 'conversation', conversation);
  await setStore(ctx, conversation, row.id);
  const sitting = newId('sit');
  await ctx.db.run(insertSitting, [ctx.workspace, sitting, null, row.id, person, visit, ctx.now]);
  await append(ctx, { kind: 'counter.opened', subject: person, facts: { store: row.id, conversation, notice: notice.id } });
  const url = handOverUrl(ctx, row, { id: sitting, links: 0 });
  const expiresAt = new Date(ctx.now.getTime() + linkMinutes * 60_000).toISOString();
  return { conversation, url, picture: renderSVG(url, { ecc: 'M', border: 2 }), expiresAt };
}

async function inUse(ctx: Ctx, id: StoreId): Promise<StoreRow> {
  const [row, reach] = [await mustFind(ctx, id), await inboxesInReach(ctx)];
  if (reach && !reach.includes(row.inbox)) throw new Problem('not-found'); // whoever answers elsewhere serves no one here
  if (row.retiredAt) throw new Problem('conflict', { because: 'retired', detail: 'This store is retired.' });
  return row;
}
