// Walking through a checklist: which item is at hand, what was chosen for it but waits for its reason, and the keys that do both.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { announce } from '#lib/announce.ts';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { useShortcuts } from '#lib/shortcuts.ts';
import { toast } from '#ui/toast.tsx';
import { auditWords } from './audit-words.ts';
import type { AuditInFull, Item } from './queries.ts';

export type Given = NonNullable<Item['answer']>;
export type Walk = {
  readonly at: string | undefined;
  /** An answer that waits for its reason. */
  readonly chosen: Given | undefined;
  readonly goTo: (item: string) => void;
  readonly choose: (item: Item, answer: Given) => void;
  readonly save: (item: Item, answer: Given | null, note?: string) => void;
  readonly isSaving: boolean;
};

export function useWalk(audit: string, items: readonly Item[], mayChange: boolean, onHold: (item: string) => void): Walk {
  const w = useWords(auditWords);
  const [at, setAt] = useState(items[0]?.item);
  const [chosen, setChosen] = useState<Given>();
  const saving = useSave(audit);
  const here = items.findIndex((item) => item.item === at);
  const item = items[here];
  const walked = useRef(false); // by a key: a page that is opened takes nobody's focus
  const goTo = (next: string | undefined): void => {
    if (next === undefined) return;
    setAt(next);
    setChosen(undefined);
  };
  useEffect(() => {
    const shown = at ? document.getElementById(`item-${at}`) : null;
    shown?.scrollIntoView({ block: 'nearest' });
    if (walked.current) shown?.querySelector('button')?.focus({ preventScroll: true }); // so that the question is read out
    walked.current = false;
  }, [at]);
  const save: Walk['save'] = (of, answer, note) => {
    if (saving.isPending) return; // pressed twice, answered once
    const next = items[items.findIndex((each) => each.item === of.item) + 1]?.item;
    onHold(of.item);
    saving.mutate(
      { item: of.item, answer, ...(note && { note }) },
      {
        onSuccess: () => {
          announce(`${of.item}: ${answer === null ? w.unanswered : w[answer]}`);
          if (answer === null) return;
          walked.current = true;
          goTo(next);
        },
      },
    );
  };
  const choose: Walk['choose'] = (of, answer) => {
    setAt(of.item);
    if (answer === 'met') save(of, answer, of.byMachine ? undefined : (of.note ?? undefined));
    else setChosen(answer);
  };
  const answer = (given: Given) => (mayChange && item ? () => choose(item, given) : undefined);
  const step = (by: number) => () => {
    walked.current = true;
    goTo(items[Math.min(items.length - 1, Math.max(0, here + by))]?.item);
  };
  useShortcuts({
    j: step(1),
    k: step(-1),
    ArrowDown: step(1),
    ArrowUp: step(-1),
    m: answer('met'),
    n: answer('not-met'),
    x: answer('not-applicable'),
    u: mayChange && item ? () => save(item, null) : undefined,
  });
  return { at: item?.item ?? items[0]?.item, chosen, goTo, choose, save, isSaving: saving.isPending };
}

function useSave(audit: string) {
  const cache = useQueryClient();
  const language = useLanguage();
  return useMutation({
    mutationFn: ({ item, ...body }: { item: string; answer: Given | null; note?: string }) =>
      client.call('answerItem', { params: { audit, item }, query: { language }, body }),
    onSuccess: (fresh) => {
      cache.setQueryData<AuditInFull>(
        keys.audit(audit, language),
        (known) =>
          known && { ...known, ...fresh.audit, items: known.items.map((each) => (each.item === fresh.item.item ? fresh.item : each)) },
      );
      void cache.invalidateQueries({ queryKey: keys.findings });
    },
    onError: (error) => toast(errorWords(error), 'bad'),
  });
}
