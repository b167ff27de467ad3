// What a request asks: what follows by law, the person's own words, the identity in question, and what they were answered.
import { useQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Card } from '#ui/page.tsx';
import { courseWords } from './course-words.ts';
import { doubtWords } from './doubt-words.ts';
import { feeWords } from './fee-words.ts';
import type { Request } from './queries.ts';
import { Representative } from './representative.tsx';
import { lawOf } from './wish.ts';
import { wishWords } from './wish-words.ts';

export function Asked({ request }: { request: Request }) {
  const w = useWords(wishWords);
  const course = useWords(courseWords);
  const doubts = useWords(doubtWords);
  const fees = useWords(feeWords);
  const language = useLanguage();
  return (
    <Card title={w.lawTitle}>
      <p className="text-pretty text-muted">{w[lawOf(request)]}</p>
      {request.text && <Quote title={w.text} text={request.text} note={w.textNote} />}
      {request.shown && <Quote title={course.shown} text={request.shown} />}
      <Representative request={request} />
      {request.onBehalf === 'heir' && <p className="mt-3 text-sm text-pretty text-muted">{course.heirNote}</p>}
      {request.added.map(({ kind, at, text }) => (
        <Quote
          key={`${kind} ${at}`}
          title={
            {
              text: course.addedText,
              question: course.asked,
              why: course.addedWhy,
              answer: course.addedAnswer,
              shown: course.shown,
              doubt: doubts.aboutDoubt,
            }[kind]
          }
          text={text}
        />
      ))}
      {request.question && request.added.every(({ kind }) => kind !== 'question') && <Quote title={course.asked} text={request.question} />}
      {request.extension && <Quote title={course.whyLonger} text={request.extension} />}
      {request.fee && (
        <Quote
          title={`${fees.fee}: ${priceOf(request.fee, language)}, ${fees[`fee-state-${request.fee.state}`]}`}
          text={request.fee.calculation ?? ''}
        />
      )}
      {request.reason && <Quote title={w.answer} text={request.reason} />}
    </Card>
  );
}

/** An amount as the language writes it. */
function priceOf({ amount, currency }: NonNullable<Request['fee']>, language: string): string {
  const shown = new Intl.NumberFormat(language, { style: 'currency', currency });
  return shown.format(amount / 10 ** (shown.resolvedOptions().maximumFractionDigits ?? 2));
}

function Quote({ title, text, note }: { title: string; text: string; note?: string }) {
  return (
    <figure className="mt-4">
      <figcaption className="mb-1.5 text-sm font-semibold">{title}</figcaption>
      <blockquote className="border-l-2 border-edge pl-3.5 break-words whitespace-pre-line">{text}</blockquote>
      {note && <p className="mt-1.5 text-sm text-muted">{note}</p>}
    </figure>
  );
}

/** The identity that the person says is not theirs, read with the person and so recorded like any look at them. */
export function ContestedIdentity({ person, identity }: { person: string; identity: string }) {
  const w = useWords(wishWords);
  const query = useQuery({ queryKey: keys.person(person), queryFn: () => client.call('readPerson', { params: { person } }) });
  if (query.isPending)
    return (
      <span aria-busy className="text-muted">
        …
      </span>
    );
  const found = query.data?.identities.find((each) => each.id === identity);
  if (!found) return <span className="text-muted">{w.identityGone}</span>;
  return <span className="break-all">{found.kind === 'visitor' ? w['visitor-identity'] : found.value}</span>;
}
