// Letting a device in: where it stands, and then a code that is shown once and kept nowhere.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import type { Store } from './stores-page.tsx';
import { storeWords } from './words.ts';

export function KioskDialog({ store, onClose }: { store: Store | undefined; onClose: () => void }) {
  const w = useWords(storeWords);
  const cache = useQueryClient();
  const make = useMutation({
    mutationFn: (name: string) => client.call('makeKioskCode', { params: { store: store?.id ?? '' }, body: { name } }),
  });
  const close = (): void => {
    void cache.invalidateQueries({ queryKey: keys.stores }); // by now the device may stand in the list
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    make.mutate(String(new FormData(event.currentTarget).get('name') ?? '').trim());
  };
  return (
    <Dialog open={store !== undefined} onClose={close} title={w.kioskTitle}>
      {make.data ? (
        <div className="grid gap-4">
          <p>{w.codeFor(`${location.origin}/kiosk`)}</p>
          <p className="rounded-md border border-line bg-canvas py-4 text-center font-mono text-2xl tracking-widest" role="status">
            {make.data.code}
          </p>
          <Actions>
            <Button look="solid" onClick={close}>
              {w.close}
            </Button>
          </Actions>
        </div>
      ) : (
        <form onSubmit={submit} className="grid gap-4">
          <p className="text-muted">{w.kioskAbout}</p>
          <Field required label={w.place} name="name" maxLength={80} hint={w.placeHint} />
          <FormEnd of={make} onCancel={close} cancel={w.cancel}>
            {w.makeCode}
          </FormEnd>
        </form>
      )}
    </Dialog>
  );
}
