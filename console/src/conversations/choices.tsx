// Choices that go with a reply, written below it: one short title each, and a word on what becomes of them on this channel.
import { longestChoice, mostChoices } from '@parley/contract/choices';
import { wishOnButton } from '@parley/contract/stop-words';
import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useWords } from '#lib/language.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { choiceWords } from './choice-words.ts';
import { changeDraft, titlesOf, useDraft } from './drafts.ts';
import type { Conversation } from './types.ts';

type Props = { conversation: string; channel: Conversation['inbox']['channel']; onLeave: () => void; onSend: () => void };

export function Choices({ conversation, channel, onLeave, onSend }: Props) {
  const w = useWords(choiceWords);
  const choices = useDraft(conversation, (draft) => draft.choices);
  const wishes = titlesOf({ choices }).flatMap((title) => {
    const wish = wishOnButton(title);
    return wish === undefined ? [] : [{ title, wish }];
  });
  const list = useRef<HTMLUListElement>(null);
  const count = useRef(choices.length === 1 && choices[0] === '' ? 0 : choices.length); // asked for just now, or left from before
  useEffect(() => {
    if (choices.length > count.current) [...(list.current?.querySelectorAll('input') ?? [])].at(-1)?.focus();
    count.current = choices.length;
  }, [choices.length]);
  const change = (next: readonly string[]): void => {
    const obeyed = titlesOf({ choices: next }).filter((title) => wishOnButton(title) !== undefined);
    changeDraft(conversation, { choices: next, obeyed });
    if (next.length === 0) onLeave();
  };
  const add = (): void => {
    if (choices.length < mostChoices) change([...choices, '']);
  };
  const remove = (place: number): void => {
    change(choices.filter((_, at) => at !== place));
    // never on the page itself, where single keys do things; without any left, `change` has led back to the text
    if (choices.length > 1) list.current?.querySelectorAll('input')[Math.max(0, place - 1)]?.focus();
  };
  const press = (event: KeyboardEvent, place: number): void => {
    const title = choices[place] ?? '';
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) onSend();
      else if (title.trim() !== '') add();
    } else if (event.key === 'Backspace' && title === '') {
      event.preventDefault();
      remove(place);
    } else if (event.key === 'Escape') onLeave();
  };
  return (
    <fieldset className="px-3 pb-2">
      <legend className="sr-only">{w.choices}</legend>
      <ul ref={list} className="flex flex-wrap items-center gap-1.5">
        {choices.map((title, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a choice is its place
          <li key={at} className="flex items-center rounded-md border border-edge bg-raised pr-1 focus-within:border-accent">
            <input
              aria-label={w.choice(at + 1)}
              value={title}
              maxLength={longestChoice}
              size={longestChoice}
              onChange={(event) => change(choices.with(at, event.target.value))}
              onKeyDown={(event) => press(event, at)}
              className="h-8 bg-transparent px-2.5 text-sm outline-none pointer-coarse:h-10"
            />
            <IconButton icon={X} label={w.remove(at + 1)} className="size-6!" onClick={() => remove(at)} />
          </li>
        ))}
        {choices.length < mostChoices && (
          <li>
            <Button size="sm" look="quiet" icon={Plus} onClick={add}>
              {w.another}
            </Button>
          </li>
        )}
      </ul>
      {wishes.map(({ title, wish }) => (
        <p key={title} role="status" className="mt-1.5 text-xs text-bad">
          {w.obeyed(wish, title)}
        </p>
      ))}
      <p className="mt-1.5 text-xs text-muted">{w.becomes(channel)}</p>
    </fieldset>
  );
}
