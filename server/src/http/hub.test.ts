import type { ServerResponse } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import type { Special } from '#kit/route';
import { join, mostBufferedBytes } from './hub.ts';

type Send = Parameters<NonNullable<Special['stream']>>[0];
const pageOf = (writableLength = 0) => ({ writableLength, write: vi.fn(), destroy: vi.fn() });
const asPage = (page: ReturnType<typeof pageOf>) => page as unknown as ServerResponse;
const heard = (page: ReturnType<typeof pageOf>) => page.write.mock.calls.map(([bytes]) => String(bytes)).join('');

/** A source that sends when told, and counts how often it was begun and ended. */
function source() {
  const counts = { begun: 0, ended: 0 };
  let send: Send = () => undefined;
  const start = (given: Send) => {
    counts.begun += 1;
    send = given;
    return () => {
      counts.ended += 1;
    };
  };
  return { counts, start, say: (number: number) => send({ event: 'counted', data: { number } }) };
}

describe('one stream to many pages', () => {
  it('is begun once, tells every page the same, and ends with the last of them', async () => {
    const tools = new Map();
    const [one, other, from] = [pageOf(), pageOf(), source()];
    const leaves = [one, other].map((page) => join(tools, 'staff', asPage(page), from.start));
    from.say(1);
    await vi.waitFor(() => expect(heard(other)).toBe('event: counted\ndata: {"number":1}\n\n'));
    expect(heard(one)).toBe(heard(other));
    leaves[0]?.();
    expect(from.counts).toEqual({ begun: 1, ended: 0 });
    leaves[1]?.();
    expect(from.counts).toEqual({ begun: 1, ended: 1 });
  });

  it('gathers what comes in a burst, and loses and reorders nothing', async () => {
    const [page, from] = [pageOf(), source()];
    join(new Map(), 'staff', asPage(page), from.start);
    for (let number = 0; number < 100; number += 1) {
      from.say(number);
      if (number % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await vi.waitFor(() => expect(heard(page)).toContain('{"number":99}'));
    const numbers = [...heard(page).matchAll(/"number":(\d+)/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, number) => number));
    expect(page.write.mock.calls.length).toBeLessThan(20);
  });

  it('cuts a page that does not read, and no other', async () => {
    const tools = new Map();
    const [slow, quick, from] = [pageOf(mostBufferedBytes + 1), pageOf(), source()];
    for (const page of [slow, quick]) join(tools, 'staff', asPage(page), from.start);
    from.say(1);
    await vi.waitFor(() => expect(quick.write).toHaveBeenCalledOnce());
    expect(slow.destroy).toHaveBeenCalledOnce();
    expect(slow.write).not.toHaveBeenCalled();
  });

  it('keeps houses and names apart', async () => {
    const tools = new Map();
    const pages = [pageOf(), pageOf(), pageOf()] as const;
    const sources = [source(), source(), source()] as const;
    join(tools, 'staff one', asPage(pages[0]), sources[0].start);
    join(tools, 'staff other', asPage(pages[1]), sources[1].start);
    join(new Map(), 'staff one', asPage(pages[2]), sources[2].start);
    sources[0].say(1);
    await vi.waitFor(() => expect(pages[0].write).toHaveBeenCalled());
    expect(sources.map(({ counts }) => counts.begun)).toEqual([1, 1, 1]);
    expect([pages[1], pages[2]].map(({ write }) => write.mock.calls.length)).toEqual([0, 0]);
  });
});
