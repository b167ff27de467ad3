// For which purposes a role may look at customers.
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import { usePurposeNames } from '#lib/purposes.ts';
import { Pick } from '#ui/pick.tsx';
import { rolesWords } from './words.ts';

/** `known` are the codes to choose from, `purposes` those of the role: null for all, undefined for a new one. */
export function PurposeChoice({ known, purposes }: { known: readonly string[]; purposes: readonly string[] | null | undefined }) {
  const w = useWords(rolesWords);
  const names = usePurposeNames()(known);
  const [reach, setReach] = useState<'all' | 'some'>(purposes === null ? 'all' : 'some');
  const pick = { name: 'purposes', chosen: reach, onChoose: setReach };
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
                  defaultChecked={purposes?.includes(code)}
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
