// Asking for a consent, from wherever a person stands beside a conversation: the gate's answers, the dialog and the thread come together here.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { AskConsent } from '#consent/ask-consent.tsx';
import { putMessage } from '#conversations/queries.ts';
import { allowancesQuery } from '#gate/choice.tsx';
import { useLanguage } from '#lib/language.ts';

export function Asking({ person, conversation, onClose }: { person: string; conversation: string; onClose: () => void }) {
  const cache = useQueryClient();
  const query = useQuery(allowancesQuery(person, useLanguage(), conversation));
  if (!query.data) return null;
  return (
    <AskConsent
      person={person}
      conversation={conversation}
      items={query.data.items}
      onAsked={(message) => putMessage(cache, conversation, message)}
      onClose={onClose}
    />
  );
}
