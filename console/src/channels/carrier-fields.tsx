// What Vonage, or a carrier that speaks SMPP, wants to know. Fetched when one of them is chosen.
import { useWords } from '#lib/language.ts';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { carrierWords } from './carrier-words.ts';

type Parts = {
  carrier: 'vonage' | 'smpp';
  known: (name: string) => string;
  errorOf: (name: string) => string | undefined;
};

export function CarrierFields({ carrier, known, errorOf }: Parts) {
  const w = useWords(carrierWords);
  const isKnown = known('provider') === carrier;
  const shown = (name: string) => ({ name, defaultValue: isKnown ? known(name) : '', error: errorOf(name), autoComplete: 'off' });
  const sealed = (name: string) => ({ ...shown(name), defaultValue: '', required: !isKnown, hint: isKnown ? w.kept : undefined });
  if (carrier === 'vonage')
    return (
      <>
        <Field required label={w.apiKey} maxLength={20} {...shown('apiKey')} />
        <Field label={w.apiSecret} type="password" maxLength={100} {...sealed('apiSecret')} />
        <Field required label={w.applicationId} maxLength={36} spellCheck={false} {...shown('applicationId')} />
        <AreaField label={w.privateKey} rows={4} maxLength={8000} spellCheck={false} {...sealed('privateKey')} />
        <Field label={w.signatureSecret} type="password" maxLength={200} {...sealed('signatureSecret')} />
        <Field label={w.perSecond} type="number" min={1} max={1000} optional={w.optional} {...shown('perSecond')} />
        <SelectField
          label={w.catchUp}
          name="catchUp"
          defaultValue={known('catchUp') || 'off'}
          hint={w.catchUpHint}
          choices={[
            { value: 'off', label: w.catchUpOff },
            { value: 'on', label: w.catchUpOn },
          ]}
        />
      </>
    );
  return (
    <>
      <Field label={w.sender} hint={w.senderHint} maxLength={20} optional={w.optional} {...shown('sender')} />
      <Field required label={w.carrierName} maxLength={60} {...shown('carrierName')} />
      <Field required label={w.carrierRegion} maxLength={2} placeholder="DE" {...shown('carrierRegion')} />
      <Field required label={w.host} maxLength={253} spellCheck={false} placeholder="smpp.example.com" {...shown('host')} />
      <Field label={w.port} type="number" min={1} max={65535} placeholder="3550" optional={w.optional} {...shown('port')} />
      <SelectField
        label={w.tls}
        name="tls"
        defaultValue={known('tls') || 'on'}
        choices={[
          { value: 'on', label: w.tlsOn },
          { value: 'off', label: w.tlsOff },
        ]}
      />
      <Field label="system_id" type="password" maxLength={15} {...sealed('systemId')} />
      <Field label={w.password} type="password" maxLength={8} {...sealed('password')} />
      <Field label="system_type" maxLength={12} optional={w.optional} {...shown('systemType')} />
      <Field label={w.perSecond} type="number" min={1} max={1000} optional={w.optional} {...shown('perSecond')} />
    </>
  );
}
