// Adding a passkey: a name, then the browser's own dialog.
import { startRegistration } from '@simplewebauthn/browser';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { type CreationOptions, gaveUp, isKnown } from '#access/passkey-words.ts';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { refresh } from './refresh.ts';
import { securityWords } from './words.ts';

export function PasskeyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const w = useWords(securityWords);
  const cache = useQueryClient();
  const add = useMutation({
    mutationFn: async (name: string) => {
      const { options } = await client.call('startPasskey');
      const { response, ...credential } = await startRegistration({ optionsJSON: options as CreationOptions });
      const { clientDataJSON, attestationObject } = response;
      return client.call('addPasskey', { body: { name, response: { ...credential, response: { clientDataJSON, attestationObject } } } });
    },
    onSuccess: async () => {
      await refresh(cache, keys.passkeys);
      toast(w.passkeyAdded);
      close();
    },
  });
  const close = (): void => {
    add.reset();
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    add.mutate(String(new FormData(event.currentTarget).get('name')).trim());
  };
  const refusal = isKnown(add.error) ? w.passkeyKnown : gaveUp(add.error) ? w.passkeyGaveUp : errorWords(add.error);
  return (
    <Dialog open={open} onClose={close} title={w.addPasskey} about={w.addPasskeyAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <Field required label={w.passkeyName} hint={w.passkeyNameHint} name="name" maxLength={60} autoComplete="off" />
        {add.isError && <Callout tone="bad" alert title={refusal} />}
        <Actions>
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={add.isPending}>
            {w.add}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
