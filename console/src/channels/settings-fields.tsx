// The settings of each kind of channel as form fields, and back again.
import { useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { botSettingsOf } from './bot-fields.tsx';
import { isBot } from './bot-kinds.ts';
import type { Channel } from './channels-page.tsx';
import { customSettingsOf } from './custom-fields.tsx';
import { mailSettingsOf } from './mail-fields.tsx';
import { isMeta, metaSettingsOf } from './meta-fields.tsx';
import { pushSettingsOf } from './push-fields.tsx';
import { smsSettingsOf } from './sms-fields.tsx';
import { channelPageWords } from './words.ts';

type FieldsProps = { channel: Channel | undefined; error: unknown };
const houseColour = '#24594f';

export function ChatFields({ channel, error }: FieldsProps) {
  const w = useWords(channelPageWords);
  const [own, setOwn] = useState(text(channel, 'accent') !== '');
  return (
    <>
      <AreaField
        label={w.greeting}
        name="greeting"
        rows={2}
        maxLength={300}
        optional={w.optional}
        hint={w.greetingHint}
        defaultValue={text(channel, 'greeting')}
        error={fieldError(error, 'settings/greeting')}
      />
      <label className="flex min-h-6 items-center gap-2.5 text-sm font-medium">
        <input type="checkbox" checked={own} onChange={(event) => setOwn(event.target.checked)} className="size-4" />
        {w.ownAccent}
      </label>
      {own && (
        <Field
          label={w.accent}
          name="accent"
          type="color"
          hint={w.accentHint}
          defaultValue={text(channel, 'accent') || houseColour}
          className="w-20! p-1!"
          error={fieldError(error, 'settings/accent')}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={w.side}
          name="side"
          choices={[
            { value: 'right', label: w.right },
            { value: 'left', label: w.left },
          ]}
          defaultValue={text(channel, 'side') || 'right'}
          error={fieldError(error, 'settings/side')}
        />
        <SelectField
          label={w.theme}
          name="theme"
          choices={[
            { value: 'auto', label: w.auto },
            { value: 'light', label: w.light },
            { value: 'dark', label: w.dark },
          ]}
          defaultValue={text(channel, 'theme') || 'auto'}
          error={fieldError(error, 'settings/theme')}
        />
      </div>
      <AreaField
        label={w.origins}
        name="origins"
        rows={2}
        optional={w.optional}
        hint={w.originsHint}
        placeholder="https://www.example.com"
        defaultValue={list(channel, 'origins').join('\n')}
        error={fieldError(error, 'settings/origins')}
      />
      <Field
        label={w.identitySecret}
        name="identitySecret"
        type="password"
        autoComplete="off"
        minLength={32}
        maxLength={200}
        optional={w.optional}
        hint={w.identitySecretHint}
        error={fieldError(error, 'settings/identitySecret')}
      />
    </>
  );
}

/** What the form says, in the server's shape. A secret is never shown again: left empty, the one that is set stays. */
export function settingsOf(form: FormData, kind: Channel['inbox']['channel']): Record<string, unknown> {
  const field = (name: string) => String(form.get(name) ?? '').trim();
  if (kind === 'sms') return smsSettingsOf(form);
  if (isBot(kind)) return botSettingsOf(form, kind);
  if (kind === 'custom') return customSettingsOf(form);
  if (isMeta(kind)) return metaSettingsOf(form, kind);
  if (kind === 'email') return mailSettingsOf(form);
  const origins = field('origins')
    .split(/\s+/)
    .filter((origin) => origin !== '');
  const secret = field('identitySecret');
  const look = { greeting: field('greeting'), accent: field('accent'), side: field('side'), theme: field('theme') };
  return { ...look, ...pushSettingsOf(form), origins, ...(secret && { identitySecret: secret }) };
}

function text(channel: Channel | undefined, name: string): string {
  const value = channel?.settings[name];
  return typeof value === 'string' ? value : '';
}

function list(channel: Channel | undefined, name: string): string[] {
  const value = channel?.settings[name];
  return Array.isArray(value) ? value.map(String) : [];
}
