// The settings of a channel on Telegram: a bot's token, or the sandbox, which works at once.
import { useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Field, SelectField } from '#ui/field.tsx';
import type { Channel } from './channels-page.tsx';
import { telegramWords } from './telegram-words.ts';

export function TelegramFields({ channel, error }: { channel: Channel | undefined; error: unknown }) {
  const w = useWords(telegramWords);
  const known = (name: string): string => String(channel?.settings[name] ?? '');
  const [provider, setProvider] = useState(known('provider') || 'sandbox');
  const isReal = provider === 'telegram';
  return (
    <>
      <SelectField
        label={w.provider}
        name="provider"
        value={provider}
        onChange={(event) => setProvider(event.target.value)}
        choices={[
          { value: 'telegram', label: 'Telegram' },
          { value: 'sandbox', label: w.sandbox },
        ]}
        hint={isReal ? w.telegramHint : w.sandboxHint}
        error={fieldError(error, 'settings/provider')}
      />
      {isReal && (
        <Field
          required={channel === undefined}
          label={w.token}
          name="token"
          type="password"
          autoComplete="off"
          maxLength={120}
          hint={channel ? w.tokenKept : w.tokenHint}
          error={fieldError(error, 'settings/token')}
        />
      )}
      <Field
        label={w.username}
        name="username"
        maxLength={33}
        autoComplete="off"
        spellCheck={false}
        hint={w.usernameHint}
        optional={w.optional}
        defaultValue={known('username')}
        error={fieldError(error, 'settings/username')}
      />
    </>
  );
}

/** What the form says, in the server's shape. A token that is left empty stays as it is. */
export function telegramSettingsOf(form: FormData): Record<string, unknown> {
  const field = (name: string) => String(form.get(name) ?? '').trim();
  return { provider: field('provider'), username: field('username'), ...(field('token') && { token: field('token') }) };
}
