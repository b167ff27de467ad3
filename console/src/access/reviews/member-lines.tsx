// What one colleague has, line by line, each to be kept or taken away.
import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import {
  KeyRound,
  type LucideIcon,
  MailQuestionMark,
  RefreshCw,
  ShieldUser,
  UserRound,
  UserRoundMinus,
  UsersRound,
  Waypoints,
} from 'lucide-react';
import { Where } from '#access/roles/member-grants.tsx';
import { rolesQuery } from '#access/roles/queries.ts';
import { roleWords } from '#access/roles/role-words.ts';
import { Line, Lines } from '#access/security/lines.tsx';
import { named, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { reviewWords } from './words.ts';

export type Member = NonNullable<Answer<'readAccessReview'>['review']>['members'][number];
export type ReviewLine = Member['lines'][number];
export type Deciding = { readonly line: ReviewLine; readonly what: string; readonly name: string; readonly keep: boolean };
const icons: Readonly<Record<ReviewLine['kind'], LucideIcon>> = {
  account: UserRound,
  grant: ShieldUser,
  key: KeyRound,
  membership: UsersRound,
  token: RefreshCw,
  group: Waypoints,
  invitation: MailQuestionMark,
  suspended: UserRoundMinus,
};

type Props = { member: Member; isOver: boolean; hasOthers: boolean; onDecide: (what: Deciding) => void };

export function MemberLines({ member, isOver, hasOthers, onDecide }: Props) {
  const w = useWords(reviewWords);
  const isMine = useMe().staff.id === member.staff;
  const name = member.name || w.former;
  const ways = `${w.passkeys(member.passkeys)}, ${member.secondFactor ? w.factor : w.noFactor}`;
  return (
    <Card title={name} about={isMine && hasOthers && !isOver ? `${ways}. ${w.own}` : ways}>
      <Lines>
        {member.lines.map((line) => (
          <OneLine key={line.id} {...{ line, name, onDecide }} mayDecide={!isOver && !(isMine && hasOthers)} />
        ))}
      </Lines>
    </Card>
  );
}

type LineProps = { line: ReviewLine; name: string; mayDecide: boolean; onDecide: (what: Deciding) => void };

function OneLine({ line, name, mayDecide, onDecide }: LineProps) {
  const w = useWords(reviewWords);
  const what = useWhat(line);
  const codes = useQuery({ ...rolesQuery, enabled: line.kind === 'grant' }).data?.permissions;
  const seesCustomers = codes?.some((each) => each.isContent && line.permissions.includes(each.code)) ?? false;
  const choice = mayDecide && line.decision === null && (
    <span className="flex shrink-0 gap-1.5">
      <Button size="sm" aria-label={w.keepOf(what, name)} onClick={() => onDecide({ line, what, name, keep: true })}>
        {w.keep}
      </Button>
      <Button size="sm" look="quiet" aria-label={w.takeOf(what, name)} onClick={() => onDecide({ line, what, name, keep: false })}>
        {w.take}
      </Button>
    </span>
  );
  return (
    <Line icon={icons[line.kind]} title={what} action={line.decision ? <Decided line={line} /> : choice}>
      {line.usedAt ? (
        <>
          {line.kind === 'account' ? w.signedIn : w.lastUse} <Time at={line.usedAt} as="day" />
        </>
      ) : (
        w.neverKnown
      )}
      {line.until && (
        <>
          , {w.ends} <Time at={line.until} as="day" />
        </>
      )}
      {seesCustomers && (
        <span className="block">
          <Where inboxes={line.inboxes} teams={line.teams} />
        </span>
      )}
      {(line.source === 'provider' || line.source === 'scim') && <span className="block">{w.byGroup}</span>}
      {line.decidedBy !== null && (
        <span className="block">
          {w.by(line.decidedBy || w.somebody)}
          {line.reason && `: ${line.reason}`}
        </span>
      )}
    </Line>
  );
}

function Decided({ line }: { line: ReviewLine }) {
  const w = useWords(reviewWords);
  const decision = line.decision ?? 'gone';
  return <Badge tone={decision === 'kept' ? 'good' : decision === 'taken' ? 'warn' : 'plain'}>{w[decision]}</Badge>;
}

/** What a line is about, in words: default roles by their name in this language. */
function useWhat(line: ReviewLine): string {
  const w = useWords(reviewWords);
  const roles = useWords(roleWords);
  if (line.kind === 'account' || line.kind === 'invitation' || line.kind === 'suspended') return w[line.kind];
  const name =
    line.kind === 'grant' && line.name in roles ? named(roles, line.name) : /^((rol|tem)_.*)?$/.test(line.name) ? w.goneName : line.name;
  return `${w[line.kind]} “${name}”`;
}
