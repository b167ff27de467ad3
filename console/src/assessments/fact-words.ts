// What the house knows of the processing, in words: its rooms as places, and what it decides by itself.
import { words } from '#lib/language.ts';

export const placeWords = words(
  {
    access: 'staff accounts',
    campaigns: 'campaigns',
    channels: 'deliveries',
    consent: 'consents',
    conversations: 'conversations',
    decisions: 'decisions',
    files: 'files',
    gate: 'restrictions and objections',
    house: 'work under way',
    keys: 'keys',
    ledger: 'ledger',
    people: 'people and addresses',
    retention: 'retention',
    rights: 'requests',
    stores: 'stores',
  },
  {
    access: 'Konten des Teams',
    campaigns: 'Kampagnen',
    channels: 'Zustellungen',
    consent: 'Einwilligungen',
    conversations: 'Gespräche',
    decisions: 'Entscheidungen',
    files: 'Dateien',
    gate: 'Einschränkungen und Widersprüche',
    house: 'laufende Arbeit',
    keys: 'Schlüssel',
    ledger: 'Protokoll',
    people: 'Personen und Adressen',
    retention: 'Aufbewahrung',
    rights: 'Anfragen',
    stores: 'Geschäfte',
  },
);

export const deciderWords = words(
  {
    joining: 'Whether two records are one person',
    lapsing: 'When a yes ends',
    refusals: 'Whether data may be used',
    detection: 'What is hidden in a message',
    stops: 'Whether a message is a stop',
    limits: 'How much may be sent at a time',
    campaigns: 'Who gets a message that goes to many',
    deletion: 'When data is deleted',
    hints: 'Whether somebody may be asking for a right',
  },
  {
    joining: 'Ob zwei Einträge dieselbe Person sind',
    lapsing: 'Wann ein Ja endet',
    refusals: 'Ob Daten genutzt werden dürfen',
    detection: 'Was in einer Nachricht verborgen wird',
    stops: 'Ob eine Nachricht ein Stopp ist',
    limits: 'Wie viel auf einmal gesendet werden darf',
    campaigns: 'Wer eine Nachricht an viele bekommt',
    deletion: 'Wann Daten gelöscht werden',
    hints: 'Ob jemand ein Recht verlangen könnte',
  },
);
