// The shop counter: a colleague opens a conversation for whoever stands there, who reads what becomes of their data first (Art. 13) and goes on with it on their own phone, by the same link as
// at a kiosk. Nobody asks for a name or an address: the person is known by the phone that takes it up, and by nothing else until they say more themselves.
import type { Answer, Body } from '@parley/contract';
import { renderSVG } from 'uqr';
import { beginChat, chatOf, pinChat } from '#channels';
import { alreadyWritten, beginsWith, conversation, isTheirs, setStore, start } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { type ConversationId, newId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group } from '#people';
import { type Language, purposeByCode } from '#purposes';
import { faceOf, languageOf, noticeShown } from './faces.ts';
import { counterMoved, handOverUrl, linkMinutes } from './kiosk/hand-over.ts';
import { finishSitting, insertSitting, type SittingRow, sittingsOf } from './kiosk/sitting-store.ts';
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
  if (before) {
    const sitting = await sittingBehind(ctx, row.id, before.conversation);
    if (!sitting)
      throw new Problem('conflict', { because: 'already-opened', detail: 'This conversation was opened before, and its link is over.' });
    return { conversation: before.conversation, ...linkTo(ctx, row, sitting) };
  }
  const notice = await noticeShown(ctx, row, { language, noticeId, noticeHash });
  const { visit, person } = await beginChat(ctx, row.inbox, { language, notice });
  const { conversation: opened } = await start(ctx, { person, inbox: row.inbox, purpose, text, isMet: true, clientKey });
  await pinChat(ctx, visit, opened);
  await store.record(ctx, newId('str'), row.id, person, 'conversation', opened);
  await setStore(ctx, opened, row.id);
  const sitting = newId('sit');
  await ctx.db.run(insertSitting, [ctx.workspace, sitting, null, row.id, person, visit, ctx.now]);
  await append(ctx, { kind: 'counter.opened', subject: person, facts: { store: row.id, conversation: opened, notice: notice.id } });
  return { conversation: opened, ...linkTo(ctx, row, { id: sitting, links: 0, beganAt: ctx.now }) };
}

/** The link again, for whoever closed the dialog too soon: whoever opened the conversation or looks after it. Each look is in the ledger. Problem `not-permitted` for others, `not-found` once it is over, taken up or taken back. */
export async function counterLink(ctx: Ctx, id: ConversationId): Promise<Answer<'readCounterLink'>> {
  const found = await goodLink(ctx, id);
  if (!found) throw new Problem('not-found');
  if (!(await isTheirs(ctx, id))) throw new Problem('not-permitted');
  await append(ctx, { kind: 'counter.shown', subject: found.sitting.person, facts: { store: found.row.id, conversation: id } });
  const { language } = await chatOf(ctx, found.sitting.visit);
  return { ...linkTo(ctx, found.row, found.sitting), language: languageOf(found.row, language as Language) };
}

/** It was shown to the wrong person: whoever scans it now finds nothing. Problem `not-found` where there is none any more. */
export async function takeLinkBack(ctx: Ctx, id: ConversationId): Promise<void> {
  const found = await goodLink(ctx, id);
  // somebody may have taken it up at this very moment: then there is nothing to take back
  if (!found || (await ctx.db.run(finishSitting, [ctx.workspace, found.sitting.id, ctx.now])) === 0) throw new Problem('not-found');
  tellPages(ctx, counterMoved(id));
  await append(ctx, { kind: 'counter.taken-back', subject: found.sitting.person, facts: { store: found.row.id, conversation: id } });
}

/** The store in which a conversation began, and, for whoever may show it, until when the link given there is good. Problem `not-found` out of reach. */
export async function storeOf(ctx: Ctx, id: ConversationId): Promise<Answer<'readStoreOf'>> {
  await conversation(ctx, id); // within reach, or it is not there
  const link = (await isTheirs(ctx, id)) ? await goodLink(ctx, id) : undefined;
  return { store: (await store.placeOf(ctx, id)) ?? null, linkUntil: link ? goodUntil(link.sitting).toISOString() : null };
}

async function goodLink(ctx: Ctx, id: ConversationId): Promise<{ row: StoreRow; sitting: SittingRow } | undefined> {
  await conversation(ctx, id);
  const place = await store.placeOf(ctx, id);
  const row = place && (await store.byId(ctx, place.id));
  const sitting = row && !row.retiredAt ? await sittingBehind(ctx, row.id, id) : undefined;
  return row && sitting && goodUntil(sitting) > ctx.now ? { row, sitting } : undefined;
}

const goodUntil = ({ beganAt }: Pick<SittingRow, 'beganAt'>): Date => new Date(beganAt.getTime() + linkMinutes * 60_000);

function linkTo(
  ctx: Ctx,
  row: StoreRow,
  sitting: Pick<SittingRow, 'id' | 'links' | 'beganAt'>,
): Omit<Answer<'openAtCounter'>, 'conversation'> {
  const until = goodUntil(sitting);
  const url = handOverUrl(ctx, row, sitting, until);
  return { url, picture: renderSVG(url, { ecc: 'M', border: 2 }), expiresAt: until.toISOString() };
}

/** The sitting at the counter in which this conversation was opened; undefined once a phone took it up, or it was taken back. */
async function sittingBehind(ctx: Ctx, at: StoreId, opened: ConversationId): Promise<SittingRow | undefined> {
  const people = await group(ctx, (await conversation(ctx, opened)).person);
  const open = (await ctx.db.all(sittingsOf, [ctx.workspace, people])).filter(
    ({ kiosk, store: where, endedAt }) => kiosk === null && where === at && endedAt === null,
  );
  for (const sitting of open) if ((await chatOf(ctx, sitting.visit)).conversation === opened) return sitting;
  return undefined;
}

async function inUse(ctx: Ctx, id: StoreId): Promise<StoreRow> {
  const row = await mustFind(ctx, id);
  await beginsWith(ctx, row.inbox); // whoever answers elsewhere serves no one here
  if (row.retiredAt) throw new Problem('conflict', { because: 'retired', detail: 'This store is retired.' });
  return row;
}
