// The draft: what it says in each language, for what, from where, and to whom; beside it how somebody reads it. What was typed and not saved is told to the page, so that
// nobody sends other words than they see.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { AboutInboxes } from './about-inboxes.tsx';
import { AudienceFields } from './audience-fields.tsx';
import { Failure } from './failure.tsx';
import { type Campaign, campaignInboxesQuery, type Draft } from './queries.ts';
import { Texts } from './texts.tsx';
import { useThen } from './use-then.ts';
import { campaignWords } from './words.ts';

type Props = { before: Campaign | undefined; onDirty: (isDirty: boolean) => void; onSaved: (id: string) => void };
const empty = { name: '', purpose: '', inbox: '', audience: { any: [], all: [], none: [] } };
const blank = (language: Draft['texts'][number]['language']) => ({ language, subject: '', text: '', template: null });
const draftOf = ({ name, purpose, inbox, texts, audience }: Draft): Draft => ({ name, purpose, inbox, texts, audience });

export function DraftForm({ before, onDirty, onSaved }: Props) {
  const w = useWords(campaignWords);
  const language = useLanguage();
  const [start, setStart] = useState(before);
  const [draft, setDraft] = useState<Draft>(before ? draftOf(before) : { ...empty, texts: [blank(language)] });
  const [isDirty, setDirty] = useState(false);
  const change = (part: Partial<Draft>): void => {
    setDraft((now) => ({ ...now, ...part }));
    setDirty(true);
  };
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  if (before && before.version !== start?.version && !isDirty) {
    setStart(before); // saved here, or by a colleague while nothing was typed here
    setDraft(draftOf(before));
  }
  const purposes = useQuery({ queryKey: keys.purposes(language), queryFn: () => client.call('listPurposes', { query: { language } }) });
  const known = useQuery(campaignInboxesQuery);
  const reached = known.data?.items;
  const inboxes = (reached ?? []).filter(({ form }) => form !== 'none');
  const asking = (purposes.data?.items ?? []).filter((each) => each.lawfulBasis === 'consent' && each.active);
  const fittingOn = (channel: string | undefined) => asking.filter(({ channels }) => channels.some((each) => each === channel));
  const ready = inboxes.filter(({ channel }) => fittingOn(channel).length > 0);
  const usual = ready.find(({ form }) => form === 'mail') ?? ready[0] ?? inboxes[0];
  const chosen = inboxes.find((each) => each.inbox === draft.inbox) ?? usual;
  const inbox = chosen?.inbox ?? '';
  const fitting = fittingOn(chosen?.channel);
  const purpose = fitting.find(({ code }) => code === draft.purpose)?.code ?? fitting[0]?.code ?? '';
  const choose = (id: string): void => {
    const isTemplate = inboxes.find((each) => each.inbox === id)?.form === 'template';
    const isOther = isTemplate !== (chosen?.form === 'template');
    change({ inbox: id, ...(isOther && { texts: draft.texts.map(({ language: each }) => blank(each)) }) }); // words of one kind are none of the other
  };
  const save = useThen(
    () => {
      const texts = draft.texts.map((each) => ({ ...each, subject: chosen?.form === 'mail' ? each.subject : null }));
      const body = { ...draft, inbox, purpose, texts };
      if (!start) return client.call('addCampaign', { body });
      return client.call('changeCampaign', { params: { campaign: start.id }, body: { ...body, version: start.version } });
    },
    (saved) => {
      setStart(saved);
      setDirty(false);
      toast(w.saved);
      onSaved(saved.id);
    },
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(undefined);
  };
  if (known.isError) return <Failed error={known.error} onRetry={() => void known.refetch()} />;
  if (reached && inboxes.length === 0) return <Callout tone="warn">{w.noInbox}</Callout>;
  if (!chosen || purposes.isPending) return <Skeleton lines={8} />;
  return (
    <form onSubmit={submit} className="grid gap-5">
      <Field
        label={w.name}
        hint={w.nameHelp}
        required
        maxLength={120}
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
      />
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
          choices={inboxes.map((each) => ({ value: each.inbox, label: each.name }))}
          onChange={(event) => choose(event.target.value)}
        />
      </div>
      <AboutInboxes chosen={chosen} all={reached ?? []} />
      {fitting.length === 0 && <Callout tone="warn">{w.noPurpose}</Callout>}
      <Texts texts={draft.texts} inbox={chosen} error={save.error} onChange={(texts) => change({ texts })} />
      <AudienceFields audience={draft.audience} onChange={(audience) => change({ audience })} />
      <Failure error={save.error} />
      <div className="flex justify-end">
        <Button type="submit" look={start ? 'plain' : 'solid'} busy={save.isPending} disabled={fitting.length === 0}>
          {w.save}
        </Button>
      </div>
    </form>
  );
}
