// What the gate allows right now for one person, over every purpose and channel: the agent sees the answer before trying.
import type { Answer } from '@parley/contract';
import { newest, readLatestOfAll } from '#consent';
import { isLive } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { group } from '#people';
import { type Language, listPurposes } from '#purposes';
import { obstacles } from './facts.ts';
import { judge } from './rules.ts';
import { readStanding } from './store.ts';
import { wordsFor } from './words.ts';

/** One line per purpose for customers and channel: may something be sent (or, where nothing is ever sent, read)? Names in the language asked for, reasons in English or German. Whether a recipient has its agreement is asked when something is sent. */
export async function allowances(ctx: Ctx, person: PersonId, language: Language): Promise<Answer<'readAllowances'>['items']> {
  const people = await group(ctx, person);
  const isErased = people[0] === undefined || !(await isLive(ctx, people[0]));
  const events = await readLatestOfAll(ctx, people);
  const obstacle = obstacles(await readStanding(ctx, people));
  const words = language === 'de' ? 'de' : 'en';
  return (await listPurposes(ctx))
    .filter((purpose) => purpose.about === 'person')
    .flatMap((purpose) =>
      purpose.channels.map((channel) => {
        const event = newest(events.filter((each) => each.purpose === purpose.code && each.channel === channel));
        const consent = { state: event?.state ?? ('none' as const), at: event?.at ?? null };
        const act = purpose.acts.includes('send') ? 'send' : 'reveal';
        const asked = { act, purpose: purpose.code, about: 'person', channel, recipient: null, answering: null } as const;
        const verdict = judge(asked, { purpose, categories: [], recipient: null, person: { isErased, ...obstacle, consent } });
        const named = { purpose: purpose.texts[words].name, channel, recipient: null };
        const decision = { ...verdict, words: wordsFor(verdict.because, words, named) };
        return { purpose: purpose.code, purposeName: purpose.texts[language].name, lawfulBasis: purpose.lawfulBasis, channel, decision };
      }),
    );
}
