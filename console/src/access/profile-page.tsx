// One's own profile: name and photo, and who sees them.
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Field } from '#ui/field.tsx';
import { Card, Facts, Page } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';
import { PhotoField, useKeepMe } from './photo-field.tsx';
import { profileWords } from './profile-words.ts';
import { useRoleName } from './roles/role-words.ts';

export function ProfilePage() {
  const w = useWords(profileWords);
  const { staff } = useMe();
  const nameOf = useRoleName();
  const keep = useKeepMe();
  const save = useMutation({
    mutationFn: (name: string) => client.call('changeMe', { body: { name } }),
    onSuccess: (me) => {
      keep(me);
      toast(w.saved);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(String(new FormData(event.currentTarget).get('name')).trim());
  };
  return (
    <Page narrow title={w.title} about={w.about}>
      <div className="grid gap-5">
        <Card>
          <PhotoField staff={staff} />
        </Card>
        <Card>
          <form onSubmit={submit} className="grid gap-4">
            <Field
              required
              label={w.name}
              name="name"
              autoComplete="name"
              maxLength={120}
              hint={w.nameHint}
              defaultValue={staff.name}
              error={fieldError(save.error, 'name')}
            />
            <Facts
              facts={[
                [
                  w.email,
                  <span key="email">
                    {staff.email}
                    <span className="block text-sm text-muted">{w.emailHint}</span>
                  </span>,
                ],
                [w.role, staff.grants.map(nameOf).join(', ')],
              ]}
            />
            {save.isError && <Callout tone="bad" alert title={errorWords(save.error)} />}
            <div className="flex justify-end">
              <Button look="solid" type="submit" busy={save.isPending}>
                {w.save}
              </Button>
            </div>
          </form>
        </Card>
        <Callout title={w.who}>{w.whoMore}</Callout>
      </div>
    </Page>
  );
}
