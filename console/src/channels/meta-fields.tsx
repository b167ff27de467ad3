// The settings of WhatsApp, Messenger and Instagram: what is written from and to differs, how Meta lets us in does not. The sandbox comes first: it works at once.
import { useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Field, SelectField } from '#ui/field.tsx';
import type { Channel } from './channels-page.tsx';
import { metaHints, metaLabels, metaWords } from './meta-words.ts';
import { NumberField } from './number-field.tsx';
import { ShownFields, shownOf } from './shown-fields.tsx';
import { TwilioFields, twilioOpen, twilioSecrets } from './twilio-fields.tsx';

export type MetaKind = 'whatsapp' | 'messenger' | 'instagram';
const ids = {
  whatsapp: ['numberId', 'businessId'],
  messenger: ['pageId'],
  instagram: ['instagramId', 'pageId'],
} as const satisfies Record<MetaKind, readonly string[]>;
const secrets = ['appSecret', 'token'] as const;

export const isMeta = (kind: string): kind is MetaKind => kind in ids;

export function MetaFields({ kind, channel, error }: { kind: MetaKind; channel: Channel | undefined; error: unknown }) {
  const w = useWords(metaWords);
  const labels = useWords(metaLabels);
  const hints = useWords(metaHints);
  const known = (name: string): string => String(channel?.settings[name] ?? '');
  const [provider, setProvider] = useState(known('provider') || 'sandbox');
  const isReal = provider === 'meta';
  const isTwilio = provider === 'twilio';
  const choices = ['sandbox', 'meta', ...(kind === 'whatsapp' ? ['twilio'] : [])];
  const errorOf = (name: string): string | undefined => fieldError(error, `settings/${name}`);
  const isFixed = (name: string): boolean => channel !== undefined && name === ids[kind][0];
  return (
    <>
      <SelectField
        label={w.provider}
        name="provider"
        value={provider}
        onChange={(event) => setProvider(event.target.value)}
        choices={choices
          .filter((value) => channel === undefined || value === provider)
          .map((value) => ({ value, label: value === 'sandbox' ? w.sandbox : value === 'meta' ? 'Meta' : 'Twilio' }))}
        hint={isReal ? w.metaHint : isTwilio ? w.twilioHint : w.sandboxHint}
        error={errorOf('provider')}
      />
      {isTwilio && (
        <>
          <NumberField words={w} known={known} errorOf={errorOf} />
          <TwilioFields known={known} errorOf={errorOf} />
        </>
      )}
      {isReal &&
        [...ids[kind], 'appId' as const].map((name) => (
          <Field
            key={name}
            required
            label={labels[name]}
            name={name}
            inputMode="numeric"
            pattern="[0-9]{5,25}"
            maxLength={25}
            autoComplete="off"
            hint={hints[name]}
            defaultValue={known(name)}
            readOnly={isFixed(name)}
            error={errorOf(name)}
          />
        ))}
      {isReal &&
        secrets.map((name) => (
          <Field
            key={name}
            required={channel === undefined}
            label={labels[name]}
            name={name}
            type="password"
            autoComplete="off"
            maxLength={name === 'token' ? 600 : 64}
            hint={channel === undefined ? hints[name] : w.kept}
            error={errorOf(name)}
          />
        ))}
      {channel && !isTwilio && channel.settings['speaks'] !== 'twilio' && <ShownFields channel={channel} error={error} />}
    </>
  );
}

/** What the form says, in the server's shape. A secret that is left empty stays as it is. */
export function metaSettingsOf(form: FormData, kind: MetaKind): Record<string, unknown> {
  const field = (name: string) => String(form.get(name) ?? '').trim();
  const open = [...ids[kind], 'appId', ...twilioOpen].filter((name) => form.has(name)).map((name) => [name, field(name)] as const);
  const given = [...secrets, ...twilioSecrets].filter((name) => field(name) !== '').map((name) => [name, field(name)] as const);
  return { provider: field('provider'), ...shownOf(form), ...Object.fromEntries([...open, ...given]) };
}
