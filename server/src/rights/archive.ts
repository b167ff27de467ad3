// The copy of Art. 15(3): one ZIP with a page to read, the same as JSON, the files, and the facts of Art. 15(1). Made when it is fetched: rows flow from a cursor through their
// seals into spools that only this process can open, and once the look is recorded from there to whoever asked. Nothing is kept, and half a copy is never offered.
import path from 'node:path';
import type { Readable } from 'node:stream';
import { keptWords } from '@parley/contract/kept-words';
import { permitOrThrow } from '#gate';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { deciders } from '#kit/decider';
import { type ExportItem, type Holding, holdings, sealedFields } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { lastingOf } from '#kit/lasting';
import { openPacking, type PackedEntry, type Packing, packWhole, zipOfPacked } from '#kit/packed';
import { Problem } from '#kit/problem';
import { openSpool, type Spool } from '#kit/spool';
import { append } from '#ledger';
import { group } from '#people';
import { type Language, listPurposes, type Purpose } from '#purposes';
import { factsOf15 } from './archive-facts.ts';
import { isPlainJson, pageEmpty, pageFacts, pageHead, readyToWrite, type Section, sectionHead, type Telling } from './archive-page.ts';
import { takeSlot } from './archive-slots.ts';
import { holdMaking } from './archive-store.ts';
import { wordsIn } from './archive-words.ts';
import { consentBytes } from './consent-receipts.ts';
import { tellingIn } from './copy-words/telling.ts';
import { titleIn } from './holding-titles.ts';
import { type Own, ownOf } from './own-data.ts';
import { isSealed, lostIn, readableIn } from './readable.ts';
import type { RequestRow } from './store.ts';
import { isNoted, type LeftOut, withoutOthers } from './third-persons.ts';

type Spools = { readonly page: Packing; readonly data: Packing; readonly files: Spool };
/** A file of somebody's; `bytes` of it lie deflated in the spool of files. */
type Named = Omit<PackedEntry, 'bytes'> & { readonly bytes: number };

