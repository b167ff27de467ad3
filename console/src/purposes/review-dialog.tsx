// Before a purpose is saved: what changes in words, what follows from it, and the two things only a person can say: why, and whether it means the same.
import type { Body } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorWords, fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { useLasting } from '#lib/lasting.ts';
import { useNotesThatEnd, useNotesThatGo } from '#lib/own-fields.ts';
import { Button } from '#ui/button.tsx';
import { channelWords } from '#ui/channel.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField } from '#ui/field.tsx';
import { termWords } from './consent-terms-words.ts';
import { Difference } from './difference.tsx';
import { consequences, type Draft, languages, sourcesOf, type Term } from './draft.ts';
import type { Purpose } from './purposes-page.tsx';
import { renewalsQuery } from './renewals.tsx';
import { purposeSourceWords } from './source-words.ts';
import { useChange } from './switch-dialog.tsx';
import { purposeWords } from './words.ts';

type Meaning = 'same' | 'changed';

export function ReviewDialog({ purpose, draft, open, onClose }: { purpose: Purpose; draft: Draft; open: boolean; onClose: () => void }) {
  const w = useWords(purposeWords);
  return (
    <Dialog wide open={open} onClose={onClose} title={w.reviewTitle}>
      <Review purpose={purpose} draft={draft} onClose={onClose} />
    </Dialog>
  );
}

function Review({ purpose, draft, onClose }: { purpose: Purpose; draft: Draft; onClose: () => void }) {
  const w = useWords(purposeWords);
  const t = useWords(termWords);
  const change = useChange(purpose, onClose);
  const found = consequences(purpose, draft);
  const [meaning, setMeaning] = useState<Meaning | undefined>(found.coversMore ? 'changed' : undefined);
  const [asksAgain, setAsksAgain] = useState(false);
  const ends = found.agreesToMore || meaning === 'changed';
  const figures = useQuery({ ...renewalsQuery(purpose), enabled: ends }).data;
  const notes = useNotesThatGo(purpose.code);
  const ending = useNotesThatEnd(purpose.code, draft.period);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    change.mutate({
      ...(draft.active !== purpose.active && { active: draft.active }),
      ...(draft.period !== purpose.period && { period: draft.period }),
      ...(draft.starts !== purpose.starts && { starts: draft.starts }),
      ...(found.moved && { channels: draft.channels }),
      ...(found.sourced && { sources: sourcesOf(draft) }),
      ...termsOf(draft, found.terms),
      ...(found.words.length > 0 && { texts: trimmed(draft.texts) }),
      ...(found.asksMeaning && meaning && { meaningChanged: meaning === 'changed' }),
      ...(ends && { askAgain: asksAgain }),
      ...(reason && { reason }),
    });
  };
  const follows = [
    w.followsVersion(purpose.version + 1),
    purpose.code === 'staff-administration' ? w.followsNoNotice : w.followsNotice,
    ...(notes && purpose.active && !draft.active ? [notes] : []),
    ...(ending && draft.active && draft.period !== purpose.period ? [ending] : []),
    ...(found.lessPrivate ? [w.followsReason] : []),
    ...(ends ? [figures ? t.endsNow(figures.stand) : w.followsAsk] : found.asksMeaning && meaning ? [w.followsSame] : []),
  ];
  const complaint = change.isError ? (fieldError(change.error, 'reason') ?? errorWords(change.error)) : undefined;
  return (
    <form onSubmit={submit} className="grid gap-5">
      <Changes purpose={purpose} draft={draft} />
      {found.asksMeaning && (
        <fieldset>
          <legend className="mb-1.5 font-medium">{w.meaning}</legend>
          {found.coversMore && <p className="mb-1.5 text-sm text-muted">{w.meaningMore}</p>}
          {(['same', 'changed'] as const).map((value) => (
            <label key={value} className="flex min-h-8 items-center gap-2.5 pointer-coarse:min-h-10">
              <input
                type="radio"
                name="meaning"
                required
                className="size-4"
                checked={meaning === value}
                onChange={() => setMeaning(value)}
              />
              {value === 'changed' ? w.meaningChanged : found.coversMore ? w.meaningCovers : w.meaningSame}
            </label>
          ))}
        </fieldset>
      )}
      {ends && (
        <div>
          <label className="flex min-h-8 items-center gap-2.5 pointer-coarse:min-h-10">
            <input type="checkbox" className="size-4" checked={asksAgain} onChange={() => setAsksAgain(!asksAgain)} />
            {t.askAgain}
          </label>
          <p className="text-sm text-muted">{t.askAgainHelp}</p>
        </div>
      )}
      <section aria-live="polite">
        <h3 className="font-semibold">{w.follows}</h3>
        <ul className="mt-1 grid list-disc gap-1 pl-5">
          {follows.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      {found.lessPrivate && <AreaField required label={w.reason} name="reason" maxLength={500} error={complaint} />}
      {!found.lessPrivate && complaint && (
        <p role="alert" className="text-sm text-bad">
          {complaint}
        </p>
      )}
      <Actions>
        <Button onClick={onClose}>{w.cancel}</Button>
        <Button look="solid" type="submit" busy={change.isPending}>
          {w.saveAs(purpose.version + 1)}
        </Button>
      </Actions>
    </form>
  );
}

