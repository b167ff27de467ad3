// A button that opens the device's own dialog for one file.
import type { LucideIcon } from 'lucide-react';
import { useRef } from 'react';
import { Button } from './button.tsx';

type Props = { children: string; icon: LucideIcon; accept: string; busy?: boolean; onPick: (file: File) => void };

export function FileButton({ children, icon, accept, busy = false, onPick }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="sm" icon={icon} busy={busy} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = ''; // the same file may be chosen again
          if (file) onPick(file);
        }}
      />
    </>
  );
}
