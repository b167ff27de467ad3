// The choice of a purpose, with the gate's present answer beside each: known before a word is typed.

import type { Answer } from '@parley/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { type Language, named, useLanguage, useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { channelWords } from '#ui/channel.tsx';
import { Menu, MenuChoice, MenuChoices, MenuLabel } from '#ui/menu.tsx';
import { Article, Refusal } from '#ui/refusal.tsx';
import { useVerdictWord, VerdictIcon } from './verdict.tsx';
import { gateWords } from './words.ts';

export type Allowance = Answer<'readAllowances'>['items'][number];
export type PurposeChoice = {
  purpose: string;
  chosen: Allowance | undefined;
  choices: readonly Allowance[];
  /** Every purpose on every channel. */
  all: readonly Allowance[];
  state: 'asking' | 'known' | 'unknown';
  choose: (purpose: string) => void;
};
const everyday = 'service-conversation';

/** Reasons in the language of the page; judged as an answer in `conversation` when one is named. */
export const allowancesQuery = (person: string, language: Language, conversation?: string) =>
  queryOptions({
    queryKey: [...keys.allowances(person), language, conversation],
    queryFn: () => client.call('readAllowances', { params: { person }, query: { language, ...(conversation && { conversation }) } }),
    staleTime: 20_000,
  });

/** The purposes one may write for to this person on this channel, with what the gate says now. Begins at the everyday one. */
export function usePurposeChoice(person: string, channel: string, conversation?: string): PurposeChoice {
  const [wanted, choose] = useState(everyday);
  const { data, status } = useQuery(allowancesQuery(person, useLanguage(), conversation));
  return useMemo(() => {
    const all = data?.items ?? [];
    const choices = all.filter((item) => item.channel === channel);
    const chosen = choices.find((item) => item.purpose === wanted) ?? choices[0];
    const state = status === 'pending' ? 'asking' : status === 'error' ? 'unknown' : 'known';
    return { purpose: chosen?.purpose ?? wanted, chosen, choices, all, state, choose };
  }, [data, status, channel, wanted]);
}

export function PurposePicker({ choice }: { choice: PurposeChoice }) {
  const w = useWords(gateWords);
  const nameOf = usePurposeName();
  const { chosen } = choice;
  if (!chosen)
    return (
      <span className="ml-auto px-1.5 text-xs text-muted">
        {choice.state === 'asking' ? w.asking : choice.state === 'unknown' ? w.unknown : w.none}
      </span>
    );
  return (
    <Menu
      wide
      trigger={
        <button
          type="button"
          className="ml-auto inline-flex h-7 max-w-full min-w-0 items-center gap-1.5 rounded-md px-2 text-sm text-ink transition-colors duration-100 hover:bg-hover data-[state=open]:bg-pressed pointer-coarse:h-10"
        >
          <VerdictIcon decision={chosen.decision} />
          <span className="sr-only">{w.purpose}: </span>
          <span className="truncate font-medium">{nameOf(chosen.purpose, chosen.purposeName)}</span>
          <Article of={chosen.decision.article} />
          <ChevronDown aria-hidden className="size-3.5 shrink-0 text-muted" strokeWidth={2} />
        </button>
      }
    >
      <MenuLabel>{w.choose}</MenuLabel>
      <MenuChoices value={chosen.purpose} onChoose={choice.choose}>
        {choice.choices.map((item) => (
          <MenuChoice key={item.purpose} value={item.purpose}>
            <ChoiceLine item={item} />
          </MenuChoice>
        ))}
      </MenuChoices>
    </Menu>
  );
}

/** Why the chosen purpose would be refused now; nothing when it is allowed. */
export function Verdict({ choice }: { choice: PurposeChoice }) {
  const w = useWords(gateWords);
  const decision = choice.chosen?.decision;
  if (!decision || decision.allowed) return null;
  return (
    <Refusal title={w.wouldRefuse} verdict={decision}>
      <StillPossible choice={choice} />
    </Refusal>
  );
}

/** What is left for this person: other purposes here, the same one elsewhere. */
function StillPossible({ choice: { purpose, choices, all } }: { choice: PurposeChoice }) {
  const w = useWords(gateWords);
  const channels = useWords(channelWords);
  const nameOf = usePurposeName();
  const here = choices.filter((item) => item.decision.allowed).map((item) => nameOf(item.purpose, item.purposeName));
  const elsewhere = all.filter((item) => item.purpose === purpose && item.decision.allowed).map((item) => named(channels, item.channel));
  const possible = [
    ...(here.length > 0 ? [w.possibleHere(here.join(', '))] : []),
    ...(elsewhere.length > 0 ? [w.possibleThere(elsewhere.join(', '))] : []),
  ];
  return <span className="mt-1 block text-ink">{possible.length > 0 ? possible.join(' ') : w.onlyNotes}</span>;
}

function ChoiceLine({ item }: { item: Allowance }) {
  const nameOf = usePurposeName();
  const word = useVerdictWord()(item.decision);
  const { allowed, article, words } = item.decision;
  return (
    <span className="flex items-start gap-2.5 py-0.5">
      <VerdictIcon decision={item.decision} className="mt-1 size-4" />
      <span>
        <span className="block font-medium">{nameOf(item.purpose, item.purposeName)}</span>
        <span className="block text-sm text-muted">
          {allowed ? `${word} ·` : `${word}: ${words}`} <Article of={article} />
        </span>
      </span>
    </span>
  );
}
