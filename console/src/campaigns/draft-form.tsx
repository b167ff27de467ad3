// The draft: what it says in each language, for what, from where, and to whom; beside it how somebody reads it.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { AudienceFields } from './audience-fields.tsx';
import { Failure } from './failure.tsx';
import { type Draft, inboxesQuery } from './queries.ts';
import { Texts } from './texts.tsx';
import { useThen } from './use-then.ts';
import { campaignWords } from './words.ts';

export function DraftForm({ id, before, onSaved }: { id: string | undefined; before: Draft | undefined; onSaved: (id: string) => void }) {
  const w = useWords(campaignWords);
  const language = useLanguage();
  const [draft, setDraft] = useState<Draft>(
    before ?? { name: '', purpose: '', inbox: '', texts: [{ language, subject: '', text: '' }], audience: { any: [], all: [], none: [] } },
  );
  const change = (part: Partial<Draft>): void => setDraft((now) => ({ ...now, ...part }));
  const purposes = useQuery({ queryKey: keys.purposes(language), queryFn: () => client.call('listPurposes', { query: { language } }) });
  const inboxes = (useQuery(inboxesQuery).data?.items ?? []).filter(({ channel }) => channel !== 'web-chat');
  const inbox = draft.inbox || inboxes[0]?.id || '';
  const channel = inboxes.find((each) => each.id === inbox)?.channel ?? 'email';
  const fitting = (purposes.data?.items ?? []).filter(({ lawfulBasis, active }) => lawfulBasis === 'consent' && active);
  const purpose = draft.purpose || fitting[0]?.code || '';
  const save = useThen(
    () => {
      const texts = draft.texts.map((each) => ({ ...each, subject: channel === 'email' ? each.subject : null }));
      const body = { ...draft, inbox, purpose, texts };
      return id === undefined ? client.call('addCampaign', { body }) : client.call('changeCampaign', { params: { campaign: id }, body });
    },
    (saved) => {
      toast(w.saved);
      onSaved(saved.id);
    },
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(undefined);
  };
  if (purposes.data && fitting.length === 0) return <Callout tone="warn">{w.noPurpose}</Callout>;
  return (
    <form onSubmit={submit} className="grid gap-5">
      <Field label={w.name} required maxLength={120} value={draft.name} onChange={(event) => change({ name: event.target.value })} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={w.purpose}
          value={purpose}
          choices={fitting.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(event) => change({ purpose: event.target.value })}
        />
        <SelectField
          label={w.inbox}
          value={inbox}
          hint={inboxes.length === 0 ? w.noInbox : undefined}
          choices={inboxes.map((each) => ({ value: each.id, label: each.name }))}
          onChange={(event) => change({ inbox: event.target.value })}
        />
      </div>
      <Texts texts={draft.texts} hasSubject={channel === 'email'} onChange={(texts) => change({ texts })} />
      <AudienceFields audience={draft.audience} onChange={(audience) => change({ audience })} />
      <Failure error={save.error} />
      <div>
        <Button type="submit" look={id === undefined ? 'solid' : 'plain'} busy={save.isPending}>
          {w.save}
        </Button>
      </div>
    </form>
  );
}
