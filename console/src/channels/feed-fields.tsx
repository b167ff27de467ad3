// What a mailbox elsewhere, or a provider that posts mail, wants to know. Fetched when one of them is chosen.
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import { Disclosure } from '#ui/disclosure.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { feedWords } from './feed-words.ts';
import { isSettable } from './posters.ts';

type Parts = { known: (name: string) => string; errorOf: (name: string) => string | undefined };

export function FeedFields({ feed, ...parts }: Parts & { feed: string }) {
  return feed === 'imap' ? <MailboxFields {...parts} /> : <PostedFields {...parts} />;
}

function MailboxFields({ known, errorOf }: Parts) {
  const w = useWords(feedWords);
  const [signIn, setSignIn] = useState(known('signIn') || 'password');
  const [afterwards, setAfterwards] = useState(known('afterwards') || 'seen');
  const [leavesBy, setLeavesBy] = useState(known('leavesBy') || 'relay');
  const isSet = known('feed') === 'imap' && known('signIn') === signIn;
  const shown = (name: string) => ({ name, defaultValue: known(name), error: errorOf(name), autoComplete: 'off', spellCheck: false });
  const sealed = (name: string) => ({ ...shown(name), defaultValue: '', type: 'password', hint: isSet ? w.kept : undefined });
  const lines = (name: string) => ({
    name,
    error: errorOf(name),
    defaultValue: known(name) || (name === 'tls' ? 'implicit' : 'starttls'),
    choices: [
      { value: 'implicit', label: w.implicit },
      { value: 'starttls', label: 'STARTTLS' },
      { value: 'off', label: w.off },
    ],
  });
  const isOwn = signIn === 'password';
  return (
    <>
      <SelectField
        label={w.signIn}
        name="signIn"
        value={signIn}
        onChange={(event) => setSignIn(event.target.value)}
        hint={isOwn ? w.keeperHint : w.agreeHint}
        choices={[
          { value: 'password', label: w.byPassword },
          { value: 'google', label: 'Google (OAuth 2.0)' },
          { value: 'microsoft', label: 'Microsoft (OAuth 2.0)' },
        ]}
      />
      {isOwn ? (
        <>
          <Field required label={w.keeperName} maxLength={60} {...shown('keeperName')} />
          <Field required label={w.keeperRegion} maxLength={2} placeholder="DE" {...shown('keeperRegion')} />
          <Field required label={w.host} maxLength={253} placeholder="imap.example.com" {...shown('host')} />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField label={w.tls} {...lines('tls')} />
            <Field label={w.port} type="number" min={1} max={65_535} placeholder="993" optional={w.optional} {...shown('port')} />
          </div>
        </>
      ) : (
        <>
          <Field required label={w.clientId} maxLength={200} {...shown('clientId')} />
          <Field label={w.clientSecret} maxLength={300} optional={w.optional} {...sealed('clientSecret')} />
          {signIn === 'microsoft' && (
            <Field label={w.tenant} maxLength={80} placeholder="common" optional={w.optional} {...shown('tenant')} />
          )}
        </>
      )}
      <Field label={w.user} maxLength={254} optional={w.optional} hint={w.userHint} {...shown('user')} />
      {isOwn && <Field required={!isSet} label={w.password} maxLength={300} {...sealed('password')} />}
      <SelectField
        label={w.afterwards}
        name="afterwards"
        value={afterwards}
        onChange={(event) => setAfterwards(event.target.value)}
        hint={w.afterwardsHint}
        choices={[
          { value: 'seen', label: w.seen },
          { value: 'move', label: w.move },
          { value: 'delete', label: w.delete },
        ]}
      />
      {afterwards === 'move' && <Field label={w.moveTo} maxLength={200} placeholder="Parley" optional={w.optional} {...shown('moveTo')} />}
      <SelectField
        label={w.leavesBy}
        name="leavesBy"
        value={leavesBy}
        onChange={(event) => setLeavesBy(event.target.value)}
        choices={[
          { value: 'relay', label: w.byRelay },
          { value: 'account', label: w.byAccount },
        ]}
      />
      {isOwn && leavesBy === 'account' && (
        <>
          <Field required label={w.submitHost} maxLength={253} placeholder="smtp.example.com" {...shown('submitHost')} />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField label={w.tls} {...lines('submitTls')} />
            <Field label={w.port} type="number" min={1} max={65_535} placeholder="587" optional={w.optional} {...shown('submitPort')} />
          </div>
        </>
      )}
      <Disclosure quiet summary={w.more}>
        <div className="grid gap-4 pt-2">
          <Field label={w.folder} maxLength={200} placeholder="INBOX" optional={w.optional} {...shown('folder')} />
          <Field label={w.trusted} maxLength={253} optional={w.optional} {...shown('trusted')} hint={w.trustedHint} />
        </div>
      </Disclosure>
    </>
  );
}

