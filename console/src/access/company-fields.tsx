// The facts of Art. 13 as form fields, for the company page and for the set-up.
import { useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { countryChoices } from '#lib/countries.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { isSuggestion, landOf, lands, suggestedAuthority } from './authorities.ts';
import type { Company } from './company-facts.ts';
import { companyWords, entryWords } from './words.ts';

type FieldsProps = { company: Company; error: unknown };
export const languages = ['en', 'de', 'fr', 'es'] as const;

export function IdentityFields({ company, error }: FieldsProps) {
  const w = useWords(companyWords);
  return (
    <>
      <Field required label={w.name} name="name" maxLength={120} defaultValue={company.name} error={fieldError(error, 'name')} />
      <AreaField label={w.address} name="address" maxLength={400} defaultValue={company.address} error={fieldError(error, 'address')} />
      <Field
        label={w.contactEmail}
        name="contactEmail"
        type="email"
        defaultValue={company.contactEmail ?? ''}
        error={fieldError(error, 'contactEmail')}
      />
    </>
  );
}

/** Country and authority: the fitting authority is entered until somebody writes another one. */
export function AuthorityFields({ company, error }: FieldsProps) {
  const w = useWords(companyWords);
  const page = useLanguage();
  const [country, setCountry] = useState(company.country);
  const [land, setLand] = useState(landOf(company.authority));
  const [authority, setAuthority] = useState(company.authority || (suggestedAuthority(company.country) ?? ''));
  const choose = (nextCountry: string, nextLand: string): void => {
    setCountry(nextCountry);
    setLand(nextLand);
    if (authority === '' || isSuggestion(authority)) setAuthority(suggestedAuthority(nextCountry, nextLand) ?? '');
  };
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={w.country}
          name="country"
          value={country}
          onChange={(event) => choose(event.target.value, '')}
          choices={countryChoices(page, company.country)}
        />
        {country === 'DE' && (
          <SelectField
            label={w.land}
            value={land}
            onChange={(event) => choose('DE', event.target.value)}
            choices={[{ value: '', label: w.chooseLand }, ...lands.map((each) => ({ value: each, label: each }))]}
          />
        )}
      </div>
      <Field
        label={w.authority}
        name="authority"
        maxLength={200}
        hint={isSuggestion(authority) ? w.authoritySuggested : w.authorityHint}
        value={authority}
        onChange={(event) => setAuthority(event.target.value)}
        error={fieldError(error, 'authority')}
      />
    </>
  );
}

export function OfficerField({ company, error }: FieldsProps) {
  const w = useWords(companyWords);
  return (
    <AreaField
      label={w.dpo}
      name="dpoContact"
      rows={2}
      maxLength={400}
      optional={w.optional}
      hint={w.dpoHint}
      defaultValue={company.dpoContact}
      error={fieldError(error, 'dpoContact')}
    />
  );
}

export function LanguageField({ company }: { company: Company }) {
  const w = useWords(companyWords);
  const names = useWords(entryWords);
  return (
    <SelectField
      label={w.language}
      name="language"
      defaultValue={company.language}
      choices={languages.map((code) => ({ value: code, label: names[code] }))}
    />
  );
}
