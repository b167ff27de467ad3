// The chapters of OWASP ASVS 5.0.0 in our own words, and which controls of the house answer which requirement by themselves.

export const chapters = [
  { en: 'Encoding and cleaning', de: 'Kodieren und Reinigen' },
  { en: 'Checking input, business logic', de: 'Eingaben prüfen, Geschäftslogik' },
  { en: 'Web pages', de: 'Webseiten' },
  { en: 'API', de: 'API' },
  { en: 'Files', de: 'Dateien' },
  { en: 'Signing in', de: 'Anmelden' },
  { en: 'Sessions', de: 'Sitzungen' },
  { en: 'Permissions', de: 'Berechtigungen' },
  { en: 'Tokens', de: 'Token' },
  { en: 'OAuth and OpenID Connect', de: 'OAuth und OpenID Connect' },
  { en: 'Cryptography', de: 'Kryptografie' },
  { en: 'Encrypted lines', de: 'Verschlüsselte Leitungen' },
  { en: 'Configuration', de: 'Konfiguration' },
  { en: 'Protection of data', de: 'Schutz der Daten' },
  { en: 'Code and components', de: 'Code und Komponenten' },
  { en: 'Logs and errors', de: 'Protokolle und Fehler' },
  { en: 'Calls (WebRTC)', de: 'Anrufe (WebRTC)' },
] as const;

const [headers, scripts, cookies, tls, extra] = [
  'monitoring.headers-protect',
  'monitoring.scripts-are-ours',
  'monitoring.cookies-are-closed',
  'monitoring.tls-is-served',
  'monitoring.nothing-extra-is-served',
];
/** Only where a control asks the whole of what the requirement asks. */
export const machine: Readonly<Record<string, readonly string[]>> = {
  'V3.3.1': [cookies],
  'V3.3.2': [cookies],
  'V3.3.3': [cookies],
  'V3.3.4': [cookies],
  'V3.4.1': [headers],
  'V3.4.3': [scripts],
  'V3.4.4': [headers],
  'V3.4.5': [headers],
  'V3.4.6': [headers],
  'V12.1.1': [tls],
  'V12.2.1': [tls],
  'V13.4.1': [extra],
  'V13.4.3': [extra],
  'V13.4.4': [extra],
  'V15.1.2': ['monitoring.components-are-listed'],
};
