// Which row the agent aims at, and the opening that follows. The mark moves at once; whoever runs through the list opens only where they rest, since
// opening is a look at a person and stands in the ledger as one (Art. 5(1)(c)).
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { announce } from '#lib/announce.ts';
import { usePersonName } from '#lib/person.ts';
import { afterPaint } from '#lib/slices.tsx';
import { moveMark, useMark } from './aim.ts';
import { lendHead } from './queries.ts';
import type { Conversation } from './types.ts';

const restMs = 400; // whoever presses faster than this is not reading: an eye rests longer than that on a row before it knows what stands there

export type Aim = {
  /** The row that is marked. */
  readonly at: string | undefined;
  /** Marks and opens a conversation. */
  open(id: string): void;
  /** Goes to a neighbour, also of a row that has left the list; without a marked row, to the first. */
  walk(step: number): void;
};

export function useAim(items: readonly Conversation[], selected: string | undefined): Aim {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const nameOf = usePersonName();
  const [aimed, setAimed] = useState<string>();
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const at = aimed ?? selected;
  useMark(at);
  const place = useRef(-1);
  const found = items.findIndex((item) => item.id === at);
  useLayoutEffect(() => {
    if (at === undefined || found >= 0) place.current = found;
  }, [at, found]);

  const asked = useRef<string>(undefined);
  useEffect(() => {
    if (rest.current !== undefined && selected === asked.current) return; // what the walk itself asked for has come, and a further step waits
    clearTimeout(rest.current);
    rest.current = undefined;
    setAimed(undefined);
  }, [selected]);
  useEffect(() => () => clearTimeout(rest.current), []);

  const go = (id: string, replace: boolean): void => {
    const row = items.find((item) => item.id === id);
    if (row) lendHead(cache, row);
    asked.current = id;
    void navigate({ to: '/inbox/$conversation', params: { conversation: id }, search: (now) => now, replace });
  };
  const aimAt = (id: string): void => {
    moveMark(id);
    setAimed(id === selected ? undefined : id);
    const running = rest.current !== undefined;
    clearTimeout(rest.current);
    if (!running) afterPaint(() => go(id, selected !== undefined));
    rest.current = setTimeout(() => {
      rest.current = undefined;
      if (running) go(id, true);
    }, restMs);
  };
  return {
    at,
    open: (id) => {
      clearTimeout(rest.current);
      rest.current = undefined;
      moveMark(id);
      setAimed(id === selected ? undefined : id);
      afterPaint(() => go(id, false));
    },
    walk: (step) => {
      const to = found < 0 && step > 0 ? place.current : place.current + step; // who stood below the one that left stands in its place now
      const next = items[Math.min(items.length - 1, Math.max(0, to))];
      if (!next || next.id === at) return;
      announce(nameOf(next.person));
      aimAt(next.id);
    },
  };
}
