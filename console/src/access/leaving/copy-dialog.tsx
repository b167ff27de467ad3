// What is left of a former colleague, as a file to hand to them: they cannot come in and take it themselves (Art. 12(6), 15).
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { SelectField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { leavingWords } from './words.ts';

const proofs = ['known', 'document', 'address'] as const;
const formats = ['html', 'json'] as const;
type Wanted = { proved: (typeof proofs)[number]; format: (typeof formats)[number] };

export function CopyDialog({ member, onClose }: { member: { id: string; name: string }; onClose: () => void }) {
  const w = useWords(leavingWords);
  const language = useLanguage();
  const take = useMutation({
    mutationFn: async ({ proved, format }: Wanted) => {
      const answer = await client.blob('readFormerCopy', { params: { staff: member.id }, query: { proved, format, language } });
      saveFile(await answer.blob(), `${w.copyFile}.${format}`);
    },
    onSuccess: () => {
      toast(w.copied);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    take.mutate({ proved: form.get('proved') as Wanted['proved'], format: form.get('format') as Wanted['format'] });
  };
  return (
    <Dialog open onClose={onClose} title={w.copyTitle(member.name)} about={w.copyAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <SelectField label={w.proved} name="proved" choices={proofs.map((each) => ({ value: each, label: w[each] }))} />
        <SelectField label={w.format} name="format" choices={formats.map((each) => ({ value: each, label: w[each] }))} />
        {take.isError && <Callout tone="bad" alert title={errorWords(take.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={take.isPending}>
            {w.copy}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
