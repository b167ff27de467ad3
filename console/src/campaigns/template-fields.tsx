// One version of a campaign on a channel that takes only approved messages: which one, and what fills its gaps.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { channelWords } from './channel-words.ts';
import { type Draft, forManyQuery } from './queries.ts';

type Version = Draft['texts'][number];
type Props = { inbox: string; version: Version; error: string | undefined; onChange: (part: Partial<Version>) => void };

export function TemplateFields({ inbox, version, error, onChange }: Props) {
  const w = useWords(channelWords);
  const cache = useQueryClient();
  const known = useQuery(forManyQuery(inbox));
  const anew = useMutation({
    mutationFn: () => client.call('listCampaignTemplates', { params: { inbox }, query: { anew: 'yes' } }),
    onSuccess: (told) => cache.setQueryData(keys.campaignTemplates(inbox), told),
  });
  if (known.isPending) return <Skeleton lines={4} />;
  if (known.isError) return <Failed error={known.error} onRetry={() => void known.refetch()} />;
  const usable = known.data.items.filter(({ language, because }) => because === null && language.slice(0, 2) === version.language);
  const nameOf = ({ name, language }: { name: string; language: string }) => `${name}/${language}`;
  const { template } = version;
  // one whose words are others by now is looked at and chosen again
  const chosen = usable.find(
    (each) => template && nameOf(each) === nameOf(template) && each.text === version.text && isSame(each.buttons, template?.buttons ?? []),
  );
  const choose = (name: string): void => {
    const found = usable.find((each) => nameOf(each) === name);
    onChange(
      found
        ? {
            text: found.text,
            template: { name: found.name, language: found.language, values: found.gaps.map(() => ''), buttons: found.buttons },
          }
        : { text: '', template: null },
    );
  };
  const fill = (at: number, value: string): void => {
    if (template) onChange({ template: { ...template, values: template.values.map((each, place) => (place === at ? value : each)) } });
  };
  return (
    <div className="grid content-start gap-4">
      {!known.data.isFresh && <Callout tone="warn">{w.notKnown}</Callout>}
      {usable.length === 0 && <Callout tone="warn">{w.noneInLanguage}</Callout>}
      <SelectField
        label={w.template}
        hint={w.templateHelp}
        error={error}
        required
        value={chosen ? nameOf(chosen) : ''}
        choices={[
          { value: '', label: w.choose },
          ...usable.map((each) => ({ value: nameOf(each), label: `${each.name} (${each.language})` })),
        ]}
        onChange={(event) => choose(event.target.value)}
      />
      {chosen?.gaps.map((gap, at) => (
        <Field
          key={`${nameOf(chosen)} ${gap}`}
          label={w.gap(gap)}
          hint={w.gapHelp}
          lang={version.language}
          required
          maxLength={1_024}
          autoComplete="off"
          value={template?.values[at] ?? ''}
          onChange={(event) => fill(at, event.target.value)}
        />
      ))}
      <div>
        <Button size="sm" look="quiet" icon={RefreshCw} busy={anew.isPending} onClick={() => anew.mutate()}>
          {w.anew}
        </Button>
      </div>
    </div>
  );
}

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((each, at) => each === others[at]);
