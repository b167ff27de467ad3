import { describe, expect, it } from 'vitest';
import { addTo, emptyBook, type Mail } from './book.ts';
import type { Visitor } from './company.ts';
import { judge } from './judge.ts';

const ada = { person: 'per_ada' } as Visitor;
const none = { lost: 0, doubled: 0, disordered: 0, readable: 0 };
const said = (text: string, begun = 0, acked = begun + 1, tries = 1) => ({ text, begun, acked, tries });
const end = { person: 'per_boris', from: 'boris@example.com', request: 'req_1', asked: 1000, seen: 2000 };
const borisMails = (...mails: Mail[]) => ({ ...emptyBook(), mails, erased: [end] });
const from = 'boris@example.com';
const empty = { lines: new Map(), threads: [], answers: [] };

describe('what was acknowledged', () => {
  const book = { ...emptyBook(), lines: [said('one'), said('two'), said('three')].map((line) => ({ ...line, visitor: ada })) };
  const lines = (...texts: string[]) => ({ ...empty, lines: new Map([[ada.person, texts]]) });

  it('must be there, once, in order', () => {
    expect(judge(book, lines('one', 'two', 'three'))).toEqual(none);
    expect(judge(book, lines('one', 'three'))).toEqual({ ...none, lost: 1 });
    expect(judge(book, lines('one', 'two', 'two', 'three'))).toEqual({ ...none, doubled: 1 });
    expect(judge(book, lines('two', 'one', 'three'))).toEqual({ ...none, disordered: 1 });
  });

  it('holds for mails of one thread, and for answers of staff', () => {
    const mails = [said('one'), said('two')].map((mail) => ({ ...mail, from, thread: 't' }));
    const answers = [{ conversation: 'cnv_1', person: 'per_ada', byMail: true, acked: 0, text: 'answer' }];
    const both = { ...emptyBook(), mails, answers };
    expect(judge(both, { ...empty, threads: [['one', 'two']], answers: ['answer'] })).toEqual(none);
    expect(judge(both, { ...empty, threads: [['two', 'one']], answers: [] })).toEqual({ ...none, lost: 1, disordered: 1 });
  });

  it('is lost when the house does not know its visitor any more', () => {
    expect(judge({ ...emptyBook(), strangers: [ada] }, empty)).toEqual({ ...none, lost: 1 });
  });

  it('is held together over all rounds', () => {
    const whole = emptyBook();
    addTo(whole, book);
    addTo(whole, book);
    expect(judge(whole, lines('one', 'two', 'three')).lost).toBe(0);
    expect(judge(whole, empty).lost).toBe(6);
  });
});

describe('who is erased while they write', () => {
  it('is not read again, and is somebody new afterwards', () => {
    const before = { ...said('before', 500), from };
    const after = { ...said('after', 2001), from };
    expect(judge(borisMails(before, after), { ...empty, threads: [['after']] })).toEqual(none);
    expect(judge(borisMails(before, after), { ...empty, threads: [['before'], ['after']] })).toEqual({ ...none, readable: 1 });
    expect(judge(borisMails(before, after), empty)).toEqual({ ...none, lost: 1 });
  });

  it('may lose what was on its way, and nothing that was acknowledged long after the key was gone', () => {
    expect(judge(borisMails({ ...said('under way', 1900, 2100), from }), empty)).toEqual(none);
    expect(judge(borisMails({ ...said('kept out by nothing', 1900, 4000), from }), empty)).toEqual({ ...none, lost: 1 });
    expect(judge(borisMails({ ...said('tried again', 1900, 4000, 2), from }), empty)).toEqual(none);
    const line = { ...said('into the void', 1900, 4000), visitor: { person: end.person } as Visitor };
    expect(judge({ ...emptyBook(), lines: [line], erased: [end] }, empty)).toEqual({ ...none, lost: 1 });
  });
});
