// What is asked, whoever asks it: against which purpose, in which words, by which way and on which day, and for whom.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Callout } from '#ui/callout.tsx';
import { AreaField, SelectField } from '#ui/field.tsx';
import { courseWords } from './course-words.ts';
import type { Request } from './queries.ts';
import { ReachedFields, reachedIn } from './reached.tsx';
import { wishWords } from './wish-words.ts';

export type RequestKind = Request['kind'];
type Behalf = NonNullable<Request['onBehalf']>;
export type Asked = { kind: RequestKind; purpose?: string; text?: string; onBehalf?: Behalf; shown?: string } & ReturnType<
  typeof reachedIn
>;
const behalves: readonly Behalf[] = ['representative', 'parent', 'heir'];
const needsWords = (kind: RequestKind | undefined): boolean => kind === 'rectification' || kind === 'human-review';

/** What the form says of it. */
export function askedIn(kind: RequestKind, form: FormData): Asked {
  const part = (name: 'purpose' | 'text' | 'onBehalf' | 'shown') => {
    const value = String(form.get(name) ?? '').trim();
    return value ? { [name]: value } : {};
  };
  return { kind, ...part('purpose'), ...part('text'), ...reachedIn(form), ...part('onBehalf'), ...part('shown') };
}

/** `purposes` as `usePurposesToObject` gives them; `withWay` where no message says how it came; `withWords` also for what needs none. */
export function AskedFields({
  kind,
  purposes,
  withWay,
  withWords = false,
  error,
}: {
  kind: RequestKind | undefined;
  purposes: { value: string; label: string }[] | undefined;
  withWay: boolean;
  withWords?: boolean;
  error: unknown;
}) {
  const own = useWords(wishWords);
  const course = useWords(courseWords);
  const [behalf, setBehalf] = useState('');
  if (kind === 'objection' && purposes?.length === 0) return <Callout title={own.noneToObject} />;
  return (
    <>
      {kind === 'objection' && (
        <SelectField
          required
          label={own.purpose}
          name="purpose"
          defaultValue=""
          choices={[{ value: '', label: own.chooseOne }, ...(purposes ?? [])]}
        />
      )}
      {(withWords || (kind !== 'access' && kind !== 'portability' && kind !== 'erasure')) && (
        <AreaField
          label={own.wanted}
          name="text"
          rows={4}
          maxLength={2000}
          required={needsWords(kind)}
          optional={needsWords(kind) ? undefined : own.optional}
        />
      )}
      {withWay && <ReachedFields error={error} />}
      <SelectField
        label={course.behalf}
        name="onBehalf"
        value={behalf}
        onChange={(event) => setBehalf(event.currentTarget.value)}
        choices={[{ value: '', label: course.self }, ...behalves.map((value) => ({ value, label: course[value] }))]}
      />
      {behalf && <AreaField required label={course.shown} hint={course.shownHint} name="shown" rows={2} maxLength={500} />}
      {!behalf && withWay && (
        <AreaField label={course.proved} hint={course.provedHint} optional={own.optional} name="shown" rows={2} maxLength={500} />
      )}
    </>
  );
}

/** Purposes in use that somebody can object to (Art. 21), or whose consent the objection takes back; undefined until they are known. */
export function usePurposesToObject(wanted: boolean): { value: string; label: string }[] | undefined {
  const language = useLanguage();
  const query = useQuery({
    queryKey: keys.purposes(language),
    queryFn: () => client.call('listPurposes', { query: { language } }),
    staleTime: 5 * 60_000,
    enabled: wanted,
  });
  return query.data?.items
    .filter(({ active, lawfulBasis }) => active && ['legitimate-interests', 'public-task', 'consent'].includes(lawfulBasis))
    .map(({ code, name }) => ({ value: code, label: name }));
}
