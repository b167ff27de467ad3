// One store: its facts, its poster on two sizes of paper, its devices, and figures without people.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { HandHelping, Printer } from 'lucide-react';
import { client, errorWords } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import type { Store } from './stores-page.tsx';
import { storeWords } from './words.ts';

const acts = ['conversations', 'choices', 'addresses', 'requests', 'handedOver'] as const;
type Act = (() => void) | undefined;
type Props = { store: Store; onEdit: Act; onLetIn: Act; onServe: Act };

export function StoreCard({ store, onEdit, onLetIn, onServe }: Props) {
  const w = useWords(storeWords);
  const { figures } = store;
  return (
    <li className="rounded-lg border border-line bg-raised px-5 py-4 shadow-card">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-baseline gap-2 font-semibold">
            {store.name}
            {store.retiredAt && <Badge tone="warn">{w.retiredMark}</Badge>}
          </h2>
          <p className="text-muted whitespace-pre-line">{store.address}</p>
          {store.hours && <p className="text-sm text-muted whitespace-pre-line">{store.hours}</p>}
          <p className="mt-1.5 text-sm">
            {w.goesTo} {store.inbox.name} · {store.languages.map((each) => w[each]).join(', ')} ·{' '}
            <a href={store.url} target="_blank" rel="noreferrer" className="text-accent underline underline-offset-2">
              {w.page}
            </a>
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {onServe && (
            <Button size="sm" icon={HandHelping} onClick={onServe} aria-label={`${w.counter}: ${store.name}`}>
              {w.counter}
            </Button>
          )}
          {!store.retiredAt && (['A4', 'A3'] as const).map((size) => <Poster key={size} store={store} size={size} />)}
          {onEdit && (
            <Button size="sm" look="quiet" onClick={onEdit} aria-label={`${w.edit}: ${store.name}`}>
              {w.edit}
            </Button>
          )}
        </div>
      </div>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-2 border-t border-line pt-3">
        <h3 className="text-sm font-semibold">{w.kiosks}</h3>
        {onLetIn && (
          <Button size="sm" onClick={onLetIn} aria-label={`${w.addKiosk}: ${store.name}`}>
            {w.addKiosk}
          </Button>
        )}
      </div>
      {store.kiosks.length === 0 && <p className="text-sm text-muted">{w.noKiosks}</p>}
      <ul>
        {store.kiosks.map((kiosk) => (
          <Kiosk key={kiosk.id} kiosk={kiosk} mayRevoke={onEdit !== undefined} />
        ))}
      </ul>
      <h3 className="mt-3 border-t border-line pt-3 text-sm font-semibold">{w.figures}</h3>
      <dl className="flex flex-wrap gap-x-5 text-sm">
        {acts.map((each) => (
          <div key={each} className="flex gap-1.5">
            <dt className="text-muted first-letter:uppercase">{w[each]}</dt>
            <dd className="font-semibold tabular-nums">{figures[each]}</dd>
          </div>
        ))}
      </dl>
      {store.months.length > 0 && <Months store={store} />}
    </li>
  );
}

function Months({ store }: { store: Store }) {
  const w = useWords(storeWords);
  const language = useLanguage();
  const named = (month: string) =>
    new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
  return (
    <Disclosure quiet summary={w.byMonth}>
      <div className="overflow-x-auto pt-2">
        <table className="w-full text-left text-sm">
          <caption className="sr-only">{`${w.byMonth}: ${store.name}`}</caption>
          <thead>
            <tr className="text-muted">
              {[w.month, ...acts.map((each) => w[each])].map((head) => (
                <th key={head} scope="col" className="py-1 pr-4 font-normal first-letter:uppercase">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {store.months.map((row) => (
              <tr key={row.month} className="border-t border-line">
                <th scope="row" className="py-1 pr-4 font-normal whitespace-nowrap">
                  {named(row.month)}
                </th>
                {acts.map((each) => (
                  <td key={each} className="py-1 pr-4 tabular-nums">
                    {row[each]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Disclosure>
  );
}

function Poster({ store, size }: { store: Store; size: 'A4' | 'A3' }) {
  const w = useWords(storeWords);
  const draw = useMutation({
    mutationFn: async () => (await client.blob('readPoster', { params: { store: store.id }, query: { size } })).blob(),
    onSuccess: (file) => saveFile(file, `${store.name.replace(/[^\p{L}\p{N} -]/gu, '').trim()} ${size}.pdf`),
    onError: (error) => toast(errorWords(error), 'bad'),
  });
  return (
    <Button size="sm" icon={Printer} busy={draw.isPending} onClick={() => draw.mutate()} aria-label={`${w.poster} ${size}: ${store.name}`}>
      {w.poster} {size}
    </Button>
  );
}

function Kiosk({ kiosk, mayRevoke }: { kiosk: Store['kiosks'][number]; mayRevoke: boolean }) {
  const w = useWords(storeWords);
  const cache = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => client.call('revokeKiosk', { params: { kiosk: kiosk.id } }),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.stores });
      toast(w.revokedNow);
    },
    onError: (error) => toast(errorWords(error), 'bad'),
  });
  return (
    <li className="flex min-h-9 flex-wrap items-center justify-between gap-x-3 text-sm">
      <span className={kiosk.revokedAt ? 'text-muted' : ''}>
        {kiosk.name} ·{' '}
        {kiosk.revokedAt ? (
          <>
            {w.revoked} <Time at={kiosk.revokedAt} />
          </>
        ) : (
          kiosk.lastSeenAt && (
            <>
              {w.seen} <Time at={kiosk.lastSeenAt} />
            </>
          )
        )}
      </span>
      {mayRevoke && !kiosk.revokedAt && (
        <Button size="sm" look="quiet" busy={revoke.isPending} onClick={() => revoke.mutate()} aria-label={`${w.revoke}: ${kiosk.name}`}>
          {w.revoke}
        </Button>
      )}
    </li>
  );
}
