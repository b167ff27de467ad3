// The steps that ask for facts about the company.
import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import type { Company } from '#access/company-facts.ts';
import { AuthorityFields, IdentityFields, LanguageField, languages, OfficerField } from '#access/company-fields.tsx';
import { companyQuery, useSaveCompany } from '#access/queries.ts';
import { entryWords } from '#access/words.ts';
import { errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Card } from '#ui/page.tsx';
import { StepFoot, useNext } from './step-frame.tsx';
import type { StepName } from './steps.ts';
import { welcomeWords } from './words.ts';

type Facts = { company: Company; error: unknown };

export function CompanyStep() {
  return <FactStep step="company">{(facts) => <IdentityFields {...facts} />}</FactStep>;
}

export function AuthorityStep() {
  return (
    <FactStep step="authority">
      {(facts) => (
        <>
          <AuthorityFields {...facts} />
          <OfficerField {...facts} />
        </>
      )}
    </FactStep>
  );
}

export function LanguagesStep() {
  const w = useWords(welcomeWords);
  const names = useWords(entryWords);
  return (
    <FactStep step="languages">
      {({ company }) => (
        <>
          <LanguageField company={company} />
          <div>
            <p className="text-sm font-medium">{w.customersRead}</p>
            <ul className="my-2 flex flex-wrap gap-x-5 gap-y-1.5">
              {languages.map((code) => (
                <li key={code} className="flex items-center gap-1.5">
                  <Check aria-hidden className="size-4 text-good" strokeWidth={2.2} /> {names[code]}
                </li>
              ))}
            </ul>
            <p className="text-sm text-muted">{w.customersReadMore}</p>
          </div>
        </>
      )}
    </FactStep>
  );
}

function FactStep({ step, children }: { step: StepName; children: (facts: Facts) => ReactNode }) {
  const w = useWords(welcomeWords);
  const company = useQuery(companyQuery).data;
  const save = useSaveCompany(useNext(step));
  if (!company) return null; // read before the page was shown
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  return (
    <form onSubmit={submit}>
      <Card>
        <div className="grid gap-4">{children({ company, error: save.error })}</div>
      </Card>
      {save.isError && (
        <div className="mt-4">
          <Callout tone="bad" alert title={errorWords(save.error)} />
        </div>
      )}
      <StepFoot step={step}>
        <Button look="solid" type="submit" busy={save.isPending}>
          {w.save}
        </Button>
      </StepFoot>
    </form>
  );
}