/** The archive of a person as a ZIP that can be read once the transaction has committed, without records later than `upTo`; what does not open of people joined into them is said, not read; opens everything else under one export permit, which the ledger records. Problem `too-many` while they, or too many others, fetch one already. */
export async function buildArchive(ctx: Ctx, request: RequestRow, upTo?: Date): Promise<Readable> {
  if (!(await holdMaking(ctx, request.id))) throw new Problem('too-many', { retryAfterSeconds: 10 });
  const people = await group(ctx, request.person_id as PersonId);
  const found = await readableIn(ctx, people);
  const { readable } = found;
  const mine = inOrder(holdings.of(ctx).filter((holding) => holding.about === 'person' && holding.export));
  const permit = await permitOrThrow(ctx, {
    act: 'export',
    person: people[0] as PersonId,
    lost: lostIn(found),
    purpose: 'rights-fulfilment',
    fields: sealedFields(mine),
  });
  const slot = takeSlot(ctx, people[0] as PersonId);
  const opened: { close(): Promise<void> }[] = [];
  const close = () => {
    slot.free();
    for (const spool of opened) void spool.close();
  };
  ctx.db.afterRollback(close);
  const folder = path.join(config.of(ctx).data, 'copies');
  const kept = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const made = await opening;
    opened.push(made);
    return made;
  };
  const [page, data] = [await kept(openPacking(folder)), await kept(openPacking(folder))];
  const spools: Spools = { page, data, files: await kept(openSpool(folder)) };
  const names: Named[] = [];
  const purposes = await listPurposes(ctx);
  const { language } = request;
  const tell = tellingIn(language, {
    purposes: new Map(purposes.map(({ code, texts }) => [code, texts[language].name])),
    deciders: new Map(deciders.of(ctx).map(({ code, title }) => [code, title[language]])),
    holdings: new Map(mine.map((holding) => [holding.table, titleIn(holding, language)])),
  });
  const empty: string[] = [];
  const left = { name: 0, email: 0, phone: 0, 'birth-date': 0, address: 0, identifier: 0, file: 0 };
  let known: Promise<Own> | undefined;
  const own = () => {
    known ??= ownOf(ctx, permit, found);
    return known;
  };
  const others = { own, language, left };
  await page.write(pageHead(language, ctx.now));
  const head = { format: 'parley-access-copy@1', madeAt: ctx.now.toISOString(), request: request.id };
  await data.write(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "sections": [`);
  let between = '';
  for (const holding of mine)
    for await (const [part, turns] of partsOf(
      holding,
      itemsOf(ctx, holding, permit, isSealed(holding) ? readable : people, { ...others, upTo }),
    )) {
      await data.write(between);
      await takeSection(spools, names, { language, purposes, tell, empty }, part, turns);
      between = ',';
    }
  await data.write('\n  ]\n}\n');
  const about = await factsOf15(ctx, permit, people, { ...others, upTo, found });
  await page.write(pageEmpty(empty, language) + pageFacts(about, tell, language));
  await append(ctx, { kind: 'request.copy-fetched', subject: people[0], facts: { request: request.id } });
  if (Object.values(left).some((count) => count > 0))
    await append(ctx, {
      kind: 'request.copy-redacted',
      subject: people[0],
      facts: {
        ...{ request: request.id, names: left.name, emails: left.email, phones: left.phone },
        ...{ births: left['birth-date'], addresses: left.address, identifiers: left.identifier, files: left.file },
      },
    });
  const receipts = await consentBytes(ctx, permit, people[0] as PersonId, 'receipt', { upTo, people: readable });
  const made = [
    { name: 'index.html', ...(await page.end()) },
    { name: 'data.json', ...(await data.end()) },
    { name: 'about-article-15.json', ...(await packWhole(Buffer.from(JSON.stringify(about, null, 2)))) },
    { name: 'consent-receipts.jsonld', ...(await packWhole(receipts)) },
  ];
  const stream = zipOfPacked(entries(made, names, spools.files), { mtime: ctx.now, over: close });
  ctx.db.afterRollback(() => void stream.destroy());
  return stream;
}

const foremost = ['people', 'identities', 'conversations', 'messages', 'attachments', 'consent_events', 'requests'];
/** Who they are and what was said before all that the house keeps beside it. */
const inOrder = (all: readonly Holding[]): Holding[] => {
  const rank = ({ table }: Holding) => (foremost.indexOf(table) + foremost.length + 1) % (foremost.length + 1);
  return all.toSorted((one, other) => rank(one) - rank(other));
};

async function* itemsOf(
  ctx: Ctx,
  holding: Holding,
  permit: unknown,
  people: readonly PersonId[],
  { upTo, own, language, left }: { upTo: Date | undefined; own: () => Promise<Own>; language: Language; left: LeftOut },
): AsyncGenerator<readonly ExportItem[]> {
  const isNone = holding.countNoted !== undefined && (await holding.countNoted(ctx, people)) === 0;
  if (holding.countNoted && !isNone) await own();
  const turns = holding.exportEach
    ? holding.exportEach(ctx, permit, people)
    : [(await holding.export?.(ctx, permit, people, { language })) ?? []];
  for await (const items of turns) {
    const then = upTo === undefined ? items : asOf(items, upTo, language);
    if (!then.some((item) => isNoted(item, holding))) yield then;
    else if (isNone)
      throw new Problem('too-many', { retryAfterSeconds: 10 }); // written since they were counted
    else {
      const others = { own: await own(), language, left };
      yield then.map((item) => withoutOthers(item, holding, others));
    }
  }
}

/** The records as they were then. That there was a message is said, and that its words are of later: what it said before an edit is kept only where something holds it, and then stands beside. */
export function asOf(items: readonly ExportItem[], upTo: Date, language: Language): ExportItem[] {
  const isLater = (at: unknown) => typeof at === 'string' && Date.parse(at) > upTo.getTime();
  return items.filter(({ at }) => !isLater(at)).map((item) => (isLater(item.fields['edited']) ? withoutWords(item, language) : item));
}

function withoutWords({ at, fields }: ExportItem, language: Language): ExportItem {
  const { choices: _choices, ...said } = fields;
  return { ...(at && { at }), fields: { ...said, body: null, reaction: null, leftOut: wordsIn(language).editedSince } };
}

type Turns = AsyncIterable<readonly ExportItem[]> | Iterable<readonly ExportItem[]>;

/** What stands under one heading: a holding, or of one whose purposes the company chose itself what serves each (Art. 15(1)(a), (d)). */
async function* partsOf(holding: Holding, turns: AsyncIterable<readonly ExportItem[]>): AsyncGenerator<[Holding, Turns]> {
  if (!holding.serves) return yield [holding, turns];
  const items: ExportItem[] = [];
  for await (const some of turns) items.push(...some);
  if (items.length === 0) yield [holding, []];
  for (const of of Map.groupBy(items, ({ serving }) => JSON.stringify(serving)).values()) yield [{ ...holding, ...of[0]?.serving }, [of]];
}

/** A section as it is read: each item goes onto the page and into the JSON, its files beside them. */
async function takeSection(
  { page, data, files }: Spools,
  names: Named[],
  { language, purposes, tell, empty }: { language: Language; purposes: readonly Purpose[]; tell: Telling; empty: string[] },
  holding: Holding,
  turns: Turns,
): Promise<void> {
  const section = sectionOf(holding, language, purposes);
  const write = readyToWrite(tell, holding.table, language, section.purpose);
  await data.write(`\n    ${JSON.stringify(section).slice(0, -1)},"items":[`);
  let count = 0;
  for await (const items of turns)
    for (const item of items) {
      const { files: found } = item;
      const named = found?.map(({ name }) => name);
      const json = jsonOf(item, named);
      // mostly there is room, and then nothing is waited for: a hundred thousand turns of the loop are felt
      const isFull = page.write((count === 0 ? sectionHead(section, language) : '') + write(item, named, isPlainJson(json)));
      const isAlsoFull = data.write(`${count === 0 ? '' : ','}\n      ${json}`);
      if (isFull || isAlsoFull) await Promise.all([isFull, isAlsoFull]);
      count += 1;
      for (const { name, bytes } of found ?? []) {
        const { deflated, size, crc32 } = await packWhole(bytes);
        names.push({ name: `files/${section.holding}-${count}/${safeName(name)}`, size, crc32, bytes: deflated.length });
        await files.write(deflated);
      }
    }
  if (count === 0) empty.push(section.title);
  await data.write(']}');
}

/** An item as the copy says it: of its files the names, and nothing of how it was sorted. */
function jsonOf(item: ExportItem, files: readonly string[] | undefined): string {
  if (!files && !item.serving) return JSON.stringify(item);
  const { files: _bytes, serving: _serving, ...said } = item;
  return JSON.stringify({ ...said, ...(files && { files }) });
}

function sectionOf(holding: Holding, language: Language, purposes: readonly Purpose[]): Section {
  const purpose = purposes.find(({ code }) => code === holding.purpose);
  const kept = lastingOf(holding.period, purpose);
  const name = purpose?.texts[language].name ?? holding.purpose ?? '';
  return { holding: holding.table, title: titleIn(holding, language), purpose: name, keptFor: keptWords(kept, language), kept };
}

async function* entries(made: readonly PackedEntry[], names: readonly Named[], files: Spool): AsyncGenerator<PackedEntry> {
  yield* made;
  const rest = files.read();
  for (const { bytes, ...named } of names) yield { ...named, bytes: () => nextOf(rest, bytes) };
}

/** So many bytes of a spool: it gives them in the pieces in which they were written. */
async function* nextOf(rest: AsyncGenerator<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  for (let got = 0; got < bytes; ) {
    const { value } = await rest.next();
    if (!value) throw new Error('a file of the copy is missing');
    got += value.length;
    yield value;
  }
}

/** A name that stays inside its folder on every system. */
export function safeName(name: string): string {
  return (
    name
      .replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')
      .replace(/^\.+/, '_')
      .slice(0, 120) || 'file'
  );
}
