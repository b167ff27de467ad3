// The tags of one person: taken off by a button, put on through a field that lists what there is. Where the gate says no, why stands there instead.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { announce } from '#lib/announce.ts';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { germanReasons } from '#lib/reason-words.ts';
import { IconButton } from '#ui/button.tsx';
import { Article } from '#ui/refusal.tsx';
import { Section } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { tagWords } from './tag-words.ts';

type Tag = { id: string; name: string };
export const personTagsQuery = (person: string) =>
  queryOptions({ queryKey: keys.personTags(person), queryFn: () => client.call('listPersonTags', { params: { person } }) });

/** Nothing for whoever has no say in audiences. */
export function PersonTags({ person }: { person: string }) {
  const { permissions } = useMe();
  return permissions.includes('campaigns.read') && permissions.includes('people.change') ? <Shown person={person} /> : null;
}

function Shown({ person }: { person: string }) {
  const w = useWords(tagWords);
  const cache = useQueryClient();
  const own = useQuery(personTagsQuery(person)).data;
  const isEnglish = useLanguage() === 'en';
  const all = useQuery({ queryKey: keys.tags, queryFn: () => client.call('listTags') }).data?.items ?? [];
  const items = own?.items ?? [];
  const set = useMutation({
    mutationFn: ({ tags }: { tags: string[]; said: string }) => client.call('setPersonTags', { params: { person }, body: { tags } }),
    onSuccess: async (_, { said }) => {
      announce(said);
      await cache.invalidateQueries({ queryKey: keys.campaigns });
    },
  });
  if (!own || (own.items.length === 0 && all.length === 0)) return null;
  const ids = items.map(({ id }) => id);
  return (
    <Section title={w.title}>
      {own.refused && (
        <p className="text-sm text-muted">
          {w.refused} {(isEnglish ? undefined : germanReasons[own.refused.because]) ?? own.refused.words}{' '}
          <Article of={own.refused.article} />
        </p>
      )}
      <ul className="grid gap-1">
        {items.map(({ id, name, until }) => (
          <li key={id} className="flex items-center justify-between gap-2">
            <span className="min-w-0 break-words">
              {name}{' '}
              <span className="text-sm text-muted">
                {w.until} <Time at={until} as="day" />
              </span>
            </span>
            <IconButton
              icon={X}
              label={w.takeOff(name)}
              onClick={() => set.mutate({ tags: ids.filter((each) => each !== id), said: w.takenOff(name) })}
            />
          </li>
        ))}
      </ul>
      {!own.refused && (
        <AddTag
          tags={all.filter(({ id }) => !ids.includes(id))}
          onAdd={({ id, name }) => set.mutate({ tags: [...ids, id], said: w.putOn(name) })}
        />
      )}
      {set.error && (
        <p role="alert" className="mt-1 text-sm text-bad">
          {errorWords(set.error)}
        </p>
      )}
    </Section>
  );
}

/** A combobox with a list, as WAI-ARIA describes it: the field keeps the focus and names the active option. */
function AddTag({ tags, onAdd }: { tags: readonly Tag[]; onAdd: (tag: Tag) => void }) {
  const w = useWords(tagWords);
  const list = useId();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = tags.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase())).slice(0, 20);
  const chosen = isOpen ? found[Math.min(at, found.length - 1)] : undefined;
  const take = (tag: Tag): void => {
    onAdd(tag);
    setText('');
    setOpen(false);
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) {
      setAt((now) => (isOpen ? (Math.min(now, found.length - 1) + step + found.length) % found.length : 0));
      setOpen(true);
    } else if (event.key === 'Enter' && chosen) take(chosen);
    else if (event.key === 'Escape' && isOpen) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation(); // the keys of the page are not meant
  };
  if (tags.length === 0) return null;
  return (
    <div className="mt-2">
      <input
        role="combobox"
        aria-expanded={isOpen && found.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? `${list}-${chosen.id}` : undefined}
        aria-label={w.add}
        placeholder={w.add}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
        className="h-9 w-full rounded-md border border-edge bg-raised px-3 text-base pointer-coarse:h-11"
      />
      <div
        id={list}
        role="listbox"
        aria-label={w.add}
        hidden={!isOpen || found.length === 0}
        className="mt-1 max-h-48 overflow-y-auto rounded-md border border-line bg-raised p-1"
      >
        {found.map((tag) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          <div
            key={tag.id}
            id={`${list}-${tag.id}`}
            role="option"
            aria-selected={tag === chosen}
            onMouseDown={(event) => {
              event.preventDefault(); // the field keeps the focus
              take(tag);
            }}
            className="flex min-h-8 cursor-pointer items-center rounded-sm px-2 hover:bg-hover aria-selected:bg-pressed pointer-coarse:min-h-11"
          >
            {tag.name}
          </div>
        ))}
      </div>
    </div>
  );
}
