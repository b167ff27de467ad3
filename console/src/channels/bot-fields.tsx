// The settings of a channel that is a bot at a messenger, or the sandbox of it, which works at once.
import { useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Field, SelectField } from '#ui/field.tsx';
import { type BotField, type BotKind, bots } from './bot-kinds.ts';
import { botWords } from './bot-words.ts';
import type { Channel } from './channels-page.tsx';
import { TellRead } from './tell-read.tsx';

type Props = { kind: BotKind; channel: Channel | undefined; error: unknown };

export function BotFields({ kind, channel, error }: Props) {
  const w = useWords(botWords);
  const { label, fields } = bots[kind];
  const [provider, setProvider] = useState(String(channel?.settings['provider'] ?? 'sandbox'));
  const isReal = provider === kind;
  return (
    <>
      <SelectField
        label={w.provider}
        name="provider"
        value={provider}
        onChange={(event) => setProvider(event.target.value)}
        choices={[
          { value: kind, label },
          { value: 'sandbox', label: w.sandbox },
        ]}
        hint={isReal ? w.realHint(label) : w.sandboxHint}
        error={fieldError(error, 'settings/provider')}
      />
      {fields
        .filter((field) => isReal || !field.isReal)
        .map((field) => (
          <One key={`${kind}/${field.name}`} kind={kind} field={field} channel={channel} error={error} />
        ))}
      {channel && bots[kind].tellsRead && <TellRead isOn={channel.settings['tellsRead'] === true} error={error} />}
    </>
  );
}

function One({ kind, field: { name, maxLength, isSecret, isOptional, choices }, channel, error }: Props & { field: BotField }) {
  const w = useWords(botWords);
  const own = useWords<Record<string, unknown>>(botWords);
  const kept = isSecret && channel !== undefined;
  const label = String(own[`${kind}.${name}`]);
  if (choices)
    return (
      <SelectField
        label={label}
        name={name}
        choices={choices.map((value) => ({ value, label: String(own[`${kind}.${name}.${value}`]) }))}
        hint={String(own[`${kind}.${name}.hint`])}
        defaultValue={String(channel?.settings[name] ?? choices[0])}
        error={fieldError(error, `settings/${name}`)}
      />
    );
  return (
    <Field
      required={!isOptional && !kept}
      label={label}
      name={name}
      maxLength={maxLength}
      autoComplete="off"
      spellCheck={false}
      hint={kept ? w.kept : String(own[`${kind}.${name}.hint`])}
      error={fieldError(error, `settings/${name}`)}
      {...(isSecret ? { type: 'password' } : { defaultValue: String(channel?.settings[name] ?? '') })}
      {...(isOptional && { optional: w.optional })}
    />
  );
}

/** What the form says, in the server's shape. A secret that is left empty stays as it is. */
export function botSettingsOf(form: FormData, kind: BotKind): Record<string, unknown> {
  const field = (name: string) => String(form.get(name) ?? '').trim();
  const said = bots[kind].fields
    .filter(({ name, isSecret, isReal }) => !(isSecret || isReal) || field(name) !== '')
    .map(({ name }) => [name, field(name)]);
  const told = form.has('tellsRead') ? { tellsRead: field('tellsRead') === 'yes' } : {};
  return { provider: field('provider'), ...told, ...Object.fromEntries(said) };
}
