// Seal and open on a real database: what does not open elsewhere, who may open, and what the ledger then says.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type PersonId, type WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { hasThreads } from '#kit/threads';
import { list } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { isMuch, openAside } from './aside.ts';
import type { LiveKey } from './cache.ts';
import {
  blindIndex,
  createSubject,
  isLive,
  lookupHash,
  matches,
  mintPermit,
  open,
  openBytes,
  openMany,
  openSecret,
  type Permit,
  type Place,
  readSignedId,
  readToken,
  seal,
  sealMany,
  sealSecret,
  shred,
  signId,
  signToken,
} from './keys.ts';
import { liveKeys } from './subjects.ts';

describe.each([
  ['beside the data', false],
  ['in a database of their own', true],
] as const)('keys %s', (_where, apart) => {
  let ground: Ground;
  const [ada, boris, row] = [newId('per'), newId('per'), newId('msg')];
  const at: Place = { subject: ada, table: 'messages', row, column: 'text' };
  const reveal = {
    act: 'reveal',
    purpose: 'service-conversation',
    subjects: [ada, boris],
    fields: ['messages.text', 'messages.subject', 'people.text'],
  } as const;
  const elsewhere = newId('wsp');
  let sealed: Sealed;
  let moved: Sealed;

  beforeAll(async () => {
    ground = await openGround({ apart });
    for (const workspace of [ground.workspace, elsewhere])
      for (const subject of [ada, boris]) await ground.ctx((ctx) => createSubject(ctx, subject), { workspace });
    sealed = await ground.ctx((ctx) => seal(ctx, at, 'hello, it is Ada'));
    moved = await ground.ctx((ctx) => seal(ctx, at, 'hello from elsewhere'), { workspace: elsewhere });
  });
  afterAll(() => ground.stop());

  const openAs = (parts: Omit<Permit, 'workspace' | 'actor'>, place: Place, value: Sealed, workspace?: WorkspaceId) =>
    ground.ctx((ctx) => open(ctx, mintPermit(ctx, parts), place, value), workspace ? { workspace } : {});

  describe('a sealed value', () => {
    it('opens under a permit, one by one and many at once', async () => {
      expect(await openAs(reveal, at, sealed)).toBe('hello, it is Ada');
      const items = await ground.ctx(async (ctx) => {
        const places: Place[] = [ada, boris, ada].map((subject, n) => ({ ...at, subject, row: `row-${n}` }));
        const values = await sealMany(
          ctx,
          places.map((place, n) => ({ place, plain: `text ${n} ✓` })),
        );
        return places.map((place, n) => ({ place, sealed: values[n]! }));
      });
      expect(await ground.ctx((ctx) => openMany(ctx, mintPermit(ctx, reveal), items))).toEqual(['text 0 ✓', 'text 1 ✓', 'text 2 ✓']);
      const bytes = Buffer.from([0, 255, 10, 13]);
      const file = await ground.ctx((ctx) => seal(ctx, at, bytes));
      expect(await ground.ctx((ctx) => openBytes(ctx, mintPermit(ctx, reveal), at, file))).toEqual(bytes);
    });

    it('opens very many as it opens one, and none where one was changed', async () => {
      const places = Array.from(
        { length: 300 },
        (_, n): Place => ({
          ...(n % 2 === 0 ? at : { ...at, subject: boris, column: 'subject' }),
          row: newId('msg'),
        }),
      );
      const texts = places.map((_, n) => (n === 7 ? '' : `text ${n} ✓ ü`.repeat(n)));
      const values = await ground.ctx((ctx) =>
        sealMany(
          ctx,
          places.map((place, n) => ({ place, plain: texts[n] ?? '' })),
        ),
      );
      const items = places.map((place, n) => ({ place, sealed: values[n] as Sealed }));
      const openAll = (some: typeof items) => ground.ctx((ctx) => openMany(ctx, mintPermit(ctx, reveal), some));
      expect(await openAll(items)).toEqual(texts);
      await ground.ctx(async (ctx) => {
        const keys = await liveKeys(ctx, [ada, boris], false);
        const ready = items.map((item) => ({ ...item, key: keys.get(item.place.subject as PersonId) as LiveKey }));
        const opened = (some: typeof ready) => openAside(ctx, some, (bytes, from, to) => bytes.toString('utf8', from, to));
        const told = () => ground.lines.filter((line) => line.includes('keys.thread-ended')).length;
        expect([isMuch(ready), await opened(ready), told()], 'a thread opens them').toEqual([hasThreads, texts, 0]);
        const broken = ready.map((each) => ({ ...each, key: { ...each.key, version: 2 ** 40 } })); // no head of a seal holds it
        expect([await opened(broken), told()], 'one that ends is heard of').toEqual([undefined, 1]);
      });
      const changed = Buffer.from(values[299] as Sealed) as Sealed;
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
      const swapped = [items[1], items[0], ...items.slice(2)].map(
        (item, n) => ({ ...items[n], sealed: item?.sealed }) as (typeof items)[0],
      );
      await expect(openAll(items.with(299, { ...items[299], sealed: changed } as (typeof items)[0]))).rejects.toThrow('does not open');
      await expect(openAll(swapped)).rejects.toThrow('does not open');
      await expect(openAll(items.with(3, { ...items[3], place: { ...at, table: 'people' } } as (typeof items)[0]))).rejects.toThrow(
        'does not open',
      );
      await expect(openAll(items.with(3, { ...items[3], place: { ...at, column: 'html' } } as (typeof items)[0]))).rejects.toThrow(
        'does not name messages.html',
      );
    });

    it('does not open when it was moved to another row, column, table, subject or workspace', async () => {
      const places: Place[] = [
        { ...at, row: newId('msg') },
        { ...at, column: 'subject' },
        { ...at, table: 'people' },
        { ...at, subject: boris },
      ];
      for (const place of places) await expect(openAs(reveal, place, sealed), JSON.stringify(place)).rejects.toThrow('does not open');
      await expect(openAs(reveal, at, moved)).rejects.toThrow('does not open');
      await expect(openAs(reveal, at, sealed, elsewhere)).rejects.toThrow('does not open');
      expect(await openAs(reveal, at, moved, elsewhere)).toBe('hello from elsewhere');
    });

    it('opens at its own place only, wherever else it is put', async () => {
      const part = fc.stringMatching(/^[ab]{1,2}$/);
      await ground.ctx(async (ctx) => {
        const property = fc.asyncProperty(
          fc.record({ row: part, column: part }),
          fc.record({ row: part, column: part }),
          fc.boolean(),
          async (from, to, swap) => {
            const [source, target] = [
              { ...at, ...from },
              { ...at, ...to, subject: swap ? boris : ada },
            ];
            const permit = mintPermit(ctx, { ...reveal, fields: [`messages.${from.column}`, `messages.${to.column}`] });
            const value = await seal(ctx, source, 'secret');
            const same = JSON.stringify(source) === JSON.stringify(target);
            expect(await open(ctx, permit, target, value).catch(() => undefined)).toBe(same ? 'secret' : undefined);
            expect(await open(ctx, permit, source, value)).toBe('secret');
          },
        );
        await fc.assert(property, { numRuns: 40 });
      });
    });

    it('does not open when any one bit was flipped', async () => {
      await ground.ctx(async (ctx) => {
        for (let bit = 0; bit < sealed.length * 8; bit += 5) {
          const wrong = Buffer.from(sealed) as Sealed;
          wrong[bit >> 3] = wrong[bit >> 3]! ^ (1 << (bit & 7));
          await expect(matches(ctx, at, wrong, 'hello, it is Ada')).rejects.toThrow();
        }
        expect(await matches(ctx, at, sealed, 'hello, it is Ada')).toBe(true);
        expect(await matches(ctx, at, sealed, 'hello, it is Eve')).toBe(false);
      });
    });

    it('seals what another node opens', async () => {
      const node = await ground.node();
      const value = await ground.ctx((ctx) => seal(ctx, at, 'across nodes'));
      expect(await ground.ctx((ctx) => open({ ...ctx, tools: node }, mintPermit(ctx, reveal), at, value))).toBe('across nodes');
    });
  });

  describe('a permit', () => {
    it('is refused when it was not minted, however it looks', async () => {
      await ground.ctx(async (ctx) => {
        const real = mintPermit(ctx, reveal);
        for (const forged of [
          { ...real },
          structuredClone(real),
          Object.create(real),
          { ...reveal, workspace: ctx.workspace, actor: ctx.actor } as Permit,
        ])
          await expect(open(ctx, forged as Permit, at, sealed)).rejects.toThrow('not minted');
        expect(() => Object.assign(real, { act: 'send' })).toThrow();
        expect(() => (real.subjects as PersonId[]).push(newId('per'))).toThrow();
      });
    });

    it('opens only the subjects and fields it names, in its own workspace, for 60 seconds', async () => {
      const refused = (parts: Partial<Permit>, why: string) => expect(openAs({ ...reveal, ...parts }, at, sealed)).rejects.toThrow(why);
      await refused({ subjects: [boris] }, 'does not name this subject');
      await refused({ fields: ['messages.subject'] }, 'does not name messages.text');
      await refused({ fields: ['*', 'messages.*'] }, 'does not name messages.text');
      const foreign = await ground.ctx(async (ctx) => mintPermit(ctx, reveal), { workspace: elsewhere });
      await expect(ground.ctx((ctx) => open(ctx, foreign, at, sealed))).rejects.toThrow('another workspace');
      const old = await ground.ctx(async (ctx) => mintPermit(ctx, reveal));
      ground.setTime(new Date('2026-11-24T09:01:00Z'));
      expect(await ground.ctx((ctx) => open(ctx, old, at, sealed))).toBe('hello, it is Ada');
      ground.setTime(new Date('2026-11-24T09:01:01Z'));
      await expect(ground.ctx((ctx) => open(ctx, old, at, sealed))).rejects.toThrow('expired');
      ground.setTime(new Date('2026-11-24T09:00:00Z'));
    });

    it('is recorded in the ledger when it is used: once for each subject that was opened', async () => {
      const carol = newId('stf');
      const value = await ground.ctx((ctx) => seal(ctx, { ...at, subject: boris }, 'hello, it is Boris'));
      const before = new Set((await ground.ctx((ctx) => list(ctx, { limit: 200 }))).items.map(({ id }) => id));
      await ground.ctx(
        async (ctx) => {
          const permit = mintPermit(ctx, { ...reveal, act: 'send', channel: 'email', recipient: 'relay' });
          await openMany(ctx, permit, [
            { place: at, sealed },
            { place: at, sealed },
          ]);
          await open(ctx, permit, at, sealed);
          await open(ctx, permit, { ...at, subject: boris }, value);
          mintPermit(ctx, reveal); // never used, never recorded
        },
        { actor: { kind: 'staff', id: carol } },
      );
      const items = (await ground.ctx((ctx) => list(ctx, { limit: 200 }))).items.filter(({ id }) => !before.has(id));
      expect(items.map((item) => item.subject)).toEqual([boris, ada]);
      const facts = {
        act: 'send',
        by: carol,
        purpose: 'service-conversation',
        fields: reveal.fields.join(','),
        channel: 'email',
        recipient: 'relay',
      };
      expect(items[0]).toMatchObject({ kind: 'data.sent', actor: carol, facts });
    });
  });

  describe('keys of a workspace', () => {
    it('make a blind index that is equal for equal texts of one field and workspace only, and collides now and then', async () => {
      const index = (field: string, text: string, workspace = ground.workspace) =>
        ground.ctx((ctx) => blindIndex(ctx, field, text), { workspace });
      expect(await index('email', 'ada@example.com')).toEqual(await index('email', 'ada@example.com'));
      const other = [
        await index('email', 'boris@example.com'),
        await index('phone', 'ada@example.com'),
        await index('email', 'ada@example.com', elsewhere),
      ];
      for (const each of other) expect(each).not.toEqual(await index('email', 'ada@example.com'));
      const many = await ground.ctx(async (ctx) => {
        const seen = new Set<string>();
        for (let n = 0; n < 20_000; n += 1) seen.add((await blindIndex(ctx, 'email', `person-${n}@example.com`)).toString('hex'));
        return seen.size;
      });
      expect(many).toBeLessThan(20_000); // about 12 collisions expected; none has a chance of 1 in 150,000
      expect(many).toBeGreaterThan(19_900);
    });

    it('seal secrets that open at their own place only', async () => {
      const place = { table: 'channels', row: newId('inb'), column: 'relay_password' };
      const secret = await ground.ctx((ctx) => sealSecret(ctx, place, 'relay password'));
      expect(await ground.ctx((ctx) => openSecret(ctx, place, secret))).toBe('relay password');
      await expect(ground.ctx((ctx) => openSecret(ctx, { ...place, row: newId('inb') }, secret))).rejects.toThrow('does not open');
      await expect(ground.ctx((ctx) => openSecret(ctx, place, secret), { workspace: elsewhere })).rejects.toThrow('does not open');
    });

    it('are made once when many transactions of a new workspace need them', async () => {
      const workspace = newId('wsp');
      const found = await Promise.all(
        Array.from({ length: 6 }, () => ground.ctx((ctx) => blindIndex(ctx, 'email', 'ada@example.com'), { workspace })),
      );
      expect(new Set(found.map((index) => index.toString('hex'))).size).toBe(1);
    });

    it('are forgotten with the transaction that made them when it fails', async () => {
      const workspace = newId('wsp');
      const failing = ground.ctx(
        async (ctx) => {
          await createSubject(ctx, ada);
          throw new Error('afterwards');
        },
        { workspace },
      );
      await expect(failing).rejects.toThrow('afterwards');
      await ground.ctx(
        async (ctx) => {
          expect(await isLive(ctx, ada)).toBe(false);
          await createSubject(ctx, ada);
        },
        { workspace },
      );
      const value = await ground.ctx((ctx) => seal(ctx, at, 'after all'), { workspace });
      expect(await openAs(reveal, at, value, workspace)).toBe('after all');
    });
  });

  describe('tokens', () => {
    it('give their payload back until they expire, and to their own kind only', () => {
      const { tools } = ground;
      const token = signToken(tools, 'privacy', { person: ada, n: 4 }, new Date('2026-11-24T10:00:00Z'));
      expect(token).toMatch(/^[A-Za-z0-9_.-]+$/);
      expect(readToken(tools, 'privacy', token)).toEqual({ person: ada, n: 4 });
      expect(readToken(tools, 'unsubscribe', token)).toBeUndefined();
      for (const wrong of ['', '.', `${token}x`, `x${token}`, token.replace('.', '..'), `${token}.x`, token.slice(0, -1)])
        expect(readToken(tools, 'privacy', wrong)).toBeUndefined();
      ground.setTime(new Date('2026-11-24T10:00:00Z'));
      expect(readToken(tools, 'privacy', token)).toBeUndefined();
      expect(readToken(tools, 'privacy', signToken(tools, 'privacy', { person: ada }, null))).toEqual({ person: ada });
      ground.setTime(new Date('2026-11-24T09:00:00Z'));
    });

    it('sign an id so short that it fits an address, in any letter case', () => {
      const conversation = newId('cnv');
      const text = signId(ground.tools, 'reply', conversation);
      expect(text).toMatch(/^[0-9a-z]{42}$/);
      expect(readSignedId(ground.tools, 'reply', 'cnv', text.toUpperCase())).toBe(conversation);
      expect(readSignedId(ground.tools, 'reply', 'msg', text)).toBeUndefined();
      expect(readSignedId(ground.tools, 'other', 'cnv', text)).toBeUndefined();
      const last = text.at(-1) === '0' ? '1' : '0';
      expect(readSignedId(ground.tools, 'reply', 'cnv', text.slice(0, -1) + last)).toBeUndefined();
    });

    it('hash entrances with a key, apart for each kind', () => {
      expect(lookupHash(ground.tools, 'inbox', 'help@example.com')).toBe(lookupHash(ground.tools, 'inbox', 'help@example.com'));
      expect(lookupHash(ground.tools, 'widget', 'help@example.com')).not.toBe(lookupHash(ground.tools, 'inbox', 'help@example.com'));
    });
  });

  it('a subject without a key is a mistake, and an erased one is a refusal', async () => {
    const [stranger, gone] = [newId('per'), newId('per')];
    await expect(ground.ctx((ctx) => seal(ctx, { ...at, subject: stranger }, 'hello'))).rejects.toThrow('no key was ever made');
    await ground.ctx((ctx) => createSubject(ctx, gone));
    await ground.ctx((ctx) => shred(ctx, [gone]));
    await expect(ground.ctx((ctx) => seal(ctx, { ...at, subject: gone }, 'hello'))).rejects.toMatchObject({ code: 'erased' });
  });
});
