// What the palette offers: pages, what can be done here, appearance and language, people lately met, conversations on screen.

import type { Answer } from '@parley/contract';
import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import {
  Check,
  Keyboard,
  Languages,
  LogOut,
  type LucideIcon,
  MessagesSquare,
  Monitor,
  Moon,
  Reply,
  SquarePen,
  StickyNote,
  Sun,
  UserRound,
  UserRoundPlus,
} from 'lucide-react';
import { type ConversationKey, pressKey } from '#conversations/aim.ts';
import { keys } from '#lib/keys.ts';
import { chooseLanguage, useLanguage, useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { useMe } from '#lib/query.ts';
import { chooseTheme } from '#lib/theme.ts';
import { alsoWords } from './also-words.ts';
import { type Place, placesFor } from './places.ts';
import { signOut } from './sign-out.ts';
import { personWords, shellWords } from './words.ts';

export type Goal = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** By what else it is found; never shown. */
  readonly also?: string;
  readonly icon: LucideIcon;
  readonly go: () => void;
};
const givenBackMs = 120; // by then the palette is closed and has given the focus back
type Row = Answer<'listConversations'>['items'][number];

/** `onMessage` opens a new message to a person, `onKeys` the list of keys. */
export function useGoals(onMessage: (person: string) => void, onKeys: () => void): Goal[] {
  const w = useWords(shellWords);
  const { history } = useRouter();
  const { permissions } = useMe();
  const also: Readonly<Record<string, string>> = useWords(alsoWords);
  const page = ({ to, name, icon }: Place): Goal => ({
    id: name,
    label: w[name],
    also: also[name] ?? '',
    icon,
    go: () => history.push(to),
  });
  const own: Goal[] = [
    { id: 'shortcuts', label: w.shortcuts, icon: Keyboard, go: () => void setTimeout(onKeys, givenBackMs) },
    { id: 'sign-out', label: w.signOut, icon: LogOut, go: () => void signOut() },
  ];
  return [...useActions(onMessage), ...placesFor(permissions).map(page), ...useLooks(), ...own, ...useMet()];
}

/** What can be done with the conversation or person that is open: the same as its keys. */
function useActions(onMessage: (person: string) => void): Goal[] {
  const w = useWords(shellWords);
  const p = useWords(personWords);
  const called = usePersonName();
  const cache = useQueryClient();
  const { conversation, person } = useParams({ strict: false });
  const open = conversation === undefined ? undefined : cache.getQueryData<Answer<'readConversation'>>(keys.conversation(conversation));
  const known = person === undefined ? open?.person : cache.getQueryData<Answer<'readPerson'>>(keys.person(person));
  const act = (id: string, label: string, icon: LucideIcon, key: ConversationKey): Goal => ({
    id,
    label,
    hint: w.act,
    icon,
    go: () => void setTimeout(() => pressKey(key), givenBackMs),
  });
  return [
    ...(known
      ? [{ id: 'new-message', label: p.newMessageTo(called(known)), hint: w.act, icon: SquarePen, go: () => onMessage(known.id) }]
      : []),
    ...(open
      ? [
          act('reply', w.replyIt, Reply, 'r'),
          act('note', w.noteIt, StickyNote, 'n'),
          act('assign', w.assignIt, UserRoundPlus, 'a'),
          act('close', w.closeIt, Check, 'e'),
        ]
      : []),
  ];
}

function useLooks(): Goal[] {
  const w = useWords(shellWords);
  const other = useLanguage() === 'en' ? ({ code: 'de', name: 'Deutsch' } as const) : ({ code: 'en', name: 'English' } as const);
  return [
    { id: 'dark', label: `${w.theme}: ${w.dark}`, icon: Moon, go: () => chooseTheme('dark') },
    { id: 'light', label: `${w.theme}: ${w.light}`, icon: Sun, go: () => chooseTheme('light') },
    { id: 'system', label: `${w.theme}: ${w.system}`, icon: Monitor, go: () => chooseTheme('system') },
    { id: 'language', label: `${w.language}: ${other.name}`, icon: Languages, go: () => chooseLanguage(other.code) },
  ];
}

/** People and conversations that this page has read already: looking through the palette reads nobody anew. */
function useMet(): Goal[] {
  const w = useWords(shellWords);
  const called = usePersonName();
  const { history } = useRouter();
  const lists = useQueryClient().getQueriesData<InfiniteData<Answer<'listConversations'>>>({ queryKey: keys.lists });
  const rows = lists.flatMap(([, list]) => list?.pages ?? []).flatMap((page) => page.items);
  const conversations = [...new Map(rows.map((item) => [item.id, item] as const)).values()];
  const people = [...new Map(conversations.map(({ person }) => [person.id, person] as const)).values()];
  const conversation = (item: Row): Goal => ({
    id: item.id,
    label: called(item.person),
    hint: item.subject ?? item.excerpt.slice(0, 40),
    icon: MessagesSquare,
    go: () => history.push(`/inbox/${item.id}`),
  });
  const person = (each: Row['person']): Goal => ({
    id: each.id,
    label: called(each),
    hint: w.goPerson,
    icon: UserRound,
    go: () => history.push(`/people/${each.id}`),
  });
  return [...conversations.map(conversation), ...people.map(person)];
}
