// The sealed fields of a person in plain words, by `table.column`; the words of several fields are told once.
import { named, useWords, words } from '#lib/language.ts';

/** Names fields in the language of the page, each name once, in the order given. */
export function useFieldNames(): (fields: readonly string[]) => string {
  const w = useWords(fieldWords);
  return (fields) => [...new Set(fields.map((field) => named(w, field)))].join(', ');
}

export const fieldWords = words(
  {
    'people.name': 'name',
    'people.language': 'language',
    'identities.value': 'addresses',
    'identities.value-masked': 'masked addresses',
    'unmaskings.note': 'why addresses were seen in full',
    'merges.reason': 'reason for joining',
    'legal_holds.reason': 'reason of a legal hold',
    'messages.body': 'messages',
    'messages.html': 'messages',
    'messages.reaction': 'reactions',
    'template_messages.filled': 'what filled a template',
    'conversations.subject': 'subjects',
    'attachments.name': 'files',
    'attachments.content': 'files',
    'external_ids.external_id': 'marks of mails',
    'codes.code': 'codes',
    'requests.reason': 'reasons of requests',
    'requests.extension': 'why requests take longer',
    'requests.question': 'questions about requests',
    'requests.shown': 'what was shown for requests',
    'requests.text': 'requests',
    'request_cases.case_file': 'case file of an erasure',
    'consent_events.wording': 'consents',
    'consent_events.session': 'proof of consents',
    'consent_events.evidence': 'proof of consents',
  },
  {
    'people.name': 'Name',
    'people.language': 'Sprache',
    'identities.value': 'Adressen',
    'identities.value-masked': 'verdeckte Adressen',
    'unmaskings.note': 'warum Adressen ganz gesehen wurden',
    'merges.reason': 'Grund des Verbindens',
    'legal_holds.reason': 'Grund einer Aufbewahrung',
    'messages.body': 'Nachrichten',
    'messages.html': 'Nachrichten',
    'messages.reaction': 'Reaktionen',
    'template_messages.filled': 'womit eine Vorlage gefüllt wurde',
    'conversations.subject': 'Betreffe',
    'attachments.name': 'Dateien',
    'attachments.content': 'Dateien',
    'external_ids.external_id': 'Kennungen von Mails',
    'codes.code': 'Codes',
    'requests.reason': 'Gründe von Anfragen',
    'requests.extension': 'warum Anfragen länger dauern',
    'requests.question': 'Rückfragen zu Anfragen',
    'requests.shown': 'was zu Anfragen gezeigt wurde',
    'requests.text': 'Anfragen',
    'request_cases.case_file': 'Fallakte einer Löschung',
    'consent_events.wording': 'Einwilligungen',
    'consent_events.session': 'Nachweise der Einwilligungen',
    'consent_events.evidence': 'Nachweise der Einwilligungen',
  },
);
