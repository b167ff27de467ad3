// From where data for a purpose comes that is not from the person: named once, in every language, so that the notice can say it (Art. 14(1)(d), 14(2)(f)).
import { namedOrigins } from '@parley/contract/origins';
import { Plus } from 'lucide-react';
import { useCategoryNames } from '#lib/categories.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { Card } from '#ui/page.tsx';
import { type Draft, languages } from './draft.ts';
import type { Purpose } from './purposes-page.tsx';
import { purposeSourceWords } from './source-words.ts';
import { purposeWords } from './words.ts';

type Source = Draft['sources'][number];
type Part = { purpose: Purpose; draft: Draft; disabled: boolean; onChange: (part: Partial<Draft>) => void };

export function Sources({ purpose, draft, disabled, onChange }: Part) {
  const w = useWords(purposeSourceWords);
  const { sources } = draft;
  const put = (place: number, change: Partial<Source>): void =>
    onChange({ sources: sources.map((each, at) => (at === place ? { ...each, ...change } : each)) });
  const fresh: Source = { origin: 'other-source', names: {}, categories: [], isPublic: null };
  return (
    <Card title={w.title} about={w.about}>
      {sources.length === 0 && <p className="text-sm text-muted">{w.none}</p>}
      <div className="grid gap-6">
        {sources.map((source, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a source has no name of its own until somebody gives it one
          <fieldset key={place} disabled={disabled} className="grid gap-4">
            <legend className="mb-2 font-medium">{w.source(place + 1)}</legend>
            <One source={source} purpose={purpose} onChange={(change) => put(place, change)} />
            {!disabled && (
              <p>
                <Button
                  size="sm"
                  aria-label={w.removeLabel(source.names.en || w.source(place + 1))}
                  onClick={() => onChange({ sources: sources.filter((_, at) => at !== place) })}
                >
                  {w.remove}
                </Button>
              </p>
            )}
          </fieldset>
        ))}
      </div>
      {!disabled && sources.length < 20 && (
        <p className="mt-4">
          <Button icon={Plus} onClick={() => onChange({ sources: [...sources, fresh] })}>
            {w.add}
          </Button>
        </p>
      )}
    </Card>
  );
}

function One({ source, purpose, onChange }: { source: Source; purpose: Purpose; onChange: (change: Partial<Source>) => void }) {
  const w = useWords(purposeSourceWords);
  const all = useWords(purposeWords);
  const named = useCategoryNames();
  const { origin, names, categories, isPublic } = source;
  const toggle = (category: string): void =>
    onChange({ categories: categories.includes(category) ? categories.filter((each) => each !== category) : [...categories, category] });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={w.origin}
          value={origin}
          onChange={(event) => onChange({ origin: event.target.value as Source['origin'] })}
          choices={namedOrigins.map((value) => ({ value, label: w[value] }))}
        />
        <SelectField
          label={w.isPublic}
          value={isPublic === null ? '' : String(isPublic)}
          onChange={(event) => onChange({ isPublic: event.target.value === '' ? null : event.target.value === 'true' })}
          choices={[
            { value: '', label: w.unsaid },
            { value: 'false', label: w.no },
            { value: 'true', label: w.yes },
          ]}
        />
        {languages.map((language) => (
          <Field
            key={language}
            label={w.name(all[language])}
            lang={language}
            maxLength={200}
            value={names[language] ?? ''}
            onChange={(event) => onChange({ names: { ...names, [language]: event.target.value } })}
          />
        ))}
      </div>
      <div>
        <p className="text-sm font-medium">{w.categories}</p>
        <div className="mt-1.5 flex flex-wrap gap-x-6 gap-y-1">
          {purpose.categories.map((category) => (
            <label key={category} className="flex min-h-6 items-center gap-2 pointer-coarse:min-h-10">
              <input type="checkbox" className="size-4" checked={categories.includes(category)} onChange={() => toggle(category)} />
              {named([category])}
            </label>
          ))}
        </div>
      </div>
    </>
  );
}
