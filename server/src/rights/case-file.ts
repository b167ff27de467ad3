// The case file of an erasure: what is still needed once the person's key is gone (whom to answer, whom to tell, what to probe for). It is sealed under
// a key of its own, which is destroyed when the certificate stands.
import { carriersFor, type Held, heldAtProviders, recipientsOf, textSender } from '#channels';
import { keepNo } from '#consent';
import { factsOf, permitOrThrow } from '#gate';
import { createSubject, holdKeys, open, type Permit, type Place, seal, shred } from '#keys';
import type { Ctx } from '#kit/ctx';
import { holdings, sealedFields } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { type IdentityRow, identitiesOf, isOwned, readIdentity } from '#people';
import { representativeOf } from './representing/representing.ts';
import { type RequestId, type RequestRow, store } from './store.ts';
import { isForMail, numberAmong, sayable } from './told.ts';

export type CaseFile = {
  readonly people: readonly PersonId[];
  readonly language: string;
  /** Proved address for the answer; null when there is none. */
  readonly answerTo: string | null;
  /** A number for the answer where there is no such address; absent in files of before. */
  readonly answerText?: string | null;
  /** Proved address of who asked for them; absent in files of before. */
  readonly representative?: string | null;
  readonly addresses: readonly string[];
  /** Whether a keyed hash of an address stays because of their no; absent in files of before. */
  readonly keptNo?: boolean;
  readonly recipients: readonly string[];
  /** Their messages at providers that can be asked to forget; absent in files of before. */
  /** Who carried their channels, though single messages may be forgotten here by now; files of before this was kept have none. */
  readonly carriers?: readonly string[];
  readonly atProviders?: readonly (Held & { readonly notBefore?: string })[];
  /** Words of theirs that must be found nowhere afterwards. */
  readonly probeTerms: readonly string[];
  /** Their key was given up before: nothing of them could be opened; absent in files of before. */
  readonly isLost?: boolean;
};

const place = (request: RequestId): Place => ({ subject: request, table: 'request_cases', row: request, column: 'case_file' });
const mostTerms = 200; // each is looked for in every value of the company
const newestOfEach = 60; // opened while the keys are held

/** Gathers the case file while everything is still readable and stores it sealed under the case's own key; repeating it changes nothing. Of `people` only those who are `readable` are opened: the key of the others was given up. */
export async function openCase(ctx: Ctx, request: RequestRow, people: readonly PersonId[], readable: readonly PersonId[]): Promise<void> {
  if (await store.caseOf(ctx, request.id)) return;
  const root = people[0] as PersonId;
  const recipients = await recipientsOf(ctx, people);
  const { identities, values, words, atProviders, representative } =
    readable.length > 0 ? await readAll(ctx, request, people, readable) : nothing;
  const owned = identities.flatMap((each, at) => (isOwned(each) ? [{ kind: each.kind, value: values[at] ?? '' }] : []));
  const objectedTo = (await factsOf(ctx, root)).flatMap((fact) => (fact.kind === 'objected' ? [fact.purpose] : []));
  const valueAt = (one: IdentityRow | undefined) => (one && values[identities.indexOf(one)]) ?? null;
  const theirs = await sayable(ctx, identities);
  const answerTo = valueAt(theirs.find(isForMail));
  const file: CaseFile = {
    people,
    language: request.language,
    answerTo,
    answerText: answerTo === null && (await textSender(ctx)) ? valueAt(numberAmong(theirs)) : null,
    representative,
    addresses: values.filter((_, at) => identities[at]?.kind === 'email'),
    recipients: [...new Set([...recipients, ...atProviders].flatMap(({ recipient }) => recipient ?? []))],
    // whom time lets go nobody tells, so nothing of theirs stays
    keptNo: request.source !== 'retention' && (await keepNo(ctx, people, owned, objectedTo)),
    carriers: await carriersFor(ctx, owned),
    atProviders,
    probeTerms: [...new Set([...values, ...words])].slice(0, mostTerms),
    isLost: readable.length === 0,
  };
  await createSubject(ctx, request.id);
  await store.insertCase(ctx, request.id, await seal(ctx, place(request.id), JSON.stringify(file)));
}

