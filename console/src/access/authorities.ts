// Supervisory authorities (Art. 51, 77) by country of the establishment, and for Germany by Land; beside the EEA those of the United Kingdom and Switzerland.
// A suggestion only: the field stays free, since some sectors answer to authorities of their own.

const byCountry: Readonly<Record<string, string>> = {
  AT: 'Österreichische Datenschutzbehörde, Wien',
  BE: 'Autorité de protection des données / Gegevensbeschermingsautoriteit, Bruxelles/Brussel',
  BG: 'Комисия за защита на личните данни (CPDP), София',
  CH: 'Eidgenössischer Datenschutz- und Öffentlichkeitsbeauftragter (EDÖB), Bern',
  CY: 'Office of the Commissioner for Personal Data Protection, Nicosia',
  CZ: 'Úřad pro ochranu osobních údajů, Praha',
  DK: 'Datatilsynet, Valby',
  EE: 'Andmekaitse Inspektsioon, Tallinn',
  ES: 'Agencia Española de Protección de Datos (AEPD), Madrid',
  FI: 'Tietosuojavaltuutetun toimisto, Helsinki',
  FR: 'Commission nationale de l’informatique et des libertés (CNIL), Paris',
  GB: 'Information Commissioner’s Office (ICO), Wilmslow',
  GR: 'Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα, Αθήνα',
  HR: 'Agencija za zaštitu osobnih podataka (AZOP), Zagreb',
  HU: 'Nemzeti Adatvédelmi és Információszabadság Hatóság (NAIH), Budapest',
  IE: 'Data Protection Commission, Dublin',
  IS: 'Persónuvernd, Reykjavík',
  IT: 'Garante per la protezione dei dati personali, Roma',
  LI: 'Datenschutzstelle Fürstentum Liechtenstein, Vaduz',
  LT: 'Valstybinė duomenų apsaugos inspekcija, Vilnius',
  LU: 'Commission nationale pour la protection des données (CNPD), Belvaux',
  LV: 'Datu valsts inspekcija, Rīga',
  MT: 'Office of the Information and Data Protection Commissioner, Sliema',
  NL: 'Autoriteit Persoonsgegevens, Den Haag',
  NO: 'Datatilsynet, Oslo',
  PL: 'Urząd Ochrony Danych Osobowych (UODO), Warszawa',
  PT: 'Comissão Nacional de Proteção de Dados (CNPD), Lisboa',
  RO: 'Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal (ANSPDCP), București',
  SE: 'Integritetsskyddsmyndigheten (IMY), Stockholm',
  SI: 'Informacijski pooblaščenec, Ljubljana',
  SK: 'Úrad na ochranu osobných údajov, Bratislava',
};

/** The authorities of the German Länder for companies (not for public bodies). */
const byLand: Readonly<Record<string, string>> = {
  'Baden-Württemberg': 'Der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Baden-Württemberg, Stuttgart',
  Bayern: 'Bayerisches Landesamt für Datenschutzaufsicht (BayLDA), Ansbach',
  Berlin: 'Berliner Beauftragte für Datenschutz und Informationsfreiheit, Berlin',
  Brandenburg: 'Die Landesbeauftragte für den Datenschutz und für das Recht auf Akteneinsicht Brandenburg, Kleinmachnow',
  Bremen: 'Die Landesbeauftragte für Datenschutz und Informationsfreiheit der Freien Hansestadt Bremen, Bremerhaven',
  Hamburg: 'Der Hamburgische Beauftragte für Datenschutz und Informationsfreiheit, Hamburg',
  Hessen: 'Der Hessische Beauftragte für Datenschutz und Informationsfreiheit, Wiesbaden',
  'Mecklenburg-Vorpommern': 'Der Landesbeauftragte für Datenschutz und Informationsfreiheit Mecklenburg-Vorpommern, Schwerin',
  Niedersachsen: 'Der Landesbeauftragte für den Datenschutz Niedersachsen, Hannover',
  'Nordrhein-Westfalen': 'Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen, Düsseldorf',
  'Rheinland-Pfalz': 'Der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Rheinland-Pfalz, Mainz',
  Saarland: 'Unabhängiges Datenschutzzentrum Saarland, Saarbrücken',
  Sachsen: 'Sächsische Datenschutz- und Transparenzbeauftragte, Dresden',
  'Sachsen-Anhalt': 'Landesbeauftragte für den Datenschutz Sachsen-Anhalt, Magdeburg',
  'Schleswig-Holstein': 'Unabhängiges Landeszentrum für Datenschutz Schleswig-Holstein (ULD), Kiel',
  Thüringen: 'Thüringer Landesbeauftragter für den Datenschutz und die Informationsfreiheit, Erfurt',
};

export const lands: readonly string[] = Object.keys(byLand);

/** The authority of a company established there; undefined where none is known, and for Germany without a Land. */
export function suggestedAuthority(country: string, land = ''): string | undefined {
  return country === 'DE' ? byLand[land] : byCountry[country];
}

/** The Land whose authority this is; empty for any other text. */
export function landOf(authority: string): string {
  return lands.find((land) => byLand[land] === authority) ?? '';
}

/** Whether a text came from this table, so that a change of country may replace it. */
export function isSuggestion(authority: string): boolean {
  return [...Object.values(byCountry), ...Object.values(byLand)].includes(authority);
}
