// What the fields of a colleague's copy are called on its readable page (Art. 12(1), 15). In the file for programs they keep the names that programs know.

const words: Readonly<Record<string, { readonly en: string; readonly de: string }>> = {
  at: { en: 'When', de: 'Wann' },
  // the account
  name: { en: 'Name', de: 'Name' },
  email: { en: 'E-mail address', de: 'E-Mail-Adresse' },
  joinedAt: { en: 'Joined', de: 'Beigetreten' },
  suspendedAt: { en: 'Suspended', de: 'Gesperrt' },
  leftAt: { en: 'Left', de: 'Ausgeschieden' },
  type: { en: 'Kind of picture', de: 'Art des Bildes' },
  // how they come in
  device: { en: 'Device', de: 'Gerät' },
  lastSeen: { en: 'Last seen', de: 'Zuletzt gesehen' },
  endsAt: { en: 'Ends', de: 'Endet' },
  usedAt: { en: 'Last used', de: 'Zuletzt benutzt' },
  usedOn: { en: 'Last used on', de: 'Zuletzt benutzt am' },
  confirmedAt: { en: 'Confirmed', de: 'Bestätigt' },
  left: { en: 'Codes left', de: 'Übrige Codes' },
  scopes: { en: 'What it may do', de: 'Was er darf' },
  provider: { en: 'Provider', de: 'Anbieter' },
  because: { en: 'Why it was refused', de: 'Warum abgelehnt' },
  network: { en: 'Network', de: 'Netz' },
  tries: { en: 'Tries', de: 'Versuche' },
  // what a provider of accounts says
  userName: { en: 'Name at the provider', de: 'Name beim Anbieter' },
  externalId: { en: 'Number at the provider', de: 'Nummer beim Anbieter' },
  displayName: { en: 'Name that is shown', de: 'Angezeigter Name' },
  formatted: { en: 'Full name', de: 'Vollständiger Name' },
  givenName: { en: 'First name', de: 'Vorname' },
  familyName: { en: 'Family name', de: 'Nachname' },
  active: { en: 'Active there', de: 'Dort aktiv' },
  group: { en: 'Group', de: 'Gruppe' },
  // what they may
  role: { en: 'Role', de: 'Rolle' },
  inboxes: { en: 'Inboxes', de: 'Postfächer' },
  teams: { en: 'Teams', de: 'Teams' },
  until: { en: 'Until', de: 'Bis' },
  team: { en: 'Team', de: 'Team' },
  source: { en: 'Where it came from', de: 'Woher es kam' },
  reason: { en: 'Reason', de: 'Grund' },
  verdict: { en: 'Judged', de: 'Beurteilt' },
  kind: { en: 'What', de: 'Was' },
  part: { en: 'Part', de: 'Anteil' },
  target: { en: 'About what', de: 'Worüber' },
  decision: { en: 'Decision', de: 'Entscheidung' },
  entries: { en: 'How many', de: 'Anzahl' },
};

/** What a field is called; its own name where nobody gave it one. */
export const fieldWord = (field: string, language: 'en' | 'de'): string => words[field]?.[language] ?? field;
export const isNamed = (field: string): boolean => words[field] !== undefined;
