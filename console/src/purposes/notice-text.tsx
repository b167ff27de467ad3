// A notice to read, or two of them compared section by section. The first layer is what the chat shows, the full one what stands behind it (WP 260).
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Article } from '#ui/refusal.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { Difference } from './difference.tsx';
import { noticeWords } from './notice-words.ts';
import { type Layered, type Pair, pairSections, paragraphs } from './sections.ts';

type Layer = 'full' | 'short';

export function NoticeText({ notice, against, lang }: { notice: Layered; against?: Layered | undefined; lang: string }) {
  const w = useWords(noticeWords);
  const [layer, setLayer] = useState<Layer>('full');
  const [onlyChanged, setOnlyChanged] = useState(true);
  const pairs = against ? pairSections(against, notice) : [];
  const unchanged = pairs.filter((pair) => pair.same).length;
  return (
    <Tabs
      label={w.layer}
      tabs={[
        { value: 'full', label: w.full },
        { value: 'short', label: w.short },
      ]}
      value={layer}
      onChange={(next) => setLayer(next as Layer)}
      aside={
        against &&
        layer === 'full' && (
          <label className="ml-auto flex min-h-7 items-center gap-2 text-sm text-muted">
            <input type="checkbox" className="size-4" checked={onlyChanged} onChange={(event) => setOnlyChanged(event.target.checked)} />
            {w.onlyChanged}
          </label>
        )
      }
    >
      <article lang={lang} className="mt-4 grid gap-5">
        <p className="rounded-md bg-accent-soft px-4 py-3">
          {against ? <Difference before={against.short} after={notice.short} /> : notice.short}
        </p>
        {layer === 'full' && !against && notice.sections.map((section) => <Plain key={section.article} {...section} />)}
        {layer === 'full' &&
          against &&
          pairs.filter((pair) => !(onlyChanged && pair.same)).map((pair) => <Compared key={pair.key} pair={pair} />)}
      </article>
      {against && layer === 'full' && onlyChanged && unchanged > 0 && <p className="mt-4 text-sm text-muted">{w.unchanged(unchanged)}</p>}
    </Tabs>
  );
}

function Plain({ heading, article, also = [], body }: Layered['sections'][number]) {
  return (
    <section>
      <h3 className="font-semibold">
        {heading} <Article of={article} />{' '}
        {also.map((each) => (
          <Article key={each} of={each} />
        ))}
      </h3>
      <Prose text={body} />
    </section>
  );
}

/** Lines with a bullet in front become a list, as customers see them; the rest stays as it was written. */
function Prose({ text }: { text: string }) {
  return (
    <div className="mt-0.5 max-w-prose leading-relaxed text-muted">
      {paragraphs(text).map(({ lines, isList }) =>
        isList ? (
          <ul key={lines[0]} className="my-1 grid list-disc gap-1 pl-5">
            {lines.map((line) => (
              <li key={line}>{line.replace(/^• ?/, '')}</li>
            ))}
          </ul>
        ) : (
          <p key={lines[0]} className="whitespace-pre-line">
            {lines.join('\n')}
          </p>
        ),
      )}
    </div>
  );
}

function Compared({ pair: { before, after, same } }: { pair: Pair }) {
  const w = useWords(noticeWords);
  return (
    <section>
      <h3 className="flex flex-wrap items-center gap-x-2 font-semibold">
        <Difference before={before?.heading ?? ''} after={after?.heading ?? ''} /> <Article of={after?.article ?? before?.article ?? ''} />
        {!before && <Badge tone="good">{w.sectionNew}</Badge>}
        {!after && <Badge tone="bad">{w.sectionGone}</Badge>}
        {same && <Badge>{w.sectionSame}</Badge>}
      </h3>
      <p className="mt-1 max-w-prose">
        <Difference before={before?.body ?? ''} after={after?.body ?? ''} />
      </p>
    </section>
  );
}
