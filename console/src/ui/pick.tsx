// One of few, as a line with a dot: the browser's own radio, so that keys, names and forms work as everywhere.
import type { ReactNode } from 'react';

type PickProps<V extends string> = { name: string; value: V; chosen: string; onChoose: (value: V) => void; children: ReactNode };

export function Pick<V extends string>({ name, value, chosen, onChoose, children }: PickProps<V>) {
  return (
    <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
      <input
        type="radio"
        name={name}
        value={value}
        checked={chosen === value}
        onChange={() => onChoose(value)}
        className="size-4 accent-accent"
      />
      {children}
    </label>
  );
}
