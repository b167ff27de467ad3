// How a notice reads and how it will meet people: the ease of each part with plain advice, and previews for the chat, a text message, a voice and a poster.
import { noticeLink } from '@parley/contract/notice-link';
import { posterWords } from '@parley/contract/poster-words';
import { countSegments } from '@parley/contract/segments';
import type { ReactNode } from 'react';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Callout } from '#ui/callout.tsx';
import { Card } from '#ui/page.tsx';
import { type ReadingLanguage, readingEase, secondsToSay } from './reading.ts';
import { readingWords } from './reading-words.ts';
import type { Layered } from './sections.ts';

export function ReadingPanel({ notice, language }: { notice: Layered; language: ReadingLanguage }) {
  const w = useWords(readingWords);
  const parts = [{ heading: w.firstLayer, body: notice.short }, ...notice.sections];
  const read = parts.flatMap(({ heading, body }) => {
    const ease = readingEase(body, language);
    return ease ? [{ heading, ease }] : [];
  });
  const all = readingEase(parts.map(({ body }) => body).join('\n'), language);
  const hard = read.filter(({ ease }) => ease.isHard);
  return (
    <>
      <Card title={w.title} about={w.about} actions={all && <Badge tone={all.isHard ? 'warn' : 'good'}>{w.score(all.score)}</Badge>}>
        {hard.length === 0 && <p>{w.fine}</p>}
        {hard.length > 0 && (
          <Callout tone="warn" title={w.hard(hard.length)}>
            <ul className="my-1.5 grid gap-2 text-ink">
              {hard.map(({ heading, ease }) => (
                <li key={heading}>
                  <strong className="font-medium">{heading}</strong> ({w.score(ease.score)}). {w.advice}{' '}
                  <q lang={language}>{ease.longest}</q>
                </li>
              ))}
            </ul>
          </Callout>
        )}
      </Card>
      <Previews notice={notice} language={language} />
    </>
  );
}

function Previews({ notice, language }: { notice: Layered; language: ReadingLanguage }) {
  const w = useWords(readingWords);
  const text = `${noticeLink[language]} ${location.origin}/privacy/${useMe().workspace.centreKey}/notice`; // below the first words to whoever came from elsewhere
  const { segments, length } = countSegments(text);
  const spoken = notice.short.replace(/\n+/g, ' ');
  return (
    <Card title={w.previews} about={w.previewsAbout}>
      <dl className="grid grid-cols-1 gap-4 sm:grid-cols-2" lang={language}>
        <Preview title={w.chat}>
          <p className="rounded-lg bg-accent-soft px-4 py-3 whitespace-pre-line">{notice.short}</p>
        </Preview>
        <Preview title={w.sms} note={w.segments(segments, length)}>
          <p className="rounded-lg border border-line px-4 py-3 [overflow-wrap:anywhere]">{text}</p>
        </Preview>
        <Preview title={w.voice} note={w.seconds(secondsToSay(spoken))}>
          <p className="px-1 py-1 italic">{spoken}</p>
        </Preview>
        <Preview title={w.poster} note={w.posterNote}>
          <div className="grid gap-2 rounded-lg border border-line px-4 py-3">
            <p className="text-lg font-semibold">{posterWords[language].ask}</p>
            <p>{posterWords[language].how}</p>
            <p className="text-sm">{posterWords[language].data}</p>
            <p className="font-mono text-sm break-all text-muted">{`${location.origin}/s/…`}</p>
          </div>
        </Preview>
      </dl>
    </Card>
  );
}

function Preview({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1.5">
      <dt className="text-sm font-medium">
        {title} {note && <span className="font-normal text-muted">{note}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
