// The company as controller. The privacy notice and the legal clocks read these facts.

import type { Answer, Body } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { countryChoices } from '#lib/countries.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { Card, Page } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';
import { companyWords, entryWords } from './words.ts';

type Company = Answer<'readWorkspace'>;
const languages = ['en', 'de', 'fr', 'es'] as const;

export function CompanyPage() {
  const w = useWords(companyWords);
  const me = useMe();
  const query = useQuery({ queryKey: keys.workspace, queryFn: () => client.call('readWorkspace') });
  return (
    <Page narrow title={w.title} about={w.about}>
      {query.isPending && <Skeleton lines={10} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <CompanyForm
          company={query.data}
          mayChange={me.permissions.includes('workspace.change')}
          centre={`${location.origin}/privacy/${me.workspace.centreKey}`}
        />
      )}
    </Page>
  );
}

function CompanyForm({ company, mayChange, centre }: { company: Company; mayChange: boolean; centre: string }) {
  const w = useWords(companyWords);
  const names = useWords(entryWords);
  const page = useLanguage();
  const save = useSave();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const error = (path: string) => fieldError(save.error, path);
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!mayChange} className="grid gap-5">
        <Group title={w.identity} about={w.identityAbout}>
          <Field required label={w.name} name="name" maxLength={120} defaultValue={company.name} error={error('name')} />
          <AreaField label={w.address} name="address" maxLength={400} defaultValue={company.address} error={error('address')} />
          <Field
            label={w.contactEmail}
            name="contactEmail"
            type="email"
            defaultValue={company.contactEmail ?? ''}
            error={error('contactEmail')}
          />
          <AreaField
            label={w.dpo}
            name="dpoContact"
            rows={2}
            maxLength={400}
            optional={w.optional}
            hint={w.dpoHint}
            defaultValue={company.dpoContact}
            error={error('dpoContact')}
          />
        </Group>
        <Group title={w.law} about={w.lawAbout}>
          <SelectField label={w.country} name="country" defaultValue={company.country} choices={countryChoices(page, company.country)} />
          <Field
            label={w.authority}
            name="authority"
            maxLength={200}
            hint={w.authorityHint}
            defaultValue={company.authority}
            error={error('authority')}
          />
        </Group>
        <Group title={w.look} about={w.lookAbout}>
          <SelectField
            label={w.language}
            name="language"
            defaultValue={company.language}
            choices={languages.map((code) => ({ value: code, label: names[code] }))}
          />
          <Field label={w.accent} name="accent" type="color" hint={w.accentHint} defaultValue={company.accent} className="w-20! p-1!" />
          <div className="grid gap-1.5">
            <CodeBlock label={w.centre} text={centre} />
            <p className="text-sm text-muted">{w.centreHint}</p>
          </div>
        </Group>
        {save.isError && <Callout tone="bad" alert title={errorWords(save.error)} />}
        {mayChange && (
          <div className="flex justify-end">
            <Button look="solid" type="submit" busy={save.isPending}>
              {w.save}
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}

function Group({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <Card title={title} about={about}>
      <div className="grid gap-4">{children}</div>
    </Card>
  );
}

function useSave() {
  const w = useWords(companyWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim();
      const body: Body<'changeWorkspace'> = {
        name: text('name'),
        address: text('address'),
        contactEmail: text('contactEmail') || null,
        dpoContact: text('dpoContact'),
        country: text('country'),
        authority: text('authority'),
        language: text('language') as Company['language'],
        accent: text('accent'),
      };
      return client.call('changeWorkspace', { body });
    },
    onSuccess: (fresh) => {
      cache.setQueryData(keys.workspace, fresh);
      void cache.invalidateQueries({ queryKey: keys.me });
      toast(w.saved);
    },
  });
}
