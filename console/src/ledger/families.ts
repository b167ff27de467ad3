// Whole families of ledger entries, for a search.
import { words } from '#lib/language.ts';

/** All kinds that begin alike: what a search by a code with a full stop at its end stands for. */
export const familyWords = words(
  {
    'data.': 'Every use of data',
    'person.': 'Everything that happened to people’s records',
    'identity.': 'Everything about addresses',
    'consent.': 'Everything about consent',
    'message.': 'Everything about messages',
    'request.': 'Every step of requests',
    'notice.': 'Everything about notices and letters',
    'staff.': 'Everything about colleagues',
    'provider.': 'Everything about identity providers',
    'keys.': 'Everything about keys',
    'ledger.': 'Everything about the ledger itself',
    'retention.': 'Everything deleted when its time was over',
    'hold.': 'Everything about legal holds',
    'campaign.': 'Everything about campaigns',
    'field.': 'Everything about fields of your own',
    'tag.': 'Everything about tags',
    'assessment.': 'Everything about assessments',
  },
  {
    'data.': 'Jede Nutzung von Daten',
    'person.': 'Alles, was mit Angaben zu Personen geschah',
    'identity.': 'Alles zu Adressen',
    'consent.': 'Alles zu Einwilligungen',
    'message.': 'Alles zu Nachrichten',
    'request.': 'Jeder Schritt von Anfragen',
    'notice.': 'Alles zu Hinweisen und Briefen',
    'staff.': 'Alles zum Team',
    'provider.': 'Alles zu Identitätsanbietern',
    'keys.': 'Alles zu Schlüsseln',
    'ledger.': 'Alles zum Protokoll selbst',
    'retention.': 'Alles, was nach Fristende gelöscht wurde',
    'hold.': 'Alles zu Aufbewahrungen wegen Rechtsfällen',
    'campaign.': 'Alles zu Kampagnen',
    'field.': 'Alles zu eigenen Feldern',
    'tag.': 'Alles zu Schlagwörtern',
    'assessment.': 'Alles zu Abschätzungen',
  },
);