function Changes({ purpose, draft }: { purpose: Purpose; draft: Draft }) {
  const w = useWords(purposeWords);
  const names = useWords(channelWords);
  const t = useWords(termWords);
  const s = useWords(purposeSourceWords);
  const { moved, sourced, words, terms } = consequences(purpose, draft);
  const sources = (of: Draft) => of.sources.map(({ origin, names }) => `${s[origin]}: ${names.en ?? ''}`).join('; ') || w.nowhere;
  const lasting = useLasting();
  const list = (channels: Draft['channels']) => channels.map((channel) => names[channel]).join(', ') || w.nowhere;
  const term: Record<Term, (of: Draft) => string> = {
    confirmOn: ({ confirmOn }) => confirmOn.map((channel) => names[channel]).join(', ') || w.nowhere,
    specialCategories: ({ specialCategories }) => specialCategories.map((each) => t[each]).join(', ') || t.none,
    toChildren: ({ toChildren }) => (toChildren ? t.yes : t.no),
    renewAfter: ({ renewAfter }) => lasting(renewAfter),
    askBeforeEnd: ({ askBeforeEnd }) => (askBeforeEnd ? t.yes : t.no),
  };
  const state = (active: boolean) => (active ? w.stateOn : w.stateOff);
  const plain = [
    ...(draft.active === purpose.active ? [] : [[w.switchLabel(purpose.name), state(purpose.active), state(draft.active)] as const]),
    ...(draft.period === purpose.period ? [] : [[w.period, lasting(purpose.period), lasting(draft.period)] as const]),
    ...(draft.starts === purpose.starts ? [] : [[w.counted, w[purpose.starts], w[draft.starts]] as const]),
    ...(sourced ? [[s.named, sources(purpose), sources(draft)] as const] : []),
    ...(moved ? [[w.channels, list(purpose.channels), list(draft.channels)] as const] : []),
    ...terms.map((each) => [t[each], term[each](purpose), term[each](draft)] as const),
  ];
  return (
    <section>
      <h3 className="font-semibold">{w.changes}</h3>
      <dl className="mt-1 grid gap-2">
        {plain.map(([what, before, after]) => (
          <div key={what}>
            <dt className="text-sm text-muted">{what}</dt>
            <dd>
              {w.from(before)} {w.to(after)}
            </dd>
          </div>
        ))}
        {words.map(({ language, part, before, after }) => (
          <div key={`${language} ${part}`}>
            <dt className="text-sm text-muted">{`${w[part]}, ${w[language]}`}</dt>
            <dd>
              <Difference before={before} after={after} lang={language} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The terms that differ; the wire knows a second step on email and text messages alone. */
function termsOf(draft: Draft, changed: readonly Term[]): Partial<Body<'changePurpose'>> {
  const confirmOn = draft.confirmOn.filter((channel) => channel === 'email' || channel === 'sms');
  const all = { ...draft, confirmOn };
  return Object.fromEntries(changed.map((term) => [term, all[term]]));
}

/** Blanks around the words do not count; a part that a purpose has no words for stays away. */
function trimmed(texts: Draft['texts']): Draft['texts'] {
  const one = (text: Draft['texts']['en']): Draft['texts']['en'] =>
    Object.fromEntries(Object.entries(text).map(([part, words]) => [part, words.trim()])) as Draft['texts']['en'];
  const all = languages.map((language) => [language, one(texts[language])] as const);
  return Object.fromEntries(all) as Draft['texts'];
}
