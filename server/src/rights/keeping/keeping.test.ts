import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addInbox, receive, safeFile } from '#conversations';
import { permit } from '#gate';
import { keptBackOf, noteKept, noteKeptDay, noteKeptEnd } from '#keys';
import type { Actor, Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import { type InboxId, newId, type PersonId, type StaffId } from '#kit/ids';
import { pool } from '#kit/pool';
import { arrive } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { tracesInDatabase, tracesInFiles } from '#test/traces';
import { rememberErased } from '../../keys/erased.ts';
import { marksOf } from '../../keys/subjects.ts';
import { placeHold } from '../../retention/holds.ts';
import { mustFind, refuse } from '../answers.ts';
import { certificateOf } from '../certificate.ts';
import { rightsChecks } from '../checks.ts';
import { erase } from '../erase.ts';
import { eraseReturned, refuseReturned } from '../erase-again.ts';
import { approve, open } from '../requests.ts';
import { type RequestId, store } from '../store.ts';
import { verifyCertificate } from '../verify-certificate.ts';
import { erasureNotice } from '../words.ts';
import { lookAtKept } from './clock.ts';
import { keptOf, openKept, openKeptFile, release, renewKept } from './kept.ts';
import { keepBack } from './plan.ts';

let room: TestRoom;
let inbox: InboxId;
beforeAll(async () => {
  room = await openRoom();
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
});
afterAll(() => room.stop());

const carol = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor, purpose: 'rights-fulfilment' };
const as = <T>(run: (ctx: Ctx) => Promise<T>) => room.ctx(run, carol);
const work = () => ({ workspace: room.workspace, tools: room.tools, attempt: 1 });
const folder = () => path.join(room.settings.data, 'files', room.workspace);
const filesOnDisk = () =>
  existsSync(folder()) ? readdirSync(folder(), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length : 0;

/** Ada wrote twice, in two conversations, with a file in the first. */
async function ada() {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example' }));
  const write = async (text: string, names: string[]) => {
    const bytes = Buffer.from(`${text} on a drawing`);
    const attachments = await Promise.all(names.map((name) => safeFile({ name, type: 'text/plain', bytes })));
    return room.ctx((ctx) => receive(ctx, { inbox, person, text, attachments, continues: false, clientKey: randomUUID() }));
  };
  const claimed = await write('the invoice of the violet umbrella', ['invoice.txt']);
  await write('what Ada had for breakfast', ['breakfast.txt']);
  return { person, claimed };
}
const asks = (person: PersonId) => as((ctx) => open(ctx, { person, kind: 'erasure', source: 'staff', clientKey: undefined }));
const claim = { ground: 'legal-claims', reason: 'The invoice is before the court.', until: '2027-03-01' } as const;
const steps = async (id: RequestId) => (await room.ctx((ctx) => store.steps(ctx, [id]))).map(({ step }) => step);

/** Runs with a database that dies at the n-th commit, before or after it was carried out; says whether it came so far. */
async function dyingAt(nth: number, when: 'before' | 'after', run: () => Promise<unknown>): Promise<boolean> {
  const real = pool.of({ tools: room.tools });
  let commits = 0;
  const die = async (client: pg.PoolClient, query: () => Promise<unknown>) => {
    if (when === 'after') await query();
    else await client.query('ROLLBACK');
    throw Object.assign(new Error('killed'), { code: 'killed' });
  };
  const deadly = new Proxy(real, {
    get: (of, name) => {
      const value = Reflect.get(of, name, of);
      if (name !== 'connect') return typeof value === 'function' ? value.bind(of) : value;
      return async () => {
        if (commits >= nth) throw Object.assign(new Error('killed'), { code: 'killed' }); // the dead open nothing any more
        const client = await real.connect();
        return new Proxy(client, {
          get: (from, what) => {
            const part = Reflect.get(from, what, from);
            if (typeof part !== 'function') return part;
            if (what !== 'query') return part.bind(from);
            return (...asked: unknown[]) => {
              if (asked[0] === 'COMMIT') commits += 1;
              return asked[0] === 'COMMIT' && commits === nth ? die(from, () => part.apply(from, asked)) : part.apply(from, asked);
            };
          },
        });
      };
    },
  });
  pool.set(room.tools, deadly);
  try {
    await run();
    return false;
  } catch (error) {
    if ((error as { code?: string }).code !== 'killed') throw error;
    return true;
  } finally {
    pool.set(room.tools, real);
  }
}

it('one conversation stays for a claim, whenever the erasure is killed; all else goes', async () => {
  const { person, claimed } = await ada();
  const { id } = await asks(person);
  await as((ctx) => keepBack(ctx, id, { scope: 'conversation', item: claimed.conversation, ...claim }));
  expect(filesOnDisk()).toBe(2);
  expect(await dyingAt(1, 'before', () => as((ctx) => approve(ctx, id)))).toBe(true);
  expect(filesOnDisk()).toBe(3); // bytes under a key that never was: who is killed cleans nothing up
  expect((await as((ctx) => permit(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields: ['people.name'] }))).allowed).toBe(
    true,
  );
  expect((await as((ctx) => keptOf(ctx, id)))[0]).toMatchObject({ state: 'planned', item: claimed.conversation });

  await dyingAt(1, 'after', () => as((ctx) => approve(ctx, id)));
  expect(await steps(id)).toEqual(expect.arrayContaining(['kept-apart', 'shredded']));
  const erasable = holdings.of({ tools: room.tools }).filter((each) => each.about === 'person' && each.erase).length;
  const moments = [1, 2, 30, ...Array.from({ length: 12 }, (_, at) => erasable + at), ...Array.from({ length: 12 }, (_, at) => at + 2)];
  let deaths = 0;
  for (const nth of moments)
    for (const when of ['before', 'after'] as const) {
      if (await dyingAt(nth, when, () => erase(work(), id))) deaths += 1;
      expect((await as((ctx) => keptOf(ctx, id)))[0]).toMatchObject({ state: 'kept', item: null, files: 1 });
    }
  expect(deaths).toBeGreaterThan(12);
  expect(await steps(id)).toContain('certified');

  expect(await as((ctx) => mustFind(ctx, id))).toMatchObject({ state: 'fulfilled', person_id: null });
  expect(filesOnDisk()).toBe(2);
  const [kept] = await as((ctx) => keptOf(ctx, id));
  if (!kept) throw new Error('nothing was kept');
  const { reason, parts } = await as((ctx) => openKept(ctx, id, kept.id));
  expect(reason).toBe(claim.reason);
  expect(JSON.stringify(parts)).toContain('violet umbrella');
  expect(JSON.stringify(parts)).not.toContain('breakfast');
  const file = parts.find(({ isFile }) => isFile);
  expect((await as((ctx) => openKeptFile(ctx, id, kept.id, file?.id as never))).bytes.toString()).toContain('on a drawing');

  const certificate = await room.ctx((ctx) => certificateOf(ctx, id));
  const stays = { scope: 'conversation', category: null, ground: 'legal-claims', article: '17(3)(e)', until: '2027-03-01', isHeld: false };
  expect(certificate.kept).toEqual([{ ...stays, items: 1, records: parts.length - 1, files: 1 }]);
  expect(JSON.stringify(certificate)).not.toContain('umbrella');
  expect(await verifyCertificate(room.tools, certificate)).toEqual({ ok: true, because: null });
  const traces = ['violet umbrella', 'breakfast', 'invoice.txt', claim.reason, person];
  expect(await tracesInDatabase(room.adminUrl, traces)).toEqual([]);
  expect(tracesInFiles(room.settings.data, traces.slice(0, 4))).toEqual([]);
  const look = { act: 'reveal', person, purpose: 'service-conversation', fields: ['messages.body'] } as const;
  expect(await as((ctx) => permit(ctx, look))).toMatchObject({ allowed: false });
});

