// Every act about a person that the ledger can hold is sorted: taken by a declared decider, or not a decision of a machine, with the reason (Art. 22).
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { permissions } from '../src/access/permissions.ts';
import { causedBy, type Decider } from '../src/kit/decider.ts';
import { rooms } from '../src/rooms.ts';

const deciders = rooms.flatMap((room) => room.deciders ?? []);

const root = path.join(import.meta.dirname, '../src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file));

/** By the beginning of the kind: why it is no decision of a machine. */
const others: Readonly<Record<string, string>> = {
  'code.': 'sent because somebody asked',
  'conversation.changed': 'state and assignment, by staff',
  'conversation.class-lowered': 'by staff, with a reason',
  'consent.': 'what the person said, or that they were asked',
  'data.revealed': 'a look, by staff or for the person',
  'decision.': 'the record of a declared decider, and what a person made of it',
  'device.': 'by the person',
  'emergency.': 'by staff',
  'finding.owner-told': 'that a colleague was told of a day',
  'handover.': 'sent by the person, taken in by staff',
  'hold.': 'by staff, with a reason',
  'identity.': 'a proof that was given or taken back',
  'kept.': 'by staff, with a ground',
  'kiosk.': 'by the person, at the device of a store',
  'counter.': 'by staff, for whoever stands there',
  'message.received': 'what came in',
  'message.failed': 'that it could not be delivered',
  'message.settled': 'that a colleague has seen to it',
  'message.also-mailed': 'the answer that was written goes by mail as well',
  'message.not-mailed': 'that it could not',
  'origin.': 'that data came from elsewhere, and that its person was told or, by staff, need not be',
  'person.': 'what was changed, asked for or lifted by the person or staff',
  'people.parted': 'by staff, with a reason',
  'push.': 'that a device was woken for an answer that somebody wrote',
  'request.': 'what was asked and answered by people',
  'review.': 'about staff, by staff',
  'staff.': 'about staff, by staff',
  'team.': 'about staff, by staff',
  'visit.started': 'by the person',
};

/** Kinds of entries that name a subject, as they stand in the code; what is put together ends where the first part does. */
function kindsAbout(texts: readonly { readonly file: string; readonly text: string }[]): string[] {
  const entries = /kind: ?([^\n]{1,160}?),?\s*\n?\s*(?:\.\.\.\(\w+ && \{ )?subject\b/g;
  const said = texts.flatMap(({ text }) => [...text.matchAll(entries)].map((found) => found[1] ?? ''));
  const names = said.flatMap((each) => [...each.matchAll(/['`]([a-z]+\.[a-z-]*)/g)].map((found) => found[1] ?? ''));
  return [...new Set(names)].sort();
}

const unsorted = (kinds: readonly string[]): string[] =>
  kinds.filter(
    (kind) => !deciders.some((decider) => decider.kinds.includes(kind)) && !Object.keys(others).some((each) => kind.startsWith(each)),
  );

/** Deciders of whose decisions nobody could tell later by which logic they came about. */
function unlogged(all: readonly Decider[], texts: readonly string[]): string[] {
  const names = (code: string) => texts.some((text) => text.includes(`causedBy(`) && text.includes(`'${code}')`));
  const isLogged = ({ code, logged, kinds, significance }: Decider) =>
    logged === 'entries' ? kinds.length > 0 && names(code) : kinds.length === 0 && (logged === 'rows' || significance.is === 'none');
  return all.filter((decider) => !isLogged(decider)).map(({ code }) => code);
}

describe('what a machine decides about people', () => {
  it('stands in entries that name logic and version, or says openly that single ones do not', () => {
    const texts = files.map((file) => readFileSync(path.join(root, file), 'utf8'));
    expect(unlogged(deciders, texts)).toEqual([]);
    const [first] = deciders;
    if (!first) throw new Error('no room declares a decider');
    const planted = { ...first, code: 'score', logged: 'entries' } as const;
    expect(
      unlogged(
        [planted, { ...planted, kinds: [] }, { ...planted, logged: 'sums', kinds: [], significance: { is: 'legal', ground: '22(2)(a)' } }],
        texts,
      ),
    ).toEqual(['score', 'score', 'score']);
    expect(() => causedBy(deciders, 'score')).toThrow('nobody declared');
  });

  const kinds = kindsAbout(files.map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') })));

  it('is declared beside the code, or sorted as no decision', () => {
    expect(kinds.length).toBeGreaterThan(40);
    expect(unsorted(kinds)).toEqual([]);
  });

  it('is noticed where nobody declared it', () => {
    const planted = { file: 'channels/x.ts', text: "await append(ctx, { kind: 'score.lowered', subject: person, facts });" };
    expect(unsorted(kindsAbout([planted]))).toEqual(['score.lowered']);
  });

  it('has a code of its own, words in every language, a ground where it matters, and kinds that the code knows', () => {
    expect(new Set(deciders.map(({ code }) => code)).size).toBe(deciders.length);
    for (const { title, logic, inputs, significance, reviewedBy } of deciders) {
      expect(permissions).toContain(reviewedBy);
      for (const text of [...Object.values(title), ...Object.values(logic)]) expect(text.trim()).not.toBe('');
      expect(inputs.length).toBeGreaterThan(0);
      if (significance.is !== 'none') expect(significance.ground).toMatch(/^22\(2\)\([abc]\)$/);
    }
  });
});
