import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receive, reply } from '#conversations';
import { permit, restrict } from '#gate';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import { newId, type PersonId, type StaffId } from '#kit/ids';
import { act } from '#kit/pool';
import { list } from '#ledger';
import { arrive, group, merge, unmerge } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { openChannel } from '../channels/accounts.ts';
import { adapterOf } from '../channels/adapters.ts';
import { hooksFor } from '../channels/hooks.ts';
import { mustFind, refuse } from './answers.ts';
import { readCase } from './case-file.ts';
import { certificateOf } from './certificate.ts';
import { rightsChecks } from './checks.ts';
import { erase } from './erase.ts';
import { approve, open } from './requests.ts';
import { authenticatePerson, endSession, openSession, privacyLink, takeLink } from './sessions.ts';
import { store } from './store.ts';
import { verifyCertificate } from './verify-certificate.ts';
import { viewRequest } from './view.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.stop());

const staff = (name: string) => ({
  actor: staffWhoMayAll(`stf_${name.padEnd(26, '0')}` as StaffId),
  purpose: 'rights-fulfilment',
});
const carol = staff('carol');
const boris = staff('b0r1s');
const work = () => ({ workspace: room.workspace, tools: room.tools, attempt: 1 });
const ada = async (): Promise<PersonId> =>
  (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example' }))).person;
const ask = (person: PersonId, kind: 'access' | 'erasure', source: 'person' | 'staff' = 'person', clientKey?: string) =>
  room.ctx(
    (ctx) => open(ctx, { person, kind, source, clientKey }),
    source === 'person' ? { actor: { kind: 'person', id: person }, purpose: 'rights-fulfilment' } : carol,
  );

describe('a request', () => {
  it('starts its clock when it is received, once for the same key', async () => {
    const person = await ada();
    const first = await ask(person, 'access', 'person', 'one-press');
    expect(first).toMatchObject({ state: 'fulfilled', due_on: '2026-12-24', approvals_needed: 0 });
    expect((await ask(person, 'access', 'person', 'one-press')).id).toBe(first.id);
  });

  it('is answered in the language of the person, also when staff open it', async () => {
    const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'boris@example.net', language: 'de' }));
    expect((await ask(person, 'erasure', 'staff')).language).toBe('de');
    expect((await ask(await ada(), 'erasure', 'staff')).language).toBe('en');
  });

  it('for erasure is one at a time for one person', async () => {
    const person = await ada();
    expect((await ask(person, 'erasure')).id).toBe((await ask(person, 'erasure')).id);
  });

  it('of nobody known is not found', async () => {
    await expect(ask(newId('per'), 'access')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('stops before a legal hold, with the article', async () => {
    const person = await ada();
    const { id } = await ask(person, 'erasure');
    await room.ctx((ctx) => restrict(ctx, person, { kind: 'held', ground: 'legal-claims' }));
    await expect(room.ctx((ctx) => approve(ctx, id), carol)).rejects.toMatchObject({
      code: 'gate-refused',
      extras: { article: '17(3)(e)' },
    });
  });

  it('is refused with ground and reason, and then stays so', async () => {
    const { id } = await ask(await ada(), 'erasure');
    const refused = await room.ctx((ctx) => refuse(ctx, id, 'legal-claims', 'A claim for payment is before the court.'), carol);
    expect(refused).toMatchObject({ state: 'refused', outcome: 'legal-claims' });
    const seen = await room.ctx((ctx) => viewRequest(ctx, refused), {
      actor: { kind: 'person', id: refused.person_id as PersonId },
      purpose: 'rights-fulfilment',
    });
    expect(seen.reason).toBe('A claim for payment is before the court.');
    expect((await room.ctx((ctx) => viewRequest(ctx, refused), carol)).reason).toBeNull();
    await expect(room.ctx((ctx) => approve(ctx, id), carol)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('begun by staff waits for a second pair of eyes when two hold the right', async () => {
    const { id } = await ask(await ada(), 'erasure', 'staff');
    await room.ctx(async (ctx) =>
      ctx.db.run({ name: 'test.two-needed', text: 'UPDATE requests SET approvals_needed = 2 WHERE workspace_id = $1 AND id = $2' }, [
        ctx.workspace,
        id,
      ]),
    );
    expect((await room.ctx((ctx) => approve(ctx, id), carol)).state).toBe('received');
    await expect(room.ctx((ctx) => approve(ctx, id), carol)).rejects.toMatchObject({ code: 'needs-second-person' });
    expect((await room.ctx((ctx) => approve(ctx, id), boris)).state).toBe('in-progress');
  });
});

describe('an erasure', () => {
  it('has begun when its approval is answered: nobody reads the person any more, and what they wrote last is probed for', async () => {
    const person = await ada();
    const settings = { address: 'support@lantern.example.com' };
    const { inbox } = (await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Mail', settings }))).account;
    const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'Do you have it in blue?' }));
    const choices = ['Keep the blue one', 'Send it back to us'];
    const parts = { conversation, text: 'What now?', choices, purpose: 'service-conversation' };
    await room.ctx((ctx) => reply(ctx, parts), { ...carol, purpose: 'service-conversation' });
    const { id } = await ask(person, 'erasure');
    const read = (ctx: Ctx) => permit(ctx, { act: 'reveal', person, purpose: 'service-conversation', fields: ['people.name'] });
    expect((await room.ctx(read, carol)).allowed).toBe(true);
    await room.ctx((ctx) => approve(ctx, id), carol);
    expect(await room.ctx(read, carol)).toMatchObject({ allowed: false, because: 'erased' });
    const { people, probeTerms } = await room.ctx((ctx) => readCase(ctx, id));
    expect(people).toEqual([person]);
    expect(probeTerms).toEqual(expect.arrayContaining([...choices, choices.join('\n')])); // as they stand, not as the copy lists them
    expect(new Set((await room.ctx((ctx) => store.steps(ctx, [id]))).map(({ step }) => step))).toEqual(
      new Set(['received', 'approved', 'case-sealed', 'shredded']),
    );
  });

  it('goes on after being interrupted at any step, and its certificate holds', async () => {
    const person = await ada();
    const { id } = await ask(person, 'erasure');
    await room.ctx((ctx) => approve(ctx, id), carol);
    const all = holdings.of(room);
    for (const broken of ['consent_events', 'identities', 'ledger_payloads']) {
      holdings.set(
        room.tools,
        all.map((holding) =>
          holding.table === broken ? { ...holding, erase: () => Promise.reject(new Error('the lights went out')) } : holding,
        ),
      );
      await expect(erase(work(), id)).rejects.toThrow('the lights went out');
      expect((await room.ctx((ctx) => mustFind(ctx, id))).state).toBe('in-progress');
    }
    holdings.set(room.tools, all);
    await erase(work(), id);
    await erase(work(), id); // once more changes nothing
    expect(await room.ctx((ctx) => mustFind(ctx, id))).toMatchObject({ state: 'fulfilled', outcome: 'erased', person_id: null });
    expect(await room.ctx((ctx) => group(ctx, person))).toEqual([]);

    const certificate = await room.ctx((ctx) => certificateOf(ctx, id));
    expect(Date.parse(certificate.unrecoverableBy)).toBeGreaterThan(Date.parse(certificate.unreadableAt));
    expect(await verifyCertificate(room.tools, certificate)).toEqual({ ok: true, because: null });
    expect(await verifyCertificate(room.tools, { ...certificate, subjectKeys: 7 })).toEqual({ ok: false, because: 'words-changed' });
    expect(await verifyCertificate(room.tools, { ...certificate, ledger: { ...certificate.ledger, position: 0 } })).toMatchObject({
      ok: false,
    });
    expect(await verifyCertificate(room.tools, { ...certificate, signature: certificate.signature.replace(/.{4}\n$/, 'AAA=\n') })).toEqual({
      ok: false,
      because: 'signature',
    });
  });

  it('fails loudly when something is left, and stays open', async () => {
    const person = await ada();
    const { id } = await ask(person, 'erasure');
    await room.ctx((ctx) => approve(ctx, id), carol);
    const all = holdings.of(room);
    holdings.set(
      room.tools,
      all.map((holding) =>
        holding.table === 'identities'
          ? { ...holding, erase: async () => 0, count: async () => 0 }
          : holding.table === 'people'
            ? { ...holding, erase: async () => 0, count: async () => 0 }
            : holding,
      ),
    );
    await expect(erase(work(), id)).rejects.toMatchObject({ code: 'erasure-incomplete' });
    const steps = await room.ctx((ctx) => store.steps(ctx, [id]));
    expect(steps.find((step) => step.step === 'traces-found')?.detail['places']).toMatch(/identities/);
    expect(await run('rights.erasures-complete')).toBe(1);
    holdings.set(room.tools, all);
    await erase(work(), id); // the next attempt deletes again
    expect((await room.ctx((ctx) => mustFind(ctx, id))).state).toBe('fulfilled');
  });

  it('closes what else the person had asked for, and leaves nothing that would run again', async () => {
    const [into, from] = [await ada(), await ada()];
    const waiting = await ask(into, 'access', 'staff');
    const earlier = await ask(from, 'erasure');
    await room.ctx((ctx) => store.setState(ctx, earlier.id, 'approved', undefined)); // as it stands while the company's root key is withheld
    await room.ctx((ctx) => merge(ctx, into, from, 'agent-decision'), carol);
    await room.ctx(async (ctx) =>
      ctx.db.run({ name: 'test.part', text: "UPDATE requests SET kind = 'access' WHERE workspace_id = $1 AND id = $2" }, [
        ctx.workspace,
        earlier.id,
      ]),
    );
    const { id } = await ask(into, 'erasure');
    await room.ctx((ctx) => approve(ctx, id), carol);
    await erase(work(), id);
    for (const each of [waiting.id, earlier.id])
      expect(await room.ctx((ctx) => mustFind(ctx, each))).toMatchObject({ state: 'fulfilled', outcome: 'erased', person_id: null });
    await erase(work(), earlier.id);
  });

  it('takes along whoever is joined while it gathers, or leaves them to say that the person is gone', async () => {
    const [person, other] = [await ada(), await ada()];
    const { id } = await ask(person, 'erasure');
    const approved = room.ctx((ctx) => approve(ctx, id), carol);
    const joined = room
      .ctx((ctx) => merge(ctx, person, other, 'agent-decision'), carol)
      .then(
        () => 'joined',
        (error) => error.code,
      );
    await approved;
    await erase(work(), id);
    const { subjectKeys } = await room.ctx((ctx) => certificateOf(ctx, id));
    expect([subjectKeys, await joined]).toEqual(subjectKeys === 2 ? [2, 'joined'] : [1, expect.stringMatching(/^(erased|not-found)$/)]);
    expect(await room.ctx((ctx) => group(ctx, other))).toHaveLength(subjectKeys === 2 ? 0 : 1);
  });

  it('of one of two who are parted again finds nothing of them in the thread in which the other said STOP and asked for help', async () => {
    const { inbox } = (await room.ctx((ctx) => openChannel(ctx, { channel: 'web-chat', name: 'Chat', settings: {} }))).account;
    const met = async () => (await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: newId('vst'), proof: 'device' }))).person;
    const [person, other] = [await met(), await met()];
    const say = (text: string) => room.ctx((ctx) => receive(ctx, { inbox, person: other, text, continues: true }));
    const taken = await say('Hello');
    const joined = await room.ctx((ctx) => merge(ctx, person, other, 'agent-decision'), carol);
    for (const [channel, text] of [['web-chat', 'STOP'] as const, ['telegram', 'HELP'] as const]) {
      const hooks = hooksFor(room.tools, adapterOf(channel));
      await room.ctx((ctx) => hooks.obey(ctx, { inbox, text }, taken, person), { actor: { kind: 'person', id: person } });
    }
    const authors = await room.ctx((ctx) =>
      ctx.db.all<{ author: string }>(
        {
          name: 'test.authors',
          text: `SELECT author_id AS author FROM messages WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'out'`,
        },
        [ctx.workspace, taken.conversation],
      ),
    );
    expect(authors).toEqual([{ author: 'channels' }, { author: 'channels' }]);
    const [queued] = (await room.ctx((ctx) => list(ctx, { kind: 'message.queued', subject: other, limit: 1 }))).items;
    expect(queued?.actor).toBe('channels');
    await room.ctx((ctx) => unmerge(ctx, joined), carol);
    const { id } = await ask(person, 'erasure');
    await room.ctx((ctx) => approve(ctx, id), carol);
    await erase(work(), id);
    expect((await room.ctx((ctx) => mustFind(ctx, id))).state).toBe('fulfilled');
  });

  it('does not fail over a file that is lost, and keeps no key of a client as it came', async () => {
    const person = await ada();
    const { id } = await ask(person, 'erasure', 'person', 'erase-ada@example.net');
    expect(
      await room.ctx((ctx) =>
        ctx.db.all<{ client_key: string }>(
          { name: 'test.key', text: 'SELECT client_key FROM requests WHERE workspace_id = $1 AND id = $2' },
          [ctx.workspace, id],
        ),
      ),
    ).not.toEqual([{ client_key: 'erase-ada@example.net' }]);
    const all = holdings.of(room);
    const asked: unknown[] = [];
    holdings.set(
      room.tools,
      all.map((holding) =>
        holding.table === 'attachments'
          ? {
              ...holding,
              export: async (_ctx: Ctx, _permit: unknown, _people: unknown, options?: object) => [asked.push(options)].slice(1) as never,
            }
          : holding,
      ),
    );
    await room.ctx((ctx) => approve(ctx, id), carol);
    await erase(work(), id);
    holdings.set(room.tools, all);
    expect(asked).toEqual([{ withoutFiles: true, newest: 60 }]);
  });
});

