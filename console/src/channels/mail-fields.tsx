// The settings of an inbox for mail: its address, and how mail comes in.
import { lazy, Suspense, useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Field, SelectField } from '#ui/field.tsx';
import type { Channel } from './channels-page.tsx';
import { channelPageWords } from './words.ts';

const open = [
  ...[
    'address',
    'fromName',
    'feed',
    'signIn',
    'keeperName',
    'keeperRegion',
    'host',
    'port',
    'tls',
    'user',
    'folder',
    'afterwards',
    'moveTo',
  ],
  ...['trusted', 'leavesBy', 'submitHost', 'submitPort', 'submitTls', 'clientId', 'tenant', 'postedBy', 'hookKey', 'hookTopic'],
  ...['hookDomain', 'hookRegion'],
];
const secret = ['password', 'clientSecret', 'hookSecret', 'hookApiKey'];
const FeedFields = lazy(() => import('./feed-fields.tsx').then((module) => ({ default: module.FeedFields })));

export function MailFields({ channel, error }: { channel: Channel | undefined; error: unknown }) {
  const w = useWords(channelPageWords);
  const known = (name: string): string => String(channel?.settings[name] ?? '');
  const [feed, setFeed] = useState(known('feed') || 'smtp');
  const errorOf = (name: string): string | undefined => fieldError(error, `settings/${name}`);
  return (
    <>
      <Field
        required
        label={w.mailAddress}
        name="address"
        type="email"
        placeholder="support@example.com"
        defaultValue={known('address')}
        error={errorOf('address')}
      />
      <Field
        label={w.fromName}
        name="fromName"
        maxLength={80}
        optional={w.optional}
        hint={w.fromNameHint}
        defaultValue={known('fromName')}
        error={errorOf('fromName')}
      />
      <SelectField
        label={w.feed}
        name="feed"
        value={feed}
        onChange={(event) => setFeed(event.target.value)}
        choices={[
          { value: 'smtp', label: w.feedSmtp },
          { value: 'imap', label: w.feedImap },
          { value: 'webhook', label: w.feedWebhook },
        ]}
      />
      {feed !== 'smtp' && (
        <Suspense>
          <FeedFields key={feed} feed={feed} known={known} errorOf={errorOf} />
        </Suspense>
      )}
    </>
  );
}

/** What the form says, in the server's shape. A secret that is left empty stays as it is. */
export function mailSettingsOf(form: FormData): Record<string, unknown> {
  const field = (name: string) => String(form.get(name) ?? '').trim();
  const shown = open.filter((name) => form.has(name)).map((name) => [name, field(name)] as const);
  const given = secret.filter((name) => field(name) !== '').map((name) => [name, field(name)] as const);
  return Object.fromEntries([...shown, ...given]);
}
