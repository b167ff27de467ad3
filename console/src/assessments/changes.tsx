// What has changed since an assessment was approved, field by field.
import { named, useWords } from '#lib/language.ts';
import { Callout } from '#ui/callout.tsx';
import type { Assessment } from './queries.ts';
import { ownWords, useAsked } from './words.ts';

export function Changes({ whole }: { whole: Assessment }) {
  const w = useWords(ownWords);
  const asked = useAsked();
  if (whole.changes.length === 0) {
    if (whole.because !== 'review' || whole.isFrozen) return null;
    return (
      <div className="mb-5">
        <Callout tone="warn" title={w.reviewDue} />
      </div>
    );
  }
  return (
    <div className="mb-5 grid gap-2">
      <Callout tone={whole.isFrozen ? 'plain' : 'warn'} title={w.changed}>
        {!whole.isFrozen && w.changedMore}
      </Callout>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the page is scrolled by keys */}
      <section className="overflow-x-auto" aria-label={w.changed} tabIndex={0}>
        <table className="w-full text-left text-sm">
          <thead>
            <tr className="border-b border-line">
              {[w.field, w.before, w.now].map((head) => (
                <th key={head} scope="col" className="py-1.5 pr-4 font-medium">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {whole.changes.map(({ part, code, field, before, after }) => (
              <tr key={`${part} ${code} ${field}`} className="border-b border-line align-top">
                <th scope="row" className="py-1.5 pr-4 font-medium">
                  {asked.parts[part]} {code}: {named(asked.fields, field)}
                </th>
                <td className="py-1.5 pr-4 break-words">{before || w.nothing}</td>
                <td className="py-1.5 break-words">{after || w.nothing}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