it('a message or a file alone stays without what stands beside it', async () => {
  const { person, claimed } = await ada();
  const { id } = await asks(person);
  await as((ctx) => keepBack(ctx, id, { scope: 'message', item: claimed.message, ...claim, ground: 'expression' }));
  await as((ctx) => keepBack(ctx, id, { scope: 'category', item: 'identities', ...claim }));
  await as((ctx) => approve(ctx, id));
  await Promise.allSettled([erase(work(), id), erase(work(), id)]); // two nodes at once
  await erase(work(), id);
  expect(await steps(id)).toContain('certified');
  const [message, address] = await as((ctx) => keptOf(ctx, id));
  expect(message).toMatchObject({ scope: 'message', records: 2, files: 1 });
  expect(JSON.stringify(await as((ctx) => openKept(ctx, id, address?.id as never)))).toContain('@example.com');
});

it('the answer names what stays, on which ground and until when, in every language', async () => {
  const { person, claimed } = await ada();
  const { id } = await asks(person);
  expect((await as((ctx) => erasureNotice(ctx, id, 'en', false))).text).toContain('made your data readable');
  await as((ctx) => keepBack(ctx, id, { scope: 'conversation', item: claimed.conversation, ...claim }));
  await as((ctx) => keepBack(ctx, id, { scope: 'category', item: 'identities', ...claim }));
  for (const [language, words] of Object.entries({
    en: ['one conversation', 'legal claims (Art. 17(3)(e) GDPR)', 'March 1, 2027', 'complain'],
    de: ['ein Gespräch', 'Rechtsansprüche', '1. März 2027', 'beschweren'],
    fr: ['une conversation', 'droits en justice', '1 mars 2027', 'autorité de contrôle'],
    es: ['una conversación', 'reclamaciones legales', '1 de marzo de 2027', 'reclamar'],
  })) {
    const { subject, text } = await as((ctx) => erasureNotice(ctx, id, language, false));
    for (const each of words) expect(text).toContain(each);
    expect(text).not.toContain(claim.reason);
    const [, first = '', second = ''] = text.split('\n\n');
    expect(first).toMatch(/except|bis auf|sauf|salvo/); // that something stays is said at once, and why before where to complain
    expect(subject).toMatch(/except|bis auf|sauf|salvo/);
    expect(second).toContain(words[1]);
    expect(second).toMatch({ en: /Addresses and/, de: /Adressen und/, fr: /Adresses et/, es: /Direcciones y/ }[language] ?? /^$/);
    expect(text).not.toMatch(/made your data readable|Ihre Daten lesbar|vos données lisibles|legibles sus datos/);
  }
});

