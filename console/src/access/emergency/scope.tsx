// What an emergency was opened for, as a link to it.
import { Link } from '@tanstack/react-router';
import { useWords } from '#lib/language.ts';
import { type Emergency, useInboxName } from './queries.ts';
import { emergencyWords } from './words.ts';

export function Scope({ emergency, link }: { emergency: Pick<Emergency, 'person' | 'inbox'>; link?: boolean }) {
  const w = useWords(emergencyWords);
  const nameOf = useInboxName();
  const look = 'text-accent underline underline-offset-2';
  if (emergency.person) {
    const shown = `${w.person} …${emergency.person.slice(-4)}`;
    if (!link) return <>{shown}</>;
    return (
      <Link to="/people/$person" params={{ person: emergency.person }} className={look}>
        {shown}
      </Link>
    );
  }
  if (!emergency.inbox) return <>{w.goneScope}</>;
  const shown = `${w.inbox} ${nameOf(emergency.inbox)}`;
  if (!link) return <>{shown}</>;
  return (
    <Link to="/inbox" search={{ view: 'all', inbox: emergency.inbox }} className={look}>
      {shown}
    </Link>
  );
}
