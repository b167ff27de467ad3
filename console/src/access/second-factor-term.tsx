// Whether everybody who comes in by a password sets up a second factor first.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { words as dictionary, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Card } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';

export function SecondFactorTerm() {
  const w = useWords(own);
  const cache = useQueryClient();
  const terms = useQuery({ queryKey: keys.staffTerms, queryFn: () => client.call('readStaffTerms') }).data;
  const mayChange = useMe().permissions.includes('staff.change');
  const save = useMutation({
    mutationFn: (secondFactor: boolean) => client.call('changeStaffTerms', { body: { secondFactor } }),
    onSuccess: (fresh) => {
      cache.setQueryData(keys.staffTerms, fresh);
      void cache.invalidateQueries({ queryKey: keys.me });
      toast(fresh.secondFactor ? w.isAsked : w.isNotAsked);
    },
  });
  if (!terms) return null;
  return (
    <div className="mt-8">
      <Card
        title={w.title}
        about={terms.secondFactor ? w.isAsked : w.isNotAsked}
        actions={
          mayChange && (
            <Button size="sm" busy={save.isPending} onClick={() => save.mutate(!terms.secondFactor)}>
              {terms.secondFactor ? w.stop : w.ask}
            </Button>
          )
        }
      >
        {save.isError ? <Callout tone="bad" alert title={errorWords(save.error)} /> : <p className="text-base text-muted">{w.hint}</p>}
      </Card>
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
    hint: 'It counts at once, also for sessions that are open. Whoever comes by single sign-on is left to the provider; keys of programs go on.',
  },
  {
    title: 'Mehr als ein Passwort',
    isAsked: 'Wer sich nur mit Passwort anmeldet, zeigt zuerst einen Passkey oder einen Code; wer beides nicht hat, richtet etwas ein.',
    isNotAsked: 'Wer keine App mit Codes hat, dem genügt ein Passwort, auch wenn es einen Passkey gibt.',
    ask: 'Von allen verlangen',
    stop: 'Nicht mehr verlangen',
    hint: 'Es gilt sofort, auch in offenen Sitzungen. Wer über Single Sign-on kommt, ist Sache des Anbieters; Schlüssel von Programmen laufen weiter.',
  },
);
