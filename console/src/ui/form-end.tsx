// How a form in a dialog ends: what went wrong, then the way back and the way on.
import type { ReactNode } from 'react';
import { errorWords } from '#lib/client.ts';
import { Button } from '#ui/button.tsx';
import { Actions } from '#ui/dialog.tsx';

type Sending = { readonly isError: boolean; readonly error: unknown; readonly isPending: boolean };

export function FormEnd({ of, cancel, onCancel, children }: { of: Sending; cancel: string; onCancel: () => void; children: ReactNode }) {
  return (
    <>
      {of.isError && (
        <p role="alert" className="text-sm text-bad">
          {errorWords(of.error)}
        </p>
      )}
      <Actions>
        <Button onClick={onCancel}>{cancel}</Button>
        <Button look="solid" type="submit" busy={of.isPending}>
          {children}
        </Button>
      </Actions>
    </>
  );
}
