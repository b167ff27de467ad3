// For which purposes a role may look at customers.
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import { usePurposeNames } from '#lib/purposes.ts';
import { Pick } from '#ui/pick.tsx';
import { rolesWords } from './words.ts';

type Choice = {
  known: readonly string[];
  purposes: readonly string[] | null;
  onChange: (purposes: readonly string[] | null) => void;
};

/** `known` are the codes to choose from, `purposes` those that are chosen: null for all. */
export function PurposeChoice({ known, purposes, onChange }: Choice) {
  const w = useWords(rolesWords);
  const names = usePurposeNames()(known);
  const [some, setSome] = useState(purposes ?? []); // as they were before somebody said all
  const reach = purposes === null ? 'all' : 'some';
  const choose = (chosen: readonly string[]): void => {
    setSome(chosen);
    onChange(chosen);
  };
  const pick = { name: 'purposes', chosen: reach, onChoose: (to: 'all' | 'some') => onChange(to === 'all' ? null : some) } as const;
  return (
    <fieldset>
      <legend className="text-sm font-medium">{w.choosePurposes}</legend>
      <div className="mt-1">
        <Pick {...pick} value="some">
          {w.somePurposes}
        </Pick>
        {reach === 'some' && (
          <div className="mb-1 ml-6 grid gap-x-6 sm:grid-cols-2">
            {known.map((code, place) => (
              <label key={code} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  name="purpose"
                  value={code}
                  checked={some.includes(code)}
                  onChange={(event) => choose(event.currentTarget.checked ? [...some, code] : some.filter((each) => each !== code))}
                  className="size-4 shrink-0 accent-accent"
                />
                {names[place]}
              </label>
            ))}
          </div>
        )}
        <Pick {...pick} value="all">
          {w.allPurposes}
        </Pick>
      </div>
    </fieldset>
  );
}
