// The settings of a channel for text messages. The sandbox comes first: it works at once, and nothing leaves.
import { lazy, Suspense, useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { SelectField } from '#ui/field.tsx';
import type { Channel } from './channels-page.tsx';
import { NumberField } from './number-field.tsx';
import { smsWords } from './sms-words.ts';
import { TwilioFields } from './twilio-fields.tsx';

const open = [
  ...['number', 'service', 'accountSid', 'keySid', 'apiKey', 'applicationId', 'perSecond', 'catchUp'],
  ...['carrierName', 'carrierRegion', 'host', 'port', 'tls', 'systemType', 'sender'],
];
const secret = ['authToken', 'keySecret', 'apiSecret', 'privateKey', 'signatureSecret', 'systemId', 'password'];
const CarrierFields = lazy(() => import('./carrier-fields.tsx').then((module) => ({ default: module.CarrierFields })));

export function SmsFields({ channel, error }: { channel: Channel | undefined; error: unknown }) {
  const w = useWords(smsWords);
  const known = (name: string): string => String(channel?.settings[name] ?? '');
  const [provider, setProvider] = useState(known('provider') || 'sandbox');
  const isTwilio = provider === 'twilio';
  const errorOf = (name: string): string | undefined => fieldError(error, `settings/${name}`);
  return (
    <>
      <SelectField
        label={w.provider}
        name="provider"
        value={provider}
        onChange={(event) => setProvider(event.target.value)}
        choices={[
          { value: 'sandbox', label: w.sandbox },
          { value: 'twilio', label: 'Twilio' },
          { value: 'vonage', label: 'Vonage' },
          { value: 'smpp', label: 'SMPP 3.4' },
        ]}
        hint={provider === 'sandbox' ? w.sandboxHint : w.carrierHint}
      />
      <NumberField
        words={w}
        known={known}
        errorOf={errorOf}
        optional={provider === 'sandbox' || provider === 'smpp' ? w.optional : undefined}
      />
      {(provider === 'vonage' || provider === 'smpp') && (
        <Suspense>
          <CarrierFields carrier={provider} known={known} errorOf={errorOf} />
        </Suspense>
      )}
      {isTwilio && <TwilioFields known={known} errorOf={errorOf} hasPace />}
    </>
  );
}

/** What the form says, in the server's shape. A secret that is left empty stays as it is. */
export function smsSettingsOf(form: FormData): Record<string, unknown> {
  const field = (name: string) => String(form.get(name) ?? '').trim();
  const shown = open.filter((name) => form.has(name)).map((name) => [name, field(name)] as const);
  const given = secret.filter((name) => field(name) !== '').map((name) => [name, field(name)] as const);
  return { provider: field('provider'), ...Object.fromEntries([...shown, ...given]) };
}
