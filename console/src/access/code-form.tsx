// The second step of a sign-in: the code of an app, or one of the recovery codes. The password waits in the memory of this page, no longer than the step takes.
import type { FormEvent } from 'react';
import { errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Field } from '#ui/field.tsx';
import { entryWords } from './words.ts';

type CodeFormProps = { error: Error | undefined; busy: boolean; act?: string; onCode: (code: string) => void; onBack?: () => void };

export function CodeForm({ error, busy, act, onCode, onBack }: CodeFormProps) {
  const w = useWords(entryWords);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onCode(String(new FormData(event.currentTarget).get('code')).trim());
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        required
        autoFocus
        label={w.code}
        hint={w.codeHint}
        name="code"
        autoComplete="one-time-code"
        maxLength={40}
        spellCheck={false}
      />
      {error && <Callout tone="bad" alert title={errorWords(error)} />}
      <Button look="solid" type="submit" busy={busy} className="mt-2 w-full">
        {act ?? w.signIn}
      </Button>
      {onBack && (
        <Button look="quiet" className="w-full" onClick={onBack}>
          {w.back}
        </Button>
      )}
    </form>
  );
}
