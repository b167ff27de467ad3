// The frame of a page outside the inbox: title, a sentence, actions, and quiet cards below.
import type { ReactNode } from 'react';

export function Page({
  title,
  back,
  about,
  actions,
  narrow,
  wide,
  children,
}: {
  title: ReactNode;
  /** The way to the page above, `Back`. */
  back?: ReactNode;
  about?: ReactNode;
  actions?: ReactNode;
  narrow?: boolean;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <main id="main" tabIndex={-1} className="h-full overflow-y-auto bg-surface print:h-auto print:overflow-visible">
      <div className={`mx-auto px-5 py-8 sm:px-8 sm:py-10 ${narrow ? 'max-w-2xl' : wide ? 'max-w-6xl' : 'max-w-4xl'}`}>
        {back}
        <header className="mb-7 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
          <div className="min-w-0 max-w-xl grow basis-72">
            <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
            {about && <p className="mt-1 text-base text-pretty text-muted">{about}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </main>
  );
}

export function Card({
  title,
  about,
  actions,
  children,
  flush,
}: {
  title?: ReactNode;
  about?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
  flush?: boolean;
}) {
  return (
    <section className="min-w-0 rounded-lg border border-line bg-raised shadow-card">
      {(title || actions) && (
        <header className="flex flex-wrap items-start justify-between gap-3 px-5 pt-4">
          <div className="min-w-0 grow basis-60">
            <h2 className="text-base font-semibold">{title}</h2>
            {about && <p className="mt-0.5 text-sm text-muted">{about}</p>}
          </div>
          {actions}
        </header>
      )}
      <div className={flush ? 'pt-2' : 'px-5 pt-3.5 pb-5'}>{children}</div>
    </section>
  );
}

/** Term and value in two columns, one below the other where it is narrow. */
export function Facts({ facts }: { facts: readonly (readonly [ReactNode, ReactNode])[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 text-base max-sm:gap-y-0 sm:grid-cols-[10rem_minmax(0,1fr)]">
      {facts.map(([term, value], place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of facts
        <div key={place} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 break-words max-sm:mb-2.5">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
