// Where somebody begins who serves no customers: what a new company has left to do, and the pages that are theirs.
import { Link } from '@tanstack/react-router';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Page } from '#ui/page.tsx';
import { FirstSteps } from './first-steps.tsx';
import { placesFor } from './places.ts';
import { startWords } from './start-words.ts';
import { shellWords } from './words.ts';

export function StartPage() {
  const w = useWords(shellWords);
  const s = useWords(startWords) as Readonly<Record<string, string>>;
  const { permissions, staff } = useMe();
  const shown = placesFor(permissions).filter((place) => place.group !== 'hidden');
  return (
    <Page title={`${s['hello']} ${staff.name}`} about={s['about']}>
      <div className="-mx-6 mb-8 empty:hidden">
        <FirstSteps>{null}</FirstSteps>
      </div>
      <ul className="grid gap-3 sm:grid-cols-2">
        {shown.map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className="flex h-full items-start gap-3.5 rounded-lg border border-line bg-raised px-5 py-4 shadow-card transition-colors duration-75 hover:bg-hover"
            >
              <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" strokeWidth={1.8} />
              <span>
                <span className="block font-medium">{w[name]}</span>
                {s[name] && <span className="block text-sm text-muted">{s[name]}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