describe('a session of the privacy centre', () => {
  it('lasts an hour and dies with the person’s key', async () => {
    const person = await ada();
    const { token } = await room.ctx((ctx) => openSession(ctx, person));
    expect((await authenticatePerson(room.tools, token))?.actor.id).toBe(person);
    room.setTime('2026-11-24T10:01:00Z');
    expect(await authenticatePerson(room.tools, token)).toBeUndefined();
    expect(await authenticatePerson(room.tools, `${token}x`)).toBeUndefined();
    room.setTime('2026-11-24T09:00:00Z');
  });

  it('a link opens it once, only in its own company and only for ten minutes', async () => {
    const person = await ada();
    const link = async () => new URL(await room.ctx((ctx) => privacyLink(ctx, person))).searchParams.get('link') ?? '';
    const [first, second] = [await link(), await link()];
    expect(Buffer.from(first, 'base64url').toString('latin1')).not.toContain('per_');
    const other = await room.anotherWorkspace();
    const elsewhere = act(room.tools, { workspace: other, actor: { kind: 'system', id: 'test' } }, (ctx: Ctx) => takeLink(ctx, first));
    await expect(elsewhere).rejects.toMatchObject({ code: 'expired' });
    expect(await room.ctx((ctx) => takeLink(ctx, first))).toBe(person);
    await expect(room.ctx((ctx) => takeLink(ctx, first))).rejects.toMatchObject({ code: 'expired' });
    room.setTime('2026-11-24T09:11:00Z');
    await expect(room.ctx((ctx) => takeLink(ctx, second))).rejects.toMatchObject({ code: 'expired' });
    room.setTime('2026-11-24T09:00:00Z');
  });

  it('ends for everyone who was merged into the person', async () => {
    const [into, from] = [await ada(), await ada()];
    const { token } = await room.ctx((ctx) => openSession(ctx, from));
    await room.ctx((ctx) => merge(ctx, into, from, 'agent-decision'), carol);
    expect((await authenticatePerson(room.tools, token))?.actor.id).toBe(into);
    await room.ctx((ctx) => endSession(ctx), { actor: { kind: 'person', id: into } });
    expect(await authenticatePerson(room.tools, token)).toBeUndefined();
  });
});

const run = (id: string) => room.ctx(async (ctx) => rightsChecks.find((check) => check.id === id)?.run(ctx));

describe('the check', () => {
  it('rights.requests-in-time finds what is late', async () => {
    const lateOnes = async () => {
      room.setTime('2027-01-15T09:00:00Z');
      const found = Number(await run('rights.requests-in-time'));
      room.setTime('2026-11-24T09:00:00Z');
      return found;
    };
    const before = await lateOnes();
    await ask(await ada(), 'erasure');
    expect(await run('rights.requests-in-time')).toBe(0);
    expect((await lateOnes()) - before).toBe(1);
  });
});
