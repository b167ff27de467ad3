// The tags of the company: how many have each, when it falls off, a new one, and taking one away.
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { becauseOf, client, fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Failure } from './failure.tsx';
import { type Tag, tagsQuery } from './queries.ts';
import { useThen } from './use-then.ts';
import { campaignWords } from './words.ts';

export function Tags() {
  const w = useWords(campaignWords);
  const mayWrite = useMe().permissions.includes('campaigns.write');
  const tags = useQuery(tagsQuery).data?.items ?? [];
  const add = useThen(({ form }: { form: HTMLFormElement }) => {
    const given = new FormData(form);
    return client.call('addTag', {
      body: { name: String(given.get('name') ?? ''), months: Number(given.get('months')), isNoName: given.has('isNoName') },
    });
  });
  const [going, setGoing] = useState<Tag>();
  const mayBeName = becauseOf(add.error) === 'may-be-a-name';
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    add.mutate({ form }, { onSuccess: () => form.reset() });
  };
  return (
    <section aria-label={w.tags}>
      <h2 className="font-semibold">{w.tags}</h2>
      <p className="mb-3 text-sm text-muted">{w.tagsAbout}</p>
      {tags.length === 0 && <p className="text-muted">{w.noTags}</p>}
      <ul className="divide-y divide-line">
        {tags.map((tag) => (
          <li key={tag.id} className="flex items-center justify-between gap-4 py-1.5">
            <span>
              {tag.name}{' '}
              <span className="text-sm text-muted">
                {w.people(tag.people)}, {w.fallsOff(tag.months)}
              </span>
            </span>
            {mayWrite && <IconButton icon={X} label={w.removeTag(tag.name)} onClick={() => setGoing(tag)} />}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <form onSubmit={submit} className="mt-3 grid items-start gap-3 sm:grid-cols-[1fr_10rem_auto]">
          <Field label={w.tag} name="name" required maxLength={60} error={fieldError(add.error, 'name')} />
          <Field label={w.months} name="months" type="number" min={1} max={36} defaultValue={24} required />
          <Button type="submit" busy={add.isPending} className="sm:mt-6.5">
            {w.addTag}
          </Button>
          {mayBeName && (
            <label className="flex min-h-8 items-center gap-2 sm:col-span-3">
              <input type="checkbox" name="isNoName" className="size-4 accent-accent" /> {w.noName}
            </label>
          )}
        </form>
      )}
      {!fieldError(add.error, 'name') && <Failure error={add.error} />}
      {going && <RemoveDialog tag={going} onClose={() => setGoing(undefined)} />}
    </section>
  );
}

function RemoveDialog({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const w = useWords(campaignWords);
  const remove = useThen(() => client.call('removeTag', { params: { tag: tag.id } }), onClose);
  return (
    <Dialog open onClose={onClose} title={w.removeTag(tag.name)} about={w.removeTagAbout(w.people(tag.people))}>
      <Failure error={remove.error} />
      <Actions>
        <Button onClick={onClose}>{w.cancel}</Button>
        <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
          {w.takeAway}
        </Button>
      </Actions>
    </Dialog>
  );
}
