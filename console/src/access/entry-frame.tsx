// The calm frame of the ways in: sign-in, set-up, invitation.
import type { ReactNode } from 'react';
import { Mark } from '#ui/mark.tsx';

export function EntryFrame({ title, about, children }: { title: ReactNode; about?: ReactNode; children?: ReactNode }) {
  return (
    <main id="main" className="grid min-h-full place-items-center px-5 py-12">
      <div className="w-full max-w-sm">
        <Mark className="mb-7 size-10" />
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        {about && <p className="mt-2 text-base text-pretty text-muted">{about}</p>}
        <div className="mt-7">{children}</div>
      </div>
    </main>
  );
}
