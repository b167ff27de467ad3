// Dialogs in the middle and sheets from the side. Radix keeps the focus inside and gives it back; Escape closes.
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useWords, words } from '#lib/language.ts';
import { IconButton } from '#ui/button.tsx';

type DialogProps = { open: boolean; onClose: () => void; title: string; about?: ReactNode; wide?: boolean; children: ReactNode };

export function Dialog({ open, onClose, title, about, wide, children }: DialogProps) {
  const w = useWords(own);
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 grid animate-fade place-items-center overflow-y-auto bg-scrim p-4">
          <Radix.Content
            {...(!about && { 'aria-describedby': undefined })}
            onOpenAutoFocus={focusFirst}
            className={`relative w-full animate-rise rounded-xl border border-line bg-raised shadow-float ${wide ? 'max-w-3xl' : 'max-w-lg'}`}
          >
            <header className="px-6 pt-5 pr-14 pb-1">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {about && <Radix.Description className="mt-1 text-base text-muted">{about}</Radix.Description>}
            </header>
            <div className="px-6 pt-3 pb-6">{children}</div>
            <Radix.Close asChild>
              <IconButton icon={X} label={w.close} className="absolute! top-4 right-4" />
            </Radix.Close>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The row of buttons that ends a dialog or form. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap items-center justify-end gap-2">{children}</div>;
}

export function Sheet({ open, onClose, title, children }: { open: boolean; onClose: () => void; title: string; children: ReactNode }) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-40 w-72 max-w-[85vw] animate-slide overflow-y-auto border-r border-line bg-canvas shadow-float"
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The first field, else the dialog itself: never the close button, whose tooltip would cover what is to be read. */
function focusFirst(event: Event): void {
  event.preventDefault();
  const dialog = event.currentTarget as HTMLElement;
  (dialog.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea') ?? dialog).focus();
}

const own = words({ close: 'Close' }, { close: 'Schließen' });
