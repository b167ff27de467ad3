// The company as controller. The privacy notice and the legal clocks read these facts.

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Field } from '#ui/field.tsx';
import { Card, Page } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';
import type { Company } from './company-facts.ts';
import { AuthorityFields, IdentityFields, LanguageField, OfficerField } from './company-fields.tsx';
import { LogoField } from './logo-field.tsx';
import { LookPreview } from './look-preview.tsx';
import { companyQuery, useSaveCompany } from './queries.ts';
import { companyWords } from './words.ts';

export function CompanyPage() {
  const w = useWords(companyWords);
  const me = useMe();
  const query = useQuery(companyQuery);
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
  const save = useSaveCompany(() => toast(w.saved));
  const [accent, setAccent] = useState(company.accent);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const facts = { company, error: save.error };
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!mayChange} className="grid min-w-0 gap-5">
        <Group title={w.identity} about={w.identityAbout}>
          <IdentityFields {...facts} />
          <OfficerField {...facts} />
        </Group>
        <Group title={w.law} about={w.lawAbout}>
          <AuthorityFields {...facts} />
        </Group>
        <Group title={w.look} about={w.lookAbout}>
          <LanguageField company={company} />
          <LogoField company={company} mayChange={mayChange} />
          <Field
            label={w.accent}
            name="accent"
            type="color"
            hint={w.accentHint}
            value={accent}
            onChange={(event) => setAccent(event.target.value)}
            className="w-20! p-1!"
          />
          <LookPreview company={company} accent={accent} />
          <div className="grid min-w-0 gap-1.5">
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
