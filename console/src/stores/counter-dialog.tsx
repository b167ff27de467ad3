// Serving whoever stands at the counter: they read purpose and notice on this screen in their language, then a conversation is opened, and a QR code takes it to their own phone.

import { ProblemError } from '@parley/sdk';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { CounterCode } from '#ui/counter-code.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { AreaField, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { counterWords } from './counter-words.ts';
import type { Store } from './stores-page.tsx';
import { storeWords } from './words.ts';

type Language = Store['languages'][number];

export function CounterDialog({ store, onClose }: { store: Store; onClose: () => void }) {
  const w = useWords(storeWords);
  const [language, setLanguage] = useState<Language>(store.languages[0] ?? 'en');
  const params = { store: store.id };
  const face = useQuery({
    queryKey: keys.counter(store.id, language),
    queryFn: () => client.call('readCounter', { params, query: { language } }),
  });
  const notice = face.data?.notice;
  const [clientId] = useState(() => crypto.randomUUID()); // once, however often it is sent: an answer may be lost
  const open = useMutation({
    mutationFn: (text: string) =>
      client.call('openAtCounter', {
        params,
        body: { language, noticeId: notice?.id ?? '', noticeHash: notice?.hash ?? '', text, clientId },
      }),
    onError: () => void face.refetch(), // another notice may be in force by now: it is shown, and has to be read again
  });
  const isAnew = open.error instanceof ProblemError && open.error.code === 'invalid';
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    open.mutate(String(new FormData(event.currentTarget).get('text') ?? '').trim());
  };
  const shown = counterWords[language];
  return (
    <Dialog open onClose={onClose} title={`${w.counter}: ${store.name}`} {...(!open.data && { about: w.counterAbout })} wide>
      {open.data ? (
        <div className="grid gap-4">
          <CounterCode language={language} picture={open.data.picture} />
          <Actions>
            <Link
              to="/inbox/$conversation"
              params={{ conversation: open.data.conversation }}
              className="mr-3 text-accent underline underline-offset-2"
            >
              {w.toConversation}
            </Link>
            <Button look="solid" onClick={onClose}>
              {w.close}
            </Button>
          </Actions>
        </div>
      ) : (
        <form onSubmit={submit} className="grid gap-4">
          {store.languages.length > 1 && (
            <SelectField
              label={w.counterLanguage}
              choices={store.languages.map((value) => ({ value, label: w[value] }))}
              value={language}
              onChange={(event) => setLanguage(event.target.value as Language)}
            />
          )}
          {face.isPending && <Skeleton lines={5} />}
          {face.isError && <Failed error={face.error} onRetry={() => void face.refetch()} />}
          {face.data && (
            <section lang={language} className="grid gap-3 rounded-md border border-line bg-canvas px-4 py-3">
              <div>
                <h3 className="font-semibold">{shown.what}</h3>
                <p>
                  {face.data.purpose.name}: {face.data.purpose.description}
                </p>
              </div>
              <div>
                <h3 className="font-semibold">
                  {shown.notice}: {face.data.company}
                </h3>
                <p className="whitespace-pre-line">{face.data.notice.short}</p>
              </div>
              <Disclosure quiet summary={shown.whole}>
                {face.data.notice.sections.map(({ heading, body }) => (
                  <div key={heading} className="pt-2">
                    <h4 className="text-sm font-semibold">{heading}</h4>
                    <p className="text-sm whitespace-pre-line">{body}</p>
                  </div>
                ))}
              </Disclosure>
            </section>
          )}
          <AreaField required label={w.firstWords} hint={w.firstWordsHint} name="text" maxLength={4_000} />
          <label className="flex items-start gap-2.5">
            <input key={notice?.id} type="checkbox" required className="mt-1 size-4 accent-accent" />
            {w.wasShown}
          </label>
          {isAnew && (
            <p role="alert" className="text-sm text-bad">
              {w.noticeAnew}
            </p>
          )}
          <FormEnd of={{ ...open, isError: open.isError && !isAnew }} onCancel={onClose} cancel={w.cancel}>
            {w.openCounter}
          </FormEnd>
        </form>
      )}
    </Dialog>
  );
}
