// Exports of everything: asked for, approved by somebody else, fetched by whoever asked. The pass phrase is shown once.
import { type FormEvent, useState } from 'react';
import { client } from '#lib/client.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { fileSize } from '#lib/time.ts';
import { Badge } from '#ui/badge.tsx';
import { Button, buttonClass } from '#ui/button.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { Failure } from './failure.tsx';
import { type Made, useThen } from './queries.ts';
import { departureWords } from './words.ts';

export function ExportsCard({ exports }: { exports: readonly Made[] }) {
  const w = useWords(departureWords);
  const [phrase, setPhrase] = useState<string>();
  const ask = useThen(
    () => client.call('askExport'),
    ({ passPhrase }) => setPhrase(passPhrase),
  );
  const isUnderWay = exports.some(({ state }) => state === 'asked' || state === 'making');
  const button = (
    <Button look="solid" busy={ask.isPending} disabled={isUnderWay} onClick={() => ask.mutate(undefined)}>
      {w.ask}
    </Button>
  );
  return (
    <Card title={w.everything} about={w.everythingAbout} actions={button}>
      <Failure error={ask.error} />
      {exports.length === 0 && <p className="text-muted">{w.none}</p>}
      <ul className="divide-y divide-line">
        {exports.map((each) => (
          <Row key={each.id} made={each} />
        ))}
      </ul>
      {phrase !== undefined && (
        <Dialog open onClose={() => setPhrase(undefined)} title={w.phraseTitle} about={w.phraseAbout}>
          <CodeBlock label={w.phrase} text={phrase} />
          <Actions>
            <Button look="solid" onClick={() => setPhrase(undefined)}>
              {w.written}
            </Button>
          </Actions>
        </Dialog>
      )}
    </Card>
  );
}

function Row({ made }: { made: Made }) {
  const w = useWords(departureWords);
  const language = useLanguage();
  const [isFetching, setFetching] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const { id, state, isMine, waitsFor, mayApprove, rows, files, bytes, lost, fetched, confirmed, done } = made;
  const params = { export: id };
  const approve = useThen(() => client.call('approveExport', { params }));
  const remove = useThen(() => client.call('removeExport', { params }));
  const tone = state === 'ready' ? 'good' : state === 'asked' ? 'warn' : 'plain';
  return (
    <li className="grid gap-2 py-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="flex items-center gap-2.5">
          <Time at={made.askedAt} as="full" />
          {(state !== 'asked' || waitsFor !== 'privacy') && <Badge tone={tone}>{state === 'making' ? w.making(done) : w[state]}</Badge>}
          {waitsFor === 'privacy' && <Badge tone="warn">{w.privacy}</Badge>}
          {confirmed && <Badge tone="good">{w.confirmed}</Badge>}
        </p>
        <div className="flex gap-2">
          {mayApprove && (
            <Button size="sm" look="solid" busy={approve.isPending} onClick={() => approve.mutate(undefined)}>
              {w.approve}
            </Button>
          )}
          {state === 'ready' && isMine && waitsFor === null && (
            <Button size="sm" look="solid" onClick={() => setFetching(true)}>
              {w.fetch}
            </Button>
          )}
          {fetched > 0 && !confirmed && (
            <Button size="sm" onClick={() => setConfirming(true)}>
              {w.confirm}
            </Button>
          )}
          {state !== 'gone' && (
            <Button size="sm" look="quiet" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
              {w.remove}
            </Button>
          )}
        </div>
      </div>
      {state === 'ready' && (
        <p className="text-sm text-muted">
          {w.figures(rows, files)}, {fileSize(bytes, language)}. {w.fetched(fetched)}. {!isMine && w.onlyAsker} {lost > 0 && w.lost(lost)}
        </p>
      )}
      {waitsFor === 'privacy' && !mayApprove && <p className="text-sm text-muted">{w.privacyAbout}</p>}
      <Failure error={approve.error ?? remove.error} />
      {isFetching && <FetchDialog id={id} onClose={() => setFetching(false)} />}
      {isConfirming && <ConfirmDialog id={id} onClose={() => setConfirming(false)} />}
    </li>
  );
}

function FetchDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const w = useWords(departureWords);
  const link = useThen((passPhrase: string) => client.call('linkExport', { params: { export: id }, body: { passPhrase } }));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    link.mutate(String(new FormData(event.currentTarget).get('phrase') ?? '').trim());
  };
  return (
    <Dialog open onClose={onClose} title={w.fetchTitle} about={w.fetchAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <Field label={w.phrase} name="phrase" required autoComplete="off" spellCheck={false} />
        <Failure error={link.error} />
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          {link.data ? (
            <a className={buttonClass('solid')} href={link.data.path} download onClick={onClose}>
              {w.link}
            </a>
          ) : (
            <Button look="solid" type="submit" busy={link.isPending}>
              {w.fetch}
            </Button>
          )}
        </Actions>
      </form>
    </Dialog>
  );
}

function ConfirmDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const w = useWords(departureWords);
  const confirm = useThen((code: string) => client.call('confirmExport', { params: { export: id }, body: { code } }), onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    confirm.mutate(String(new FormData(event.currentTarget).get('code') ?? '').trim());
  };
  return (
    <Dialog open onClose={onClose} title={w.confirmTitle} about={w.confirmAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <Field label={w.code} name="code" required autoComplete="off" spellCheck={false} />
        <Failure error={confirm.error} />
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={confirm.isPending}>
            {w.confirm}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
