// Passkeys and keys beside a new password, each with a box: whatever its owner does not recognise goes in the same step.
import type { Answer } from '@parley/contract';
import type { ReactNode } from 'react';
import { useWords } from '#lib/language.ts';
import { Time } from '#ui/time.tsx';
import { resetWords } from './words.ts';

type Ways = Pick<Answer<'readReset'>, 'passkeys' | 'apiKeys'>;

export function WaysToForget({ passkeys, apiKeys }: Ways) {
  const w = useWords(resetWords);
  if (passkeys.length + apiKeys.length === 0) return null;
  return (
    <fieldset className="min-w-0 rounded-lg border border-line px-4 pt-2 pb-3">
      <legend className="px-1 text-sm font-medium">{w.ways}</legend>
      <p className="mb-2 text-sm text-muted">{w.waysAbout}</p>
      <ul className="divide-y divide-line">
        {passkeys.map(({ id, name, usedAt, addedAt }) => (
          <Way key={id} name="passkeys" value={id} title={name} kind={w.passkey}>
            {w.added} <Time at={addedAt} as="day" />, {usedAt ? <Used at={usedAt} /> : w.neverUsed}
          </Way>
        ))}
        {apiKeys.map(({ id, name, usedOn, madeAt }) => (
          <Way key={id} name="apiKeys" value={id} title={name} kind={w.apiKey}>
            {w.added} <Time at={madeAt} as="day" />, {usedOn ? <Used at={usedOn} /> : w.neverUsed}
          </Way>
        ))}
      </ul>
    </fieldset>
  );
}

/** What was ticked, as the server takes it. */
export function forgetOf(form: FormData): { passkeys: string[]; apiKeys: string[] } {
  return { passkeys: form.getAll('passkeys').map(String), apiKeys: form.getAll('apiKeys').map(String) };
}

function Used({ at }: { at: string }) {
  const w = useWords(resetWords);
  return (
    <>
      {w.lastUsed} <Time at={at} as="day" />
    </>
  );
}

type WayProps = { name: string; value: string; title: string; kind: string; children: ReactNode };

function Way({ name, value, title, kind, children }: WayProps) {
  return (
    <li>
      <label className="flex min-h-10 items-start gap-3 py-2">
        <input type="checkbox" name={name} value={value} className="mt-1 size-4 shrink-0" />
        <span className="min-w-0">
          <span className="block font-medium break-words">{title}</span>
          <span className="block text-sm text-muted">
            {kind}, {children}
          </span>
        </span>
      </label>
    </li>
  );
}
