// An address that leads nowhere, a page that broke, and the moment before there is a page.
import { Link } from '@tanstack/react-router';
import { Compass, Wrench } from 'lucide-react';
import { errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Button, buttonClass } from '#ui/button.tsx';
import { Empty } from '#ui/empty.tsx';
import { Mark } from '#ui/mark.tsx';
import { shellWords } from './words.ts';

export function Lost() {
  const w = useWords(shellWords);
  return (
    <main id="main" className="grid h-full place-items-center bg-surface">
      <Empty
        page
        icon={Compass}
        title={w.lost}
        more={w.lostMore}
        action={
          <Link to="/" className={buttonClass()}>
            {w.toInbox}
          </Link>
        }
      />
    </main>
  );
}

export function Pending() {
  return (
    <div className="grid h-full place-items-center">
      <Mark className="size-9 animate-breathe" />
    </div>
  );
}

export function Broken({ error }: { error: unknown }) {
  const w = useWords(shellWords);
  return (
    <main id="main" role="alert" className="grid h-full place-items-center bg-surface">
      <Empty
        page
        icon={Wrench}
        title={w.broken}
        more={`${errorWords(error)} ${w.brokenMore}`}
        action={<Button onClick={() => location.reload()}>{w.reload}</Button>}
      />
    </main>
  );
}
