// A button that opens the device's own dialog for one picture.
import { ImageUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '#ui/button.tsx';

export function PictureButton({ children, busy, onPick }: { children: string; busy: boolean; onPick: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="sm" icon={ImageUp} busy={busy} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
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