it('what stays is asked about before its day, renewed only with a day that the ground allows, and else erased by itself', async () => {
  const { person, claimed } = await ada();
  const { id } = await asks(person);
  await as((ctx) => keepBack(ctx, id, { scope: 'conversation', item: claimed.conversation, ...claim, until: '2026-12-01' }));
  await as((ctx) => approve(ctx, id));
  await erase(work(), id);
  const kept = (await as((ctx) => keptOf(ctx, id)))[0]?.id as never;
  await room.ctx(lookAtKept);
  expect((await as((ctx) => keptOf(ctx, id)))[0]?.reminded).toBe('two-weeks');
  await expect(as((ctx) => renewKept(ctx, id, kept, { reason: 'On and on.', until: '2029-01-01' }))).rejects.toMatchObject({
    code: 'invalid',
  });
  await as((ctx) => renewKept(ctx, id, kept, { reason: 'The court has not decided.', until: '2026-12-05' }));
  room.setTime('2026-12-05T12:00:00Z');
  await room.ctx(lookAtKept);
  expect((await as((ctx) => keptOf(ctx, id)))[0]).toMatchObject({ state: 'kept', reminded: 'last-days' });
  room.setTime('2026-12-06T12:00:00Z');
  const check = rightsChecks.find((each) => each.id === 'rights.kept-ends');
  expect(await room.ctx(async (ctx) => check?.run(ctx))).toBe(1);
  const before = filesOnDisk();
  await room.ctx(lookAtKept);
  expect((await as((ctx) => keptOf(ctx, id)))[0]).toMatchObject({ state: 'erased', reason: null });
  expect(filesOnDisk()).toBe(before - 1);
  expect(await room.ctx(async (ctx) => check?.run(ctx))).toBe(0);
  await expect(as((ctx) => openKept(ctx, id, kept))).rejects.toMatchObject({ code: 'conflict' });
  expect((await as((ctx) => release(ctx, id, kept, 'ended'))).state).toBe('erased'); // again, it changes nothing
  room.setTime('2026-11-24T09:00:00Z');
});

