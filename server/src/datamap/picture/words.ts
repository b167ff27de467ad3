// Places and people of the map in words. Categories are named as records name them.
export type MapLanguage = 'en' | 'de';
type Named = Readonly<Record<MapLanguage, string>>;

export const groupWords: Readonly<Record<'customers' | 'staff', Named>> = {
  customers: { en: 'Customers and others who write', de: 'Kunden und andere, die schreiben' },
  staff: { en: 'Members of staff', de: 'Beschäftigte' },
};
/** By room; files lie outside the database. */
export const placeWords: Readonly<Record<string, Named>> = {
  access: { en: 'Staff accounts', de: 'Konten des Teams' },
  assessments: { en: 'Assessments', de: 'Abschätzungen' },
  campaigns: { en: 'Campaigns', de: 'Kampagnen' },
  channels: { en: 'Deliveries', de: 'Zustellungen' },
  consent: { en: 'Consents', de: 'Einwilligungen' },
  conversations: { en: 'Conversations', de: 'Gespräche' },
  departure: { en: 'Leaving', de: 'Verlassen' },
  decisions: { en: 'Decisions by machines', de: 'Entscheidungen von Maschinen' },
  fields: { en: 'Fields of your own', de: 'Eigene Felder' },
  files: { en: 'Files', de: 'Dateien' },
  gate: { en: 'Restrictions and objections', de: 'Einschränkungen und Widersprüche' },
  house: { en: 'Work under way', de: 'Laufende Arbeit' },
  keys: { en: 'Keys', de: 'Schlüssel' },
  ledger: { en: 'Ledger', de: 'Protokoll' },
  monitoring: { en: 'Audits and findings', de: 'Prüfungen und Befunde' },
  people: { en: 'People and addresses', de: 'Personen und Adressen' },
  retention: { en: 'Retention', de: 'Aufbewahrung' },
  rights: { en: 'Requests', de: 'Anfragen' },
  stores: { en: 'Stores', de: 'Geschäfte' },
};
export const insideWords: Readonly<Record<'team' | 'person', Named>> = {
  team: { en: 'Your team', de: 'Das Team' },
  person: { en: 'The person themself', de: 'Die Person selbst' },
};
export const noPurpose: Named = { en: 'without a purpose', de: 'ohne Zweck' };
