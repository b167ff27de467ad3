// The settings of a custom channel. A secret is made in this browser, shown once to be copied, and never again.
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import type { Channel } from './channels-page.tsx';
import { customWords } from './custom-words.ts';

export function CustomFields({ channel, error }: { channel: Channel | undefined; error: unknown }) {
  const w = useWords(customWords);
  const [secret, setSecret] = useState('');
  const [made, setMade] = useState('');
  const make = (): void => {
    const fresh = newSecret();
    setSecret(fresh);
    setMade(fresh);
  };
  return (
    <>
      <Field
        label={w.url}
        name="url"
        type="url"
        maxLength={500}
        placeholder="https://app.example.com/parley"
        hint={w.urlHint}
        optional={w.optional}
        defaultValue={String(channel?.settings['url'] ?? '')}
        error={fieldError(error, 'settings/url')}
      />
      <Field
        required={channel === undefined}
        label={w.secret}
        name="secret"
        type="password"
        autoComplete="off"
        spellCheck={false}
        maxLength={120}
        value={secret}
        onChange={(event) => setSecret(event.target.value)}
        hint={channel ? w.secretKept : w.secretHint}
        error={fieldError(error, 'settings/secret')}
      />
      {made !== '' && made === secret ? (
        <CodeBlock label={w.made} text={made} />
      ) : (
        <div>
          <Button size="sm" icon={KeyRound} onClick={make}>
            {w.make}
          </Button>
        </div>
      )}
      <SelectField
        label={w.showsChoices}
        name="showsChoices"
        defaultValue={String(channel?.settings['showsChoices'] ?? 'no')}
        choices={[
          { value: 'no', label: w.no },
          { value: 'yes', label: w.yes },
        ]}
        hint={w.showsChoicesHint}
        error={fieldError(error, 'settings/showsChoices')}
      />
      {channel && (
        <label className="flex min-h-6 items-center gap-2.5 text-sm font-medium">
          <input type="checkbox" name="changedOver" className="size-4" />
          {w.changedOver}
        </label>
      )}
    </>
  );
}

/** What the form says, in the server's shape. A secret that is left empty stays as it is. */
export function customSettingsOf(form: FormData): Record<string, unknown> {
  const field = (name: string) => String(form.get(name) ?? '').trim();
  return {
    url: field('url'),
    showsChoices: field('showsChoices') || 'no',
    ...(field('secret') && { secret: field('secret') }),
    ...(form.has('changedOver') && { secretBefore: '-' }),
  };
}

/** Thirty-two random bytes, as Standard Webhooks writes them. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
