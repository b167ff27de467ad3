// The categories of the Data Privacy Vocabulary in plain words.
import { named, useWords, words } from '#lib/language.ts';

/** Names categories in the language of the page, in one line. */
export function useCategoryNames(): (categories: readonly string[]) => string {
  const w = useWords(categoryWords);
  return (categories) => categories.map((category) => named(w, category)).join(', ');
}

const categoryWords = words(
  {
    all: 'everything that is held (Art. 15)',
    Name: 'name',
    Contact: 'contact details',
    EmailAddress: 'email address',
    TelephoneNumber: 'phone number',
    AccountIdentifier: 'account',
    Identifying: 'identifiers',
    Language: 'language',
    Communication: 'messages',
    EmailContent: 'emails',
    CommunicationsMetadata: 'when and how somebody wrote',
    SocialMediaCommunication: 'messages on social media',
    Preference: 'preferences',
    Authenticating: 'codes for signing in',
    UserAgent: 'browser',
    Location: 'page of the visit',
    VoiceCommunicationRecording: 'recorded calls',
  },
  {
    all: 'alles, was gespeichert ist (Art. 15)',
    Name: 'Name',
    Contact: 'Kontaktdaten',
    EmailAddress: 'E-Mail-Adresse',
    TelephoneNumber: 'Telefonnummer',
    AccountIdentifier: 'Konto',
    Identifying: 'Kennungen',
    Language: 'Sprache',
    Communication: 'Nachrichten',
    EmailContent: 'E-Mails',
    CommunicationsMetadata: 'wann und wie jemand schrieb',
    SocialMediaCommunication: 'Nachrichten in sozialen Medien',
    Preference: 'Vorlieben',
    Authenticating: 'Codes zur Anmeldung',
    UserAgent: 'Browser',
    Location: 'Seite des Besuchs',
    VoiceCommunicationRecording: 'aufgezeichnete Anrufe',
  },
);
