// When a session that nobody uses is over.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { words as dictionary, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Card } from '#ui/page.tsx';
import { TermForm } from './term-form.tsx';

/** What stands below it comes with it, so that nothing moves when it comes. */
export function IdleTerm({ children }: { children?: ReactNode }) {
  const w = useWords(own);
  const query = useQuery({ queryKey: keys.staffTerms, queryFn: () => client.call('readStaffTerms') });
  const terms = query.data;
  const mayChange = useMe().permissions.includes('staff.change');
  if (query.isPending) return null;
  return (
    <>
      {terms && (
        <div className="mt-8">
          <Card title={w.title} about={w.about(terms.idleMinutes)}>
            {mayChange && <TermForm term="idleMinutes" value={terms.idleMinutes} within={[5, 1440]} words={w} />}
          </Card>
        </div>
      )}
      {children}
    </>
  );
}

const hours = (minutes: number): number | undefined => (minutes % 60 === 0 ? minutes / 60 : undefined);

const own = dictionary(
  {
    title: 'Screens that are left alone',
    about: (minutes: number) =>
      `Whoever touches neither key nor pointer for ${hours(minutes) === undefined ? `${minutes} minutes` : `${hours(minutes)} h`} is signed out. What a page asks by itself does not count.`,
    label: 'Signed out after (minutes)',
    hint: '5 to 1,440. It counts at once, also for sessions that are open.',
    save: 'Save',
    saved: 'Saved: sessions that nobody uses end by this time.',
  },
  {
    title: 'Bildschirme, an denen niemand sitzt',
    about: (minutes: number) =>
      `Wer ${hours(minutes) === undefined ? `${minutes} Minuten` : `${hours(minutes)} Std.`} lang weder Taste noch Zeiger berührt, wird abgemeldet. Was eine Seite von selbst fragt, zählt nicht.`,
    label: 'Abgemeldet nach (Minuten)',
    hint: '5 bis 1.440. Es gilt sofort, auch in offenen Sitzungen.',
    save: 'Speichern',
    saved: 'Gespeichert: Sitzungen, die niemand nutzt, enden nach dieser Zeit.',
  },
);
