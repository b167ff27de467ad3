// How a web chat wakes devices, among its settings: browsers by one switch, apps by keys that Google and Apple give, or the sandbox.
import { useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import type { Channel } from './channels-page.tsx';
import { pushWords } from './push-words.ts';

type Props = { channel: Channel | undefined; error: unknown };

export function PushFields({ channel, error }: Props) {
  const w = useWords(pushWords);
  const [fcm, setFcm] = useState(known(channel, 'fcm') || 'off');
  const [apns, setApns] = useState(known(channel, 'apns') || 'off');
  const by = (real: string, name: string) => [
    { value: 'off', label: w.off },
    { value: real, label: name },
    { value: 'sandbox', label: w.sandbox },
  ];
  return (
    <fieldset className="grid gap-4 border-t border-line pt-4">
      <legend className="pr-2 text-sm font-semibold">{w.title}</legend>
      <p className="text-sm text-muted">{w.about}</p>
      <label className="flex min-h-6 items-center gap-2.5 text-sm font-medium">
        <input type="checkbox" name="webPush" defaultChecked={channel?.settings['webPush'] === true} className="size-4" />
        {w.webPush}
      </label>
      <p className="text-sm text-muted">{w.webPushHint}</p>
      <SelectField
        label={w.fcm}
        name="fcm"
        value={fcm}
        onChange={(event) => setFcm(event.target.value)}
        choices={by('google', 'Google (Firebase)')}
        {...(fcm === 'google' && { hint: w.agreement })}
        error={fieldError(error, 'settings/fcm')}
      />
      {fcm === 'google' && (
        <AreaField
          label={w.fcmKey}
          name="fcmKey"
          rows={3}
          maxLength={8000}
          hint={channel ? w.kept : w.fcmKeyHint}
          error={fieldError(error, 'settings/fcmKey')}
        />
      )}
      <SelectField
        label={w.apns}
        name="apns"
        value={apns}
        onChange={(event) => setApns(event.target.value)}
        choices={by('apple', 'Apple')}
        {...(apns === 'apple' && { hint: w.agreement })}
        error={fieldError(error, 'settings/apns')}
      />
      {apns === 'apple' && <AppleFields channel={channel} error={error} />}
      {apns !== 'off' && (
        <Field
          required
          label={w.apnsTopic}
          name="apnsTopic"
          maxLength={155}
          placeholder="com.example.shop"
          spellCheck={false}
          defaultValue={known(channel, 'apnsTopic')}
          error={fieldError(error, 'settings/apnsTopic')}
        />
      )}
    </fieldset>
  );
}

function AppleFields({ channel, error }: Props) {
  const w = useWords(pushWords);
  return (
    <>
      <AreaField
        label={w.apnsKey}
        name="apnsKey"
        rows={3}
        maxLength={8000}
        hint={channel ? w.kept : w.apnsKeyHint}
        error={fieldError(error, 'settings/apnsKey')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {(['apnsKeyId', 'apnsTeam'] as const).map((name) => (
          <Field
            key={name}
            required
            label={w[name]}
            name={name}
            maxLength={10}
            spellCheck={false}
            defaultValue={known(channel, name)}
            error={fieldError(error, `settings/${name}`)}
          />
        ))}
      </div>
    </>
  );
}

/** What the form says, in the server's shape. A key that is left empty stays as it is. */
export function pushSettingsOf(form: FormData): Record<string, unknown> {
  const given = (name: string) => {
    const value = String(form.get(name) ?? '').trim();
    return value === '' ? {} : { [name]: value };
  };
  const names = ['fcm', 'fcmKey', 'apns', 'apnsKey', 'apnsKeyId', 'apnsTeam', 'apnsTopic'];
  return Object.assign({ webPush: form.get('webPush') === 'on' }, ...names.map(given));
}

const known = (channel: Channel | undefined, name: string): string => String(channel?.settings[name] ?? '');
