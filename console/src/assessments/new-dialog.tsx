// Beginning an assessment: what it shall be, and which purposes it is about.
import type { Body } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Pick } from '#ui/pick.tsx';
import { useAct } from './queries.ts';
import { ownWords } from './words.ts';

export type Beginning = { kind: Body<'openAssessment'>['kind']; purposes: readonly string[] };
type Props = { begin: Beginning; onClose: () => void; onBegun: (id: string) => void };

export function NewDialog({ begin, onClose, onBegun }: Props) {
  const w = useWords(ownWords);
  const language = useLanguage();
  const [kind, setKind] = useState(begin.kind);
  const [chosen, setChosen] = useState<readonly string[]>(begin.purposes);
  const known = useQuery({ queryKey: keys.purposes(language), queryFn: () => client.call('listPurposes', { query: { language } }) });
  const offered = (known.data?.items ?? []).filter((each) => kind === 'dpia' || each.lawfulBasis === 'legitimate-interests');
  const open = useAct(
    (body: Body<'openAssessment'>) => client.call('openAssessment', { body }),
    ({ id }) => onBegun(id),
    true,
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const title = String(new FormData(event.currentTarget).get('title')).trim();
    open.mutate({ kind, title, purposes: offered.map(({ code }) => code).filter((code) => chosen.includes(code)) });
  };
  const choose = (code: string): void =>
    setChosen((now) => (kind === 'lia' ? [code] : now.includes(code) ? now.filter((each) => each !== code) : [...now, code]));
  return (
    <Dialog open onClose={onClose} title={w.begin}>
      <form onSubmit={submit} className="grid gap-4">
        <Field required label={w.name} name="title" maxLength={160} />
        <fieldset>
          <legend className="mb-1 text-sm font-medium">{w.kind}</legend>
          {(['dpia', 'lia'] as const).map((each) => (
            <Pick
              key={each}
              name="kind"
              value={each}
              chosen={kind}
              onChoose={(next) => {
                setKind(next);
                setChosen([]);
              }}
            >
              <span>
                {w[each]} <span className="text-sm text-muted">{w[`${each}About`]}</span>
              </span>
            </Pick>
          ))}
        </fieldset>
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-sm font-medium">{w.purposes}</legend>
          {offered.map(({ code, name }) => (
            <label key={code} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
              <input
                type={kind === 'lia' ? 'radio' : 'checkbox'}
                name="purposes"
                checked={chosen.includes(code)}
                onChange={() => choose(code)}
                className="size-4 accent-accent"
              />
              {name}
            </label>
          ))}
          {known.data && offered.length === 0 && <p className="text-sm text-muted">{w.noInterest}</p>}
        </fieldset>
        {open.isError && (
          <p role="alert" className="text-sm text-bad">
            {fieldError(open.error, 'purposes') ?? errorWords(open.error)}
          </p>
        )}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button
            look="solid"
            type="submit"
            busy={open.isPending}
            disabled={!chosen.some((code) => offered.some((each) => each.code === code))}
          >
            {w.begin}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
