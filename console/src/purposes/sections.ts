// Pairs the sections of two notices by article and heading, in the order of the newer one; what only the older one has comes last.
import type { Answer } from '@parley/contract';

export type Layered = Pick<Answer<'listNotices'>['items'][number], 'short' | 'sections'>;
type Section = Layered['sections'][number];
export type Pair = {
  readonly key: string;
  readonly before: Section | undefined;
  readonly after: Section | undefined;
  readonly same: boolean;
};

export function pairSections(before: Layered, after: Layered): Pair[] {
  const left = [...before.sections];
  const pairs = after.sections.map((section) => {
    const place = left.findIndex((each) => each.article === section.article);
    return pair(place < 0 ? undefined : left.splice(place, 1)[0], section);
  });
  return [...pairs, ...left.map((section) => pair(section, undefined))];
}

/** How many parts of a notice differ, the first layer counted as one. */
export function countDifferences(before: Layered, after: Layered): number {
  return pairSections(before, after).filter((each) => !each.same).length + (before.short === after.short ? 0 : 1);
}

/** Neighbouring lines of a body, in runs: those of a list begin with a bullet. */
export function paragraphs(body: string): { lines: string[]; isList: boolean }[] {
  const runs: { lines: string[]; isList: boolean }[] = [];
  for (const line of body.split('\n')) {
    const isList = line.startsWith('•');
    const last = runs.at(-1);
    if (last?.isList === isList) last.lines.push(line);
    else runs.push({ lines: [line], isList });
  }
  return runs;
}

function pair(before: Section | undefined, after: Section | undefined): Pair {
  const same = before?.body === after?.body && before?.heading === after?.heading;
  return { key: `${after?.article ?? before?.article} ${after?.heading ?? before?.heading}`, before, after, same };
}