function PostedFields({ known, errorOf }: Parts) {
  const w = useWords(feedWords);
  const [by, setBy] = useState(known('postedBy') || 'standard');
  const isSet = known('feed') === 'webhook' && known('postedBy') === by;
  const [isTyped, setTyped] = useState(false);
  const isKeyed = isTyped || (isSet && known('hookKeyed') === 'true');
  return (
    <>
      <SelectField
        label={w.postedBy}
        name="postedBy"
        value={by}
        onChange={(event) => {
          setBy(event.target.value);
          setTyped(false);
        }}
        hint={w[`${by}Hint` as 'standardHint']}
        choices={[
          { value: 'standard', label: w.standard },
          { value: 'mailgun', label: 'Mailgun' },
          { value: 'sendgrid', label: 'SendGrid' },
          { value: 'postmark', label: 'Postmark' },
          { value: 'ses', label: 'Amazon SES (SNS)' },
        ]}
      />
      {by === 'ses' && (
        <Field
          required
          label={w.hookTopic}
          name="hookTopic"
          maxLength={400}
          placeholder="arn:aws:sns:eu-central-1:123456789012:mail"
          defaultValue={known('hookTopic')}
          error={errorOf('hookTopic')}
        />
      )}
      {isSettable(by) && <KeyField key={by} by={by} isKept={isSet && known('hookKeyed') === 'true'} errorOf={errorOf} onTyped={setTyped} />}
      {isSettable(by) && by !== 'postmark' && isKeyed && <PlaceFields known={isSet ? known : () => ''} errorOf={errorOf} />}
      {by !== 'ses' && (
        <Field
          label={w[`${by}Secret` as 'standardSecret']}
          name="hookSecret"
          type="password"
          autoComplete="off"
          maxLength={200}
          required={!isSet && by !== 'sendgrid' && !(by === 'postmark' && isKeyed)}
          hint={isSet ? w.kept : by !== 'mailgun' && isKeyed ? w.secretMade : undefined}
          error={errorOf('hookSecret')}
        />
      )}
      {by === 'sendgrid' && (
        <Field
          label={w.hookKey}
          name="hookKey"
          maxLength={300}
          optional={w.optional}
          hint={w.hookKeyHint}
          defaultValue={known('hookKey')}
          error={errorOf('hookKey')}
        />
      )}
    </>
  );
}

/** With it one press on the channel sets the address there. */
function KeyField(parts: { by: string; isKept: boolean; errorOf: Parts['errorOf']; onTyped: (isTyped: boolean) => void }) {
  const w = useWords(feedWords);
  return (
    <Field
      label={parts.by === 'postmark' ? w.serverToken : w.hookApiKey}
      name="hookApiKey"
      type="password"
      autoComplete="off"
      maxLength={200}
      optional={w.optional}
      hint={parts.isKept ? w.kept : w.hookApiKeyHint}
      onChange={(event) => parts.onTyped(event.target.value.trim() !== '')}
      error={parts.errorOf('hookApiKey')}
    />
  );
}

function PlaceFields({ known, errorOf }: Parts) {
  const w = useWords(feedWords);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label={w.hookDomain}
        name="hookDomain"
        maxLength={253}
        placeholder="mail.example.com"
        optional={w.optional}
        hint={w.hookDomainHint}
        defaultValue={known('hookDomain')}
        error={errorOf('hookDomain')}
      />
      <SelectField
        label={w.hookRegion}
        name="hookRegion"
        defaultValue={known('hookRegion') || 'us'}
        choices={[
          { value: 'us', label: 'US' },
          { value: 'eu', label: 'EU' },
        ]}
      />
    </div>
  );
}
