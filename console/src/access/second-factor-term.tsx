// Whether everybody who comes in by a password sets up a second factor first.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { words as dictionary, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Card } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';

export function SecondFactorTerm() {
  const w = useWords(own);
  const cache = useQueryClient();
  const terms = useQuery({ queryKey: keys.staffTerms, queryFn: () => client.call('readStaffTerms') }).data;
  const mayChange = useMe().permissions.includes('staff.change');
  const [isAsking, setAsking] = useState(false);
  const save = useMutation({
    mutationFn: (body: { secondFactor: boolean; reason?: string }) => client.call('changeStaffTerms', { body }),
    onSuccess: (fresh) => {
      setAsking(false);
      cache.setQueryData(keys.staffTerms, fresh);
      void cache.invalidateQueries({ queryKey: keys.me });
      toast(fresh.secondFactor ? w.isAsked : w.isNotAsked);
    },
  });
  const stop = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate({ secondFactor: false, reason: String(new FormData(event.currentTarget).get('reason')).trim() });
  };
  if (!terms) return null;
  return (
    <div className="mt-8">
      <Card
        title={w.title}
        about={terms.secondFactor ? w.isAsked : w.isNotAsked}
        actions={
          mayChange && (
            <Button
              size="sm"
              busy={save.isPending}
              onClick={() => (terms.secondFactor ? setAsking(true) : save.mutate({ secondFactor: true }))}
            >
              {terms.secondFactor ? w.stop : w.ask}
            </Button>
          )
        }
      >
        {save.isError && !isAsking ? (
          <Callout tone="bad" alert title={errorWords(save.error)} />
        ) : (
          <p className="text-base text-muted">{w.hint}</p>
        )}
      </Card>
      <Dialog open={isAsking} onClose={() => setAsking(false)} title={w.stopTitle} about={w.stopAbout}>
        <form onSubmit={stop} className="grid gap-4">
          <Field required label={w.why} hint={w.whyHint} name="reason" minLength={3} maxLength={500} autoComplete="off" />
          {save.isError && <Callout tone="bad" alert title={errorWords(save.error)} />}
          <Actions>
            <Button onClick={() => setAsking(false)}>{w.cancel}</Button>
            <Button look="danger" type="submit" busy={save.isPending}>
              {w.stop}
            </Button>
          </Actions>
        </form>
      </Dialog>
    </div>
  );
}

const own = dictionary(
  {
    title: 'More than a password',
    isAsked: 'Whoever signs in by a password alone shows a passkey or a code first; who has neither sets one up.',
    isNotAsked: 'A password alone is enough for whoever has no app with codes, also where there is a passkey.',
    ask: 'Ask it of everybody',
    stop: 'Ask it no more',
    stopTitle: 'Ask no more than a password?',
    stopAbout:
      'Whoever steals a password then gets in, wherever no app with codes is set up. The step shows among the settings and can be taken back there.',
    why: 'Why',
    whyHint: 'A step towards less protection: the reason is kept.',
    cancel: 'Cancel',
    hint: 'It counts at once, also for sessions that are open. Whoever comes by single sign-on is left to the provider; keys of programs go on.',
  },
  {
    title: 'Mehr als ein Passwort',
    isAsked: 'Wer sich nur mit Passwort anmeldet, zeigt zuerst einen Passkey oder einen Code; wer beides nicht hat, richtet etwas ein.',
    isNotAsked: 'Wer keine App mit Codes hat, dem genügt ein Passwort, auch wenn es einen Passkey gibt.',
    ask: 'Von allen verlangen',
    stop: 'Nicht mehr verlangen',
    stopTitle: 'Nur noch ein Passwort verlangen?',
    stopAbout:
      'Wer ein Passwort stiehlt, kommt dann herein, wo keine App mit Codes eingerichtet ist. Der Schritt steht in den Einstellungen und kann dort zurückgenommen werden.',
    why: 'Warum',
    whyHint: 'Ein Schritt zu weniger Schutz: Der Grund wird festgehalten.',
    cancel: 'Abbrechen',
    hint: 'Es gilt sofort, auch in offenen Sitzungen. Wer über Single Sign-on kommt, ist Sache des Anbieters; Schlüssel von Programmen laufen weiter.',
  },
);
