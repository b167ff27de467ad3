// Set-up by the one-time link: the company and its first administrator. The token stands behind `#`, where no server log sees it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client, errorWords, fieldError, problemCode } from '#lib/client.ts';
import { countryChoices, likelyCountry } from '#lib/countries.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { beginSession } from '#lib/query.ts';
import { Button, buttonClass } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { PasswordField } from './password-field.tsx';
import { entryWords } from './words.ts';

const languages = ['en', 'de', 'fr', 'es'] as const;

export function SetUpPage({ onDone }: { onDone: () => void }) {
  const w = useWords(entryWords);
  const [token] = useState(tokenOfLink);
  const needed = useQuery({ queryKey: keys.setUp, queryFn: () => client.call('setUpState') }).data?.needed;
  if (needed === false) {
    return (
      <EntryFrame title={w.setUpDone} about={w.setUpDoneMore}>
        <Link to="/sign-in" className={buttonClass('solid')}>
          {w.signIn}
        </Link>
      </EntryFrame>
    );
  }
  if (!token) return <EntryFrame title={w.noToken} about={w.noTokenMore} />;
  return (
    <EntryFrame title={w.setUp} about={w.setUpAbout}>
      <SetUpForm token={token} onDone={onDone} />
    </EntryFrame>
  );
}

function SetUpForm({ token, onDone }: { token: string; onDone: () => void }) {
  const w = useWords(entryWords);
  const page = useLanguage();
  const setUp = useSetUp(token, onDone);
  const weak = problemCode(setUp.error) === 'weak-password';
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setUp.mutate(new FormData(event.currentTarget));
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        required
        autoFocus
        label={w.company}
        name="company"
        autoComplete="organization"
        maxLength={120}
        hint={w.companyHint}
        error={fieldError(setUp.error, 'company')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label={w.country} name="country" defaultValue={likelyCountry()} choices={countryChoices(page)} />
        <SelectField
          label={w.language}
          name="language"
          defaultValue={page}
          choices={languages.map((code) => ({ value: code, label: w[code] }))}
        />
      </div>
      <p className="-mt-2.5 text-sm text-muted">{w.countryHint}</p>
      <Field
        required
        label={w.name}
        name="name"
        autoComplete="name"
        maxLength={120}
        hint={w.nameHint}
        error={fieldError(setUp.error, 'name')}
      />
      <Field required label={w.email} name="email" type="email" autoComplete="username" error={fieldError(setUp.error, 'email')} />
      <PasswordField isNew hint={w.passwordHint} error={weak ? errorWords(setUp.error) : fieldError(setUp.error, 'password')} />
      {setUp.isError && !weak && <Callout tone="bad" alert title={errorWords(setUp.error)} />}
      <Button look="solid" type="submit" busy={setUp.isPending} className="mt-2 w-full">
        {w.create}
      </Button>
    </form>
  );
}

function useSetUp(token: string, onDone: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name)).trim();
      const language = text('language') as (typeof languages)[number];
      const body = {
        token,
        company: text('company'),
        name: text('name'),
        email: text('email'),
        password: String(form.get('password')),
        language,
        country: text('country'),
      };
      return client.call('setUp', { body });
    },
    onSuccess: (me) => {
      beginSession(cache, me);
      cache.setQueryData(keys.setUp, { needed: false });
      onDone();
    },
  });
}

/** The token of a one-time link, behind `#` or as `?token=`. */
export function tokenOfLink(): string {
  const behind = location.hash.slice(1);
  return behind || (new URLSearchParams(location.search).get('token') ?? '');
}
