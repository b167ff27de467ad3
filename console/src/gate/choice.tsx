// The choice of a purpose, with the gate's present answer beside each: known before a word is typed.

import type { Answer } from '@parley/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { ChevronDown, ShieldCheck, ShieldX } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { Menu, MenuChoice, MenuChoices, MenuLabel } from '#ui/menu.tsx';
import { Article, Refusal } from '#ui/refusal.tsx';
import { gateWords } from './words.ts';

type Allowance = Answer<'readAllowances'>['items'][number];
export type PurposeChoice = {
  purpose: string;
  chosen: Allowance | undefined;
  choices: readonly Allowance[];
  state: 'asking' | 'known' | 'unknown';
  choose: (purpose: string) => void;
};
const everyday = 'service-conversation';

export const allowancesQuery = (person: string) =>
  queryOptions({
    queryKey: keys.allowances(person),
    queryFn: () => client.call('readAllowances', { params: { person } }),
    staleTime: 20_000,
  });

/** The purposes one may write for to this person on this channel, with what the gate says now. Begins at the everyday one. */
export function usePurposeChoice(person: string, channel: string): PurposeChoice {
  const [wanted, choose] = useState(everyday);
  const query = useQuery(allowancesQuery(person));
  const choices = query.data?.items.filter((item) => item.channel === channel) ?? [];
  const chosen = choices.find((item) => item.purpose === wanted) ?? choices[0];
  return {
    purpose: chosen?.purpose ?? wanted,
    chosen,
    choices,
    state: query.isPending ? 'asking' : query.isError ? 'unknown' : 'known',
    choose,
  };
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
  const Icon = chosen.decision.allowed ? ShieldCheck : ShieldX;
  return (
    <Menu
      wide
      trigger={
        <button
          type="button"
          className="ml-auto inline-flex h-7 max-w-full min-w-0 items-center gap-1.5 rounded-md px-2 text-sm text-ink transition-colors duration-100 hover:bg-hover data-[state=open]:bg-pressed pointer-coarse:h-10"
        >
          <Icon aria-hidden className={`size-4 shrink-0 ${chosen.decision.allowed ? 'text-good' : 'text-warn'}`} strokeWidth={2} />
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
  return <Refusal title={w.wouldRefuse} verdict={decision} />;
}

function ChoiceLine({ item }: { item: Allowance }) {
  const w = useWords(gateWords);
  const nameOf = usePurposeName();
  const { allowed, article, words } = item.decision;
  const Icon = allowed ? ShieldCheck : ShieldX;
  return (
    <span className="flex items-start gap-2.5 py-0.5">
      <Icon aria-hidden className={`mt-1 size-4 shrink-0 ${allowed ? 'text-good' : 'text-warn'}`} strokeWidth={2} />
      <span>
        <span className="block font-medium">{nameOf(item.purpose, item.purposeName)}</span>
        <span className="block text-sm text-muted">
          {allowed ? `${w.allowed} ·` : `${w.not}: ${words}`} <Article of={article} />
        </span>
      </span>
    </span>
  );
}