type Read = {
  readonly identities: Awaited<ReturnType<typeof identitiesOf>>;
  readonly values: readonly string[];
  readonly words: readonly string[];
  readonly atProviders: readonly Held[];
  readonly representative: string | null;
};
const nothing: Read = { identities: [], values: [], words: [], atProviders: [], representative: null };

async function readAll(ctx: Ctx, request: RequestRow, group: readonly PersonId[], people: readonly PersonId[]): Promise<Read> {
  const root = people[0] as PersonId;
  const lost = group.filter((person) => !people.includes(person));
  const fields = sealedFields(holdings.of(ctx).filter((holding) => holding.about === 'person'));
  const permit = await permitOrThrow(ctx, { act: 'export', person: root, lost, purpose: 'rights-fulfilment', fields });
  await holdKeys(ctx, people);
  const [identities, words, atProviders] = await Promise.all([
    identitiesOf(ctx, root).then((all) => all.filter(({ person }) => people.includes(person))),
    wordsOf(ctx, permit, people),
    heldAtProviders(ctx, permit, people),
  ]);
  const values = await Promise.all(identities.map((identity) => readIdentity(ctx, permit, identity)));
  return { identities, values, words, atProviders, representative: (await representativeOf(ctx, request)) ?? null };
}

/** Reads the case file under a permit for this case. */
export async function readCase(ctx: Ctx, request: RequestId): Promise<CaseFile> {
  const sealed = await store.caseOf(ctx, request);
  if (!sealed) throw new Error('the case file is gone');
  const permit = await permitOrThrow(ctx, {
    act: 'reveal',
    case: request,
    purpose: 'rights-fulfilment',
    fields: ['request_cases.case_file'],
  });
  return JSON.parse(await open(ctx, permit, place(request), sealed)) as CaseFile;
}

/** What is still on its way must not be emptied: the provider of the answer is asked after this time. */
const arrivesMs = 120_000;

/** The answer went out by a provider that keeps it: that is asked to forget it with the rest, once it has arrived. */
export async function alsoHeld(ctx: Ctx, request: RequestId, held: Held): Promise<void> {
  const file = await readCase(ctx, request);
  const before = (file.atProviders ?? []).find(({ inbox }) => inbox === held.inbox);
  const others = (file.atProviders ?? []).filter((each) => each !== before);
  const waits = held.forgetting.what === 'nothing' ? {} : { notBefore: new Date(ctx.now.getTime() + arrivesMs).toISOString() };
  const all: CaseFile = {
    ...file,
    atProviders: [...others, { ...held, ...before, ids: [...(before?.ids ?? []), ...held.ids], ...waits }],
  };
  await store.dropCase(ctx, request);
  await store.insertCase(ctx, request, await seal(ctx, place(request), JSON.stringify(all)));
}

/** Destroys the case's key and the file. */
export async function closeCase(ctx: Ctx, request: RequestId): Promise<void> {
  await store.dropCase(ctx, request);
  await shred(ctx, [request]);
}

/** Distinctive pieces of what was written by or about the person last: long enough that finding one elsewhere cannot be chance. A sample, since the keys are held meanwhile. What the company wrote for many stands elsewhere by right. */
async function wordsOf(ctx: Ctx, permit: Permit, people: readonly PersonId[]): Promise<string[]> {
  const speaking = holdings.of(ctx).filter((each) => each.about === 'person' && each.export && sealedFields([each]).length > 0);
  const samples = await Promise.all(
    speaking.map(async ({ export: sample, columns }) =>
      ((await sample?.(ctx, permit, people, { withoutFiles: true, newest: newestOfEach })) ?? []).flatMap(
        ({ fields, asItStands, isForMany }) =>
          Object.entries(isForMany ? {} : fields).flatMap(([name, column]) =>
            typeof column === 'string' && typeof columns[name] === 'object'
              ? (asItStands?.[name] ?? [column]).filter(isDistinctive).map(beginningOf)
              : [],
          ),
      ),
    ),
  );
  return samples.flat();
}

/** Cut between characters: half of one would be looked for as another. */
const beginningOf = (text: string) =>
  text
    .slice(0, 60)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
const isDistinctive = (text: string) => text.length >= 16 && /\s/.test(text);
