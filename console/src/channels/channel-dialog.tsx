// Opening a channel, or changing its settings. Which settings there are follows from the kind.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { channelWords } from '#ui/channel.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import { BotFields } from './bot-fields.tsx';
import { isBot } from './bot-kinds.ts';
import type { Channel } from './channels-page.tsx';
import { CustomFields } from './custom-fields.tsx';
import { MailFields } from './mail-fields.tsx';
import { isMeta, MetaFields } from './meta-fields.tsx';
import { PushFields } from './push-fields.tsx';
import { ChatFields, settingsOf } from './settings-fields.tsx';
import { SmsFields } from './sms-fields.tsx';
import { channelPageWords } from './words.ts';

type Kind = Channel['inbox']['channel'];
const kinds: readonly Kind[] = ['web-chat', 'email', 'sms', 'whatsapp', 'messenger', 'instagram', 'telegram', 'viber', 'line', 'custom'];

export function ChannelDialog({ channel, onClose }: { channel: Channel | 'new' | undefined; onClose: () => void }) {
  const w = useWords(channelPageWords);
  const names = useWords(channelWords);
  const known = channel === 'new' ? undefined : channel;
  const [chosen, setChosen] = useState<Kind>('web-chat');
  const kind = known?.inbox.channel ?? chosen;
  const save = useSave(known, kind, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog open={channel !== undefined} onClose={onClose} title={known ? known.inbox.name : w.addTitle}>
      <form onSubmit={submit} className="grid gap-4">
        {!known && (
          <SelectField
            label={w.kind}
            value={kind}
            onChange={(event) => setChosen(event.target.value as Kind)}
            choices={kinds.map((one) => ({ value: one, label: names[one] }))}
          />
        )}
        <Field
          required
          label={w.name}
          name="name"
          maxLength={80}
          hint={w.nameHint}
          defaultValue={known?.inbox.name}
          error={fieldError(save.error, 'name')}
        />
        {kind === 'email' && <MailFields channel={known} error={save.error} />}
        {kind === 'sms' && <SmsFields channel={known} error={save.error} />}
        {isMeta(kind) && <MetaFields key={kind} kind={kind} channel={known} error={save.error} />}
        {isBot(kind) && <BotFields key={kind} kind={kind} channel={known} error={save.error} />}
        {kind === 'custom' && <CustomFields channel={known} error={save.error} />}
        {kind === 'web-chat' && <ChatFields channel={known} error={save.error} />}
        {kind === 'web-chat' && <PushFields channel={known} error={save.error} />}
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {known ? w.save : w.create}
        </FormEnd>
      </form>
    </Dialog>
  );
}

function useSave(known: Channel | undefined, kind: Kind, onDone: () => void) {
  const w = useWords(channelPageWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (form: FormData) => {
      const name = String(form.get('name')).trim();
      const settings = settingsOf(form, kind);
      const reason = String(form.get('reason') ?? '').trim();
      if (known)
        return client.call('changeChannel', { params: { inbox: known.inbox.id }, body: { name, settings, ...(reason && { reason }) } });
      return client.call('addChannel', { body: { channel: kind, name, settings } });
    },
    onSuccess: () => {
      for (const queryKey of [keys.channels, keys.inboxes]) void cache.invalidateQueries({ queryKey });
      toast(known ? w.saved : w.opened);
      onDone();
    },
  });
}
