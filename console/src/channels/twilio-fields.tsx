// What Twilio wants to know, for text messages and for WhatsApp alike.
import { useWords } from '#lib/language.ts';
import { Disclosure } from '#ui/disclosure.tsx';
import { Field } from '#ui/field.tsx';
import { smsWords } from './sms-words.ts';

export const twilioOpen = ['number', 'service', 'accountSid', 'keySid'] as const;
export const twilioSecrets = ['authToken', 'keySecret'] as const;
type Parts = { known: (name: string) => string; errorOf: (name: string) => string | undefined; hasPace?: boolean };

/** `hasPace`: for text messages, which Twilio releases by the second. */
export function TwilioFields({ known, errorOf, hasPace = false }: Parts) {
  const w = useWords(smsWords);
  return (
    <>
      <Field
        required
        label={w.accountSid}
        name="accountSid"
        maxLength={34}
        autoComplete="off"
        spellCheck={false}
        placeholder="AC…"
        defaultValue={known('provider') === 'twilio' ? known('accountSid') : ''}
        error={errorOf('accountSid')}
      />
      <Field
        required={known('provider') !== 'twilio'}
        label={w.authToken}
        name="authToken"
        type="password"
        autoComplete="off"
        maxLength={100}
        hint={known('provider') === 'twilio' ? w.authTokenKept : w.authTokenHint}
        error={errorOf('authToken')}
      />
      <Disclosure quiet summary={w.more}>
        <div className="grid gap-4 pt-2">
          <Field
            label={w.service}
            name="service"
            maxLength={34}
            placeholder="MG…"
            hint={w.serviceHint}
            defaultValue={known('service')}
            error={errorOf('service')}
            optional={w.optional}
          />
          <Field
            label={w.keySid}
            name="keySid"
            maxLength={34}
            placeholder="SK…"
            hint={w.keySidHint}
            defaultValue={known('keySid')}
            error={errorOf('keySid')}
            optional={w.optional}
          />
          <Field
            label={w.keySecret}
            name="keySecret"
            type="password"
            autoComplete="off"
            maxLength={100}
            error={errorOf('keySecret')}
            optional={w.optional}
          />
          {hasPace && (
            <Field
              label={w.perSecond}
              name="perSecond"
              type="number"
              min={1}
              max={1000}
              hint={w.perSecondHint}
              defaultValue={known('provider') === 'twilio' ? known('perSecond') : ''}
              error={errorOf('perSecond')}
              optional={w.optional}
            />
          )}
        </div>
      </Disclosure>
    </>
  );
}
