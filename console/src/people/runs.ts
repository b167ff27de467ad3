// Groups looks that follow each other by the same actor, for the same purpose, on the same day: a busy afternoon is one line. Pure.
import type { Answer } from '@parley/contract';
import { sameDay } from '#lib/time.ts';

export type Look = Answer<'readLooks'>['items'][number];
export type Run = Pick<Look, 'act' | 'actor' | 'purpose' | 'purposeName' | 'entry'> & {
  readonly first: string;
  readonly last: string;
  readonly count: number;
  readonly fields: readonly string[];
};

/** `looks` newest first; the entry of a run is that of its newest look. */
export function runsOf(looks: readonly Look[]): Run[] {
  const runs: Run[] = [];
  for (const look of looks) {
    const open = runs.at(-1);
    if (open && isSameRun(open, look))
      runs[runs.length - 1] = { ...open, first: look.at, count: open.count + 1, fields: [...new Set([...open.fields, ...look.fields])] };
    else runs.push({ ...look, first: look.at, last: look.at, count: 1 });
  }
  return runs;
}

function isSameRun(run: Run, look: Look): boolean {
  const who = run.actor.kind === look.actor.kind && run.actor.name === look.actor.name;
  return who && run.act === look.act && run.purpose === look.purpose && sameDay(run.last, look.at);
}
