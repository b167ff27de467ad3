// Who works here, and inviting others by a link that is handed over.

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { QuietLink } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { IdleTerm } from './idle-term.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { FormerStaff } from './leaving/former-staff.tsx';
import { MemberMenu } from './leaving/member-menu.tsx';
import { leavingWords } from './leaving/words.ts';
import { grantWords } from './roles/grant-words.ts';
import { type Member, MemberGrants } from './roles/member-grants.tsx';
import { SecondFactorTerm } from './second-factor-term.tsx';
import { StaffKeysCard } from './staff-keys-card.tsx';
import { TakeFactorDialog } from './take-factor-dialog.tsx';
import { staffWords } from './words.ts';

export function StaffPage() {
  const w = useWords(staffWords);
  const g = useWords(grantWords);
  const me = useMe();
  const query = useQuery({ queryKey: keys.staff, queryFn: () => client.call('listStaff') });
  const [inviting, setInviting] = useState(false);
  const [taking, setTaking] = useState<Member>();
  const invite = me.permissions.includes('staff.invite') && (
    <Button look="solid" icon={UserRoundPlus} onClick={() => setInviting(true)}>
      {w.invite}
    </Button>
  );
  return (
    <Page narrow title={w.title} about={w.about} actions={invite}>
      {query.isPending && <Skeleton lines={6} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {isFounder(me.staff.grants) && query.data && (
        <div className="mb-5">
          <Callout>{g.founder}</Callout>
        </div>
      )}
      {query.data && (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
          {query.data.items
            .filter((member) => !member.leftAt)
            .map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                isMe={member.id === me.staff.id}
                mayChange={me.permissions.includes('staff.change')}
                onTake={setTaking}
              />
            ))}
        </ul>
      )}
      <p className="mt-5 text-sm">
        <Link to="/staff/roles" className="text-accent underline-offset-2 hover:underline">
          {g.allRoles}
        </Link>
      </p>
      {query.data && <SecondFactorTerm />}
      {query.data && <FormerStaff members={query.data.items.filter((member) => member.leftAt)} />}
      {query.data && <IdleTerm>{me.permissions.includes('staff.change') && <StaffKeysCard />}</IdleTerm>}
      {taking && <TakeFactorDialog member={taking} onClose={() => setTaking(undefined)} />}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
    </Page>
  );
}

type RowProps = { member: Member; isMe: boolean; mayChange: boolean; onTake: (member: Member) => void };

function MemberRow({ member, isMe, mayChange, onTake }: RowProps) {
  const w = useWords(staffWords);
  const standing = useWords(leavingWords);
  return (
    <li className="border-b border-line px-5 py-3.5 last:border-b-0">
      <div className="flex items-start gap-x-3.5 gap-y-1 max-sm:flex-wrap">
        <Avatar name={member.name} id={member.id} photo={member.photo} />
        <div className="min-w-0 grow basis-0">
          <p className="truncate font-medium">
            {member.name} {isMe && <span className="font-normal text-muted">({w.you})</span>}
          </p>
          <p className="truncate text-sm text-muted">{member.email}</p>
        </div>
        <div className="flex shrink-0 flex-col items-end gap-1 max-sm:order-last max-sm:w-full max-sm:items-start max-sm:pl-12.5">
          <span className="text-xs text-muted">
            {member.suspendedAt ? (
              <>
                {standing.suspended} <Time at={member.suspendedAt} as="day" />
              </>
            ) : member.joinedAt ? (
              <>
                {w.joined} <Time at={member.joinedAt} as="day" />
              </>
            ) : (
              w.invited
            )}
          </span>
          {member.secondFactor && (
            <span className="flex items-center gap-2 text-xs text-muted">
              {w.secondFactor}
              {mayChange && !isMe && (
                <QuietLink onClick={() => onTake(member)} label={w.takeFactorOf(member.name)}>
                  {w.takeFactor}
                </QuietLink>
              )}
            </span>
          )}
        </div>
        {mayChange && !isMe && <MemberMenu member={member} />}
      </div>
      <div className="sm:ml-12.5">
        <MemberGrants member={member} isMe={isMe} mayChange={mayChange} />
      </div>
    </li>
  );
}

/** One person with the three roles that a company needs to begin. */
const isFounder = (grants: Member['grants']): boolean =>
  ['administrator', 'supervisor', 'privacy-officer'].every((role) => grants.some((grant) => grant.role === role));