it('nothing of another person, on no day beyond the ground, nothing twice, and nothing once the erasure is approved or refused', async () => {
  const [{ person }, other] = [await ada(), await ada()];
  const { id } = await asks(person);
  const choose = (choice: Partial<Parameters<typeof keepBack>[2]>) =>
    as((ctx) => keepBack(ctx, id, { scope: 'category', item: 'consent_events', ...claim, ...choice }));
  await expect(choose({ scope: 'conversation', item: other.claimed.conversation })).rejects.toMatchObject({ code: 'not-found' });
  await expect(choose({ item: 'staff' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(choose({ until: '2027-12-31' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(choose({ until: '2026-11-24' })).rejects.toMatchObject({ code: 'invalid' });
  await choose({ ground: 'legal-obligation', until: '2034-12-31' });
  await expect(choose({})).rejects.toMatchObject({ code: 'conflict' });
  await as((ctx) => refuse(ctx, id, 'legal-claims', 'All of it is before the court.'));
  expect(await as((ctx) => keptOf(ctx, id))).toEqual([]);
  await expect(choose({})).rejects.toMatchObject({ code: 'conflict' });
});

it('a hold over one conversation stops the erasure until that conversation is kept back', async () => {
  const { person, claimed } = await ada();
  await as((ctx) => placeHold(ctx, { conversation: claimed.conversation, ...claim, reviewOn: '2027-03-01' }));
  const { id } = await asks(person);
  await expect(as((ctx) => approve(ctx, id))).rejects.toMatchObject({ code: 'gate-refused' });
  await as((ctx) => keepBack(ctx, id, { scope: 'conversation', item: claimed.conversation, ...claim }));
  expect((await as((ctx) => approve(ctx, id))).state).toBe('in-progress');
});

it('an older backup that brings the person back keeps the same back again, and says what it does not hold', async () => {
  const { person, claimed } = await ada();
  const note = { scope: 'conversation', ground: 'legal-claims', until: '2027-03-01', request: newId('req') } as const;
  const [there, late, over] = [newId('kpt'), newId('kpt'), newId('kpt')];
  // as it is after a restore: alive in the database, and on both lists beside it
  await room.ctx(async (ctx) => {
    await noteKept(
      ctx,
      [person],
      [
        { ...note, kept: there, item: claimed.conversation },
        { ...note, kept: late, item: newId('cnv') },
        { ...note, kept: over, item: claimed.conversation, until: '2026-11-25' },
      ],
    );
    await noteKeptDay(ctx, there, '2027-04-01');
    noteKeptEnd(ctx, over);
    await rememberErased(ctx, await marksOf(ctx, [person]));
  });
  const since = new Date('2026-11-01T00:00:00Z');
  await expect(refuseReturned(room.tools), 'no door opens over a database that was put back').rejects.toThrow(
    '1 people or members of staff who were erased',
  );
  expect((await eraseReturned(room.tools, since, () => undefined)).kept).toEqual({ again: 1, lost: 1 });
  await refuseReturned(room.tools);
  const [request] = await room.ctx((ctx) => ctx.db.all<{ id: RequestId }>(keptOn, [room.workspace, '2027-04-01']));
  expect(await as((ctx) => keptOf(ctx, request?.id as RequestId))).toMatchObject([
    { state: 'kept', ground: 'legal-claims', until: '2027-04-01' },
  ]);
  const opened = await as(async (ctx) =>
    openKept(ctx, request?.id as RequestId, (await keptOf(ctx, request?.id as RequestId))[0]?.id as never),
  );
  expect(JSON.stringify(opened.parts)).toContain('violet umbrella');
  expect(JSON.stringify(opened.parts)).not.toContain('breakfast');
  expect((await eraseReturned(room.tools, since, () => undefined)).kept).toEqual({ again: 0, lost: 0 });
  const list = readFileSync(path.join(room.settings.keys, 'kept-back.log'), 'utf8');
  expect(list).not.toMatch(/umbrella|example\.com/);
  expect(list).not.toContain(person);
});
it('a backup that holds the choice gives it the renewed day, and what it does not hold keeps its line for a newer one', async () => {
  const { person, claimed } = await ada();
  const { id } = await as((ctx) => open(ctx, { person, kind: 'erasure', source: 'staff', clientKey: undefined }));
  const plan = await as((ctx) => keepBack(ctx, id, { scope: 'conversation', item: claimed.conversation, ...claim }));
  const note = { scope: 'conversation', ground: 'legal-claims', until: claim.until, request: id } as const;
  const [late, untrue] = [newId('kpt'), newId('kpt')];
  const undone = room.ctx(async (ctx) => {
    await noteKept(ctx, [person], [{ ...note, kept: untrue, item: newId('cnv') }]);
    throw new Error('the commit fails');
  });
  await expect(undone).rejects.toThrow('the commit fails');
  await room.ctx(async (ctx) => {
    await noteKept(ctx, [person], [{ ...note, kept: plan.id, item: claimed.conversation }]);
    await noteKept(ctx, [person], [{ ...note, kept: late, item: newId('cnv') }]);
    await noteKeptDay(ctx, plan.id, '2027-06-01');
    await rememberErased(ctx, await marksOf(ctx, [person]));
  });
  const out = await eraseReturned(room.tools, new Date('2026-11-01T00:00:00Z'), () => undefined);
  expect([out.kept, out.stopped]).toEqual([{ again: 1, lost: 1 }, []]);
  expect(await as((ctx) => keptOf(ctx, id))).toMatchObject([{ id: plan.id, state: 'kept', until: '2027-06-01' }]);
  expect((await room.ctx((ctx) => keptBackOf(ctx, [person]))).map(({ kept, until }) => [kept, until])).toEqual(
    expect.arrayContaining([
      [plan.id, '2027-06-01'],
      [late, claim.until],
    ]),
  );
});

it('whoever something must be kept back of is not erased again while that cannot be: the request stands open', async () => {
  const { person, claimed } = await ada();
  const note = { scope: 'conversation', ground: 'legal-claims', until: '2099-01-01', request: newId('req') } as const;
  await room.ctx(async (ctx) => {
    await noteKept(ctx, [person], [{ ...note, kept: newId('kpt'), item: claimed.conversation }]);
    await rememberErased(ctx, await marksOf(ctx, [person]));
  });
  const out = await eraseReturned(room.tools, new Date('2026-11-01T00:00:00Z'), () => undefined);
  expect([out.stopped, out.kept]).toEqual([[person], { again: 0, lost: 0 }]);
  await refuseReturned(room.tools); // who waits for an officer holds up no start
  expect((await as((ctx) => store.ofPeople(ctx, [person]))).map(({ kind, state }) => [kind, state])).toEqual([['erasure', 'received']]);
});
const keptOn = { name: 'test.keptOn', text: 'SELECT request_id AS id FROM kept_items WHERE workspace_id = $1 AND until_on = $2::date' };
