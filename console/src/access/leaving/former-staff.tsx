// Whoever has left: until when their name is kept, and how long the company keeps it.
import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TermForm } from '#access/term-form.tsx';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { EraseNowDialog } from './erase-now-dialog.tsx';
import { leavingWords } from './words.ts';

type Member = Answer<'listStaff'>['items'][number];
const day = 86_400_000;

export function FormerStaff({ members }: { members: readonly Member[] }) {
  const w = useWords(leavingWords);
  const terms = useQuery({ queryKey: keys.staffTerms, queryFn: () => client.call('readStaffTerms') }).data;
  const { permissions } = useMe();
  const mayChange = permissions.includes('staff.change');
  const mayAnswer = permissions.includes('requests.approve');
  const [copying, setCopying] = useState<Member>();
  const [erasing, setErasing] = useState<Member>();
  if (!terms || (members.length === 0 && !mayChange)) return null;
  return (
    <div className="mt-8">
      <Card title={w.former} about={w.formerAbout}>
        {members.length > 0 && (
          <ul className="mb-5 divide-y divide-line">
            {members.map((member) => (
              <li key={member.id} className="flex flex-wrap items-center gap-3.5 py-3 first:pt-0">
                <Avatar name={member.name} id={member.id} photo={member.photo} size="sm" />
                <p className="min-w-0 grow truncate font-medium">{member.name}</p>
                <p className="shrink-0 text-right text-sm text-muted">
                  {w.left} <Time at={member.leftAt ?? ''} as="day" />, {w.erased}{' '}
                  <Time at={new Date(Date.parse(member.leftAt ?? '') + terms.formerDays * day).toISOString()} as="day" />
                </p>
                {mayAnswer && (
                  <Button size="sm" look="quiet" aria-label={w.copyOf(member.name)} onClick={() => setCopying(member)}>
                    {w.copy}
                  </Button>
                )}
                {mayChange && (
                  <Button size="sm" look="quiet" aria-label={w.eraseOf(member.name)} onClick={() => setErasing(member)}>
                    {w.eraseNow}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayChange && (
          <TermForm
            term="formerDays"
            value={terms.formerDays}
            within={[1, 3650]}
            words={{ label: `${w.terms} (${w.days})`, hint: w.termsHint, save: w.save, saved: w.saved }}
          />
        )}
      </Card>
      {copying && <CopyDialog member={copying} onClose={() => setCopying(undefined)} />}
      {erasing && <EraseNowDialog member={erasing} onClose={() => setErasing(undefined)} />}
    </div>
  );
}
