// Who this is: name, language, identities and how each was proved.

import type { Answer } from '@parley/contract';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { AtSign, BadgeCheck, CircleDashed, MessageCircle, Phone, UserRound, UsersRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { client, errorWords, isGone, problemCode } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { named, useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { useMe } from '#lib/query.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Badge } from '#ui/badge.tsx';
import { Callout } from '#ui/callout.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { QuietLink, Section } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { EditPerson } from './edit-person.tsx';
import { Merges } from './merges.tsx';
import { UnmaskDialog } from './unmask-dialog.tsx';
import { unmaskWords } from './unmask-words.ts';
import { peopleWords } from './words.ts';

export type Person = Answer<'readPerson'>;
const icons = { email: AtSign, phone: Phone, visitor: MessageCircle, account: UserRound } as const;

export const personQuery = (id: string) =>
  queryOptions({ queryKey: keys.person(id), queryFn: () => client.call('readPerson', { params: { person: id } }) });

/** `actions` stand below the name. */
export function PersonCard({ person: id, actions }: { person: string; actions?: ReactNode }) {
  const w = useWords(peopleWords);
  const query = useQuery(personQuery(id));
  if (query.isPending) return <Skeleton lines={5} className="p-5" />;
  if (isGone(query.error))
    return (
      <Empty
        icon={CircleDashed}
        {...(problemCode(query.error) === 'erased' ? { title: w.erased, more: w.erasedMore } : { title: w.notHere, more: w.notHereMore })}
      />
    );
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <Head person={query.data} actions={actions} />
      <OneOfSeveral person={query.data} />
      <Identities person={query.data} />
      <Merges person={query.data} />
    </>
  );
}

function Head({ person, actions }: { person: Person; actions: ReactNode }) {
  const w = useWords(peopleWords);
  const [editing, setEditing] = useState(false);
  return (
    <header className="px-5 py-5">
      <div className="flex items-start gap-3">
        <Avatar name={person.name ?? ''} id={person.id} size="lg" />
        <div className="min-w-0 grow">
          <h2 className="text-lg font-semibold break-words">{usePersonName()(person)}</h2>
          <p className="text-sm text-muted">
            {w.knownSince} <Time at={person.createdAt} as="day" />
          </p>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-sm text-muted">
            {person.language && w[person.language]}
            <QuietLink onClick={() => setEditing(true)}>{w.edit}</QuietLink>
          </p>
          {person.restricted && (
            <p className="mt-1.5">
              <Badge tone="warn">{w.restricted} · Art. 18</Badge>
            </p>
          )}
        </div>
      </div>
      {actions && <div className="mt-4 flex flex-wrap gap-2">{actions}</div>}
      <EditPerson person={person} open={editing} onClose={() => setEditing(false)} />
    </header>
  );
}

/** That an address of theirs is that of several: whoever reads what comes from there has to know it before they answer (Art. 5(1)(f), 12(6)). */
function OneOfSeveral({ person }: { person: Person }) {
  const w = useWords(peopleWords);
  if (!person.identities.some(({ isShared }) => isShared)) return null;
  return (
    <div className="px-5 pb-5">
      <Callout icon={UsersRound} title={w.several}>
        {person.isOneOfSeveral ? w.severalOpen : w.severalKnown}
      </Callout>
    </div>
  );
}

function Identities({ person }: { person: Person }) {
  const w = useWords(peopleWords);
  const u = useWords(unmaskWords);
  const cache = useQueryClient();
  const mayUnmask = useMe().permissions.includes('people.identities');
  const [unmasking, setUnmasking] = useState(false);
  const isMasked = person.identities.some((each) => each.isMasked && each.kind !== 'visitor');
  const sendCode = useMutation({
    mutationFn: (identity: string) => client.call('sendProof', { params: { person: person.id, identity } }),
    onSuccess: () => {
      toast(w.codeSent);
      void cache.invalidateQueries({ queryKey: keys.timeline(person.id) });
    },
    onError: (error) => toast(errorWords(error), 'bad'),
  });
  return (
    <Section title={w.identities} action={mayUnmask && isMasked && <QuietLink onClick={() => setUnmasking(true)}>{u.show}</QuietLink>}>
      {unmasking && <UnmaskDialog person={person} onClose={() => setUnmasking(false)} />}
      <ul className="grid gap-3">
        {person.identities.map((identity) => {
          const Icon = icons[identity.kind];
          return (
            <li key={identity.id} className="flex items-start gap-2.5">
              <Icon role="img" aria-label={w[identity.kind]} className="mt-0.5 size-4 shrink-0 text-muted" strokeWidth={1.9} />
              <div className="min-w-0 grow">
                <p className="text-base break-all">{identity.kind === 'visitor' ? w.visitor : identity.value}</p>
                {identity.provedAt && identity.proof !== 'device' ? (
                  <p className="flex items-start gap-1 text-sm text-good">
                    <BadgeCheck aria-hidden className="mt-0.5 size-3.5 shrink-0" strokeWidth={2} />
                    <span>
                      {identity.proof ? named(w, identity.proof) : w.proved}, <Time at={identity.provedAt} as="day" />
                    </span>
                  </p>
                ) : (
                  <p className="text-sm text-muted">
                    {identity.proof === 'device' ? w.device : w.unproved}
                    {identity.kind === 'email' && (
                      <>
                        {' · '}
                        <QuietLink onClick={() => sendCode.mutate(identity.id)}>{w.sendCode}</QuietLink>
                      </>
                    )}
                  </p>
                )}
                {identity.isShared && <p className="text-sm text-muted">{w.shared}</p>}
                {identity.lostAt && (
                  <p className="text-sm text-muted">
                    {w.lost} <Time at={identity.lostAt} as="day" />
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
