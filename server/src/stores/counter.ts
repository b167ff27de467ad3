// The shop counter: a colleague opens a conversation for whoever stands there, who reads what becomes of their data first (Art. 13) and goes on with it on their own phone, by the same link as
// at a kiosk. Nobody asks for a name or an address: the person is known by the phone that takes it up, and by nothing else until they say more themselves.
import type { Answer, Body } from '@parley/contract';
import { renderSVG } from 'uqr';
import { beginChat, pinChat } from '#channels';
import { alreadyWritten, beginsWith, conversation, setStore, start } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, newId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group } from '#people';
import { type Language, purposeByCode } from '#purposes';
import { faceOf, languageOf, noticeShown } from './faces.ts';
import { handOverUrl, linkMinutes } from './kiosk/hand-over.ts';
import { insertSitting, type SittingRow, sittingsOf } from './kiosk/sitting-store.ts';
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

/**
 * Opens it with the colleague's first words, and gives the link to the customer's phone: once, for ten minutes. The same `clientId` again makes nothing more and gives that link again. Problem `invalid`
 * for another notice than the one in force, `gate-refused`, `conflict` where that link is forgotten.
 */
export async function openAtCounter(
  ctx: Ctx,
  id: StoreId,
  { language, noticeId, noticeHash, text, clientId }: Body<'openAtCounter'>,
): Promise<Answer<'openAtCounter'>> {
  const row = await inUse(ctx, id);
  const clientKey = clientId && `counter/${ctx.actor.id}/${row.id}/${clientId}`;
  const before = await alreadyWritten(ctx, clientKey);
  if (before) return linkTo(ctx, row, before.conversation, await sittingBehind(ctx, row, before.conversation));
  const notice = await noticeShown(ctx, row, { language, noticeId, noticeHash });
  const { visit, person } = await beginChat(ctx, row.inbox, { language, notice });
  const { conversation: opened } = await start(ctx, { person, inbox: row.inbox, purpose, text, isMet: true, clientKey });
  await pinChat(ctx, visit, opened);
  await store.record(ctx, newId('str'), row.id, person, 'conversation', opened);
  await setStore(ctx, opened, row.id);
  const sitting = newId('sit');
  await ctx.db.run(insertSitting, [ctx.workspace, sitting, null, row.id, person, visit, ctx.now]);
  await append(ctx, { kind: 'counter.opened', subject: person, facts: { store: row.id, conversation: opened, notice: notice.id } });
  return linkTo(ctx, row, opened, { id: sitting, links: 0, beganAt: ctx.now });
}

function linkTo(
  ctx: Ctx,
  row: StoreRow,
  conversation: ConversationId,
  sitting: Pick<SittingRow, 'id' | 'links' | 'beganAt'>,
): Answer<'openAtCounter'> {
  const until = new Date(sitting.beganAt.getTime() + linkMinutes * 60_000);
  const url = handOverUrl(ctx, row, sitting, until);
  return { conversation, url, picture: renderSVG(url, { ecc: 'M', border: 2 }), expiresAt: until.toISOString() };
}

async function sittingBehind(ctx: Ctx, row: StoreRow, opened: ConversationId): Promise<SittingRow> {
  const people = await group(ctx, (await conversation(ctx, opened)).person);
  const found = (await ctx.db.all(sittingsOf, [ctx.workspace, people])).find(({ kiosk, store }) => kiosk === null && store === row.id);
  if (!found)
    throw new Problem('conflict', { because: 'already-opened', detail: 'This conversation was opened before, and its link is over.' });
  return found;
}

async function inUse(ctx: Ctx, id: StoreId): Promise<StoreRow> {
  const row = await mustFind(ctx, id);
  await beginsWith(ctx, row.inbox); // whoever answers elsewhere serves no one here
  if (row.retiredAt) throw new Problem('conflict', { because: 'retired', detail: 'This store is retired.' });
  return row;
}
