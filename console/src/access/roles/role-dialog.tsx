// A role of the company's own: its name, what it allows, and for which purposes it may look at customers.
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { named, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { PurposeChoice } from './purpose-choice.tsx';
import { ReasonField } from './reason-field.tsx';
import { useRefreshStaff } from './refresh.ts';
import { permissionWords } from './role-words.ts';
import type { Role, Roles } from './roles-page.tsx';
import { rolesWords } from './words.ts';

type Words = { name: string; permissions: string[]; purposes: string[] | null; reason?: string };

export function RoleDialog({ role, roles, onClose }: { role: Role | undefined; roles: Roles; onClose: () => void }) {
  const w = useWords(rolesWords);
  const refresh = useRefreshStaff();
  const [chosen, setChosen] = useState<readonly string[]>(role?.permissions ?? []);
  const [purposes, setPurposes] = useState<readonly string[] | null>(role?.purposes ?? (role ? null : []));
  const [problem, setProblem] = useState<string>();
  const isContent = (code: string) => roles.permissions.some((each) => each.code === code && each.isContent);
  const hasContent = chosen.some(isContent);
  const needsPurposes = hasContent || chosen.some((code) => code.startsWith('requests.'));
  const save = useMutation({
    mutationFn: (body: Words) => (role ? client.call('changeRole', { params: { role: role.id }, body }) : client.call('addRole', { body })),
    onSuccess: async () => {
      await refresh();
      toast(w.saved);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const wrong = chosen.length === 0 ? w.noPermission : hasContent && purposes?.length === 0 ? w.noPurpose : undefined;
    setProblem(wrong);
    const reason = String(form.get('reason') ?? '').trim();
    const words = {
      name: String(form.get('name')).trim(),
      permissions: [...chosen],
      purposes: needsPurposes ? purposes && [...purposes] : [],
    };
    if (!wrong) save.mutate({ ...words, ...(reason && { reason }) });
  };
  const toggle = (code: string, on: boolean): void => setChosen(on ? [...chosen, code] : chosen.filter((each) => each !== code));
  return (
    <Dialog open wide onClose={onClose} title={role ? w.changeOf(role.name ?? '') : w.addTitle} about={w.addAbout}>
      <form onSubmit={submit} className="grid gap-5">
        <Field required label={w.name} hint={w.nameHint} name="name" maxLength={80} autoComplete="off" defaultValue={role?.name ?? ''} />
        <Permissions title={w.customers} codes={roles.permissions.filter((each) => each.isContent)} chosen={chosen} onToggle={toggle} />
        <Permissions title={w.besides} codes={roles.permissions.filter((each) => !each.isContent)} chosen={chosen} onToggle={toggle} />
        {needsPurposes && <PurposeChoice known={roles.purposes} purposes={purposes} onChange={setPurposes} />}
        {(!role || isWider(role, chosen, needsPurposes ? purposes : [])) && <ReasonField />}
        {problem && <Callout tone="bad" alert title={problem} />}
        {save.isError && <Callout tone="bad" alert title={errorWords(save.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={save.isPending}>
            {w.save}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

/** Whether it may do something, or for a purpose, that it could not before: as the server asks for a reason. */
const isWider = (before: Role, permissions: readonly string[], purposes: readonly string[] | null): boolean =>
  permissions.some((each) => !before.permissions.includes(each)) ||
  (before.purposes !== null && (purposes === null || purposes.some((each) => !before.purposes?.includes(each))));

type Choosing = {
  title: string;
  codes: Roles['permissions'];
  chosen: readonly string[];
  onToggle: (code: string, on: boolean) => void;
};

function Permissions({ title, codes, chosen, onToggle }: Choosing) {
  const p = useWords(permissionWords);
  return (
    <fieldset>
      <legend className="text-sm font-medium">{title}</legend>
      <div className="mt-1.5 grid gap-x-6 sm:grid-cols-2">
        {codes.map(({ code }) => (
          <label key={code} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
            <input
              type="checkbox"
              checked={chosen.includes(code)}
              onChange={(event) => onToggle(code, event.target.checked)}
              className="size-4 shrink-0 accent-accent"
            />
            {named(p, code)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
