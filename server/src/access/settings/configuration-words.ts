// The words of the options: what each is called, and why its default is what it is.
import type { options } from '#kit/config';
import { days, hours, type Setting, seconds, size, type Words } from '#kit/setting';

export type Name = keyof typeof options;
export type Said = Pick<Setting, 'group' | 'title' | 'reason'> & {
  readonly article?: string | null;
  readonly unit?: (amount: number) => Words;
};

export const words: Partial<Record<Name, Said>> = {
  port: {
    group: 'operation',
    title: { en: 'Port of pages and API', de: 'Port für Seiten und API' },
    reason: {
      en: 'Needs no rights of the system; a reverse proxy stands before it.',
      de: 'Braucht keine Systemrechte; davor steht ein Reverse-Proxy.',
    },
  },
  host: {
    group: 'security',
    title: { en: 'Address on which Parley listens', de: 'Adresse, auf der Parley hört' },
    reason: { en: 'Only this machine reaches it until you open it.', de: 'Nur diese Maschine erreicht es, bis ihr es öffnet.' },
    article: '32(1)(b)',
  },
  publicUrl: {
    group: 'operation',
    title: { en: 'Public address', de: 'Öffentliche Adresse' },
    reason: {
      en: 'Links in mails carry it; with https, cookies travel encrypted only.',
      de: 'Links in Mails tragen sie; mit https reisen Cookies nur verschlüsselt.',
    },
  },
  tlsCert: {
    group: 'security',
    title: { en: 'Certificate for pages and API', de: 'Zertifikat für Seiten und API' },
    reason: {
      en: 'Only this machine reaches it at first; a reverse proxy may hold the certificate instead.',
      de: 'Zuerst erreicht es nur diese Maschine; das Zertifikat kann auch ein Reverse-Proxy halten.',
    },
    article: '32(1)(a)',
  },
  tlsKey: {
    group: 'security',
    title: { en: 'Key of that certificate', de: 'Schlüssel dieses Zertifikats' },
    reason: { en: 'Belongs to the certificate.', de: 'Gehört zum Zertifikat.' },
    article: '32(1)(a)',
  },
  openDsrCert: {
    group: 'security',
    title: { en: 'Certificate that signs OpenDSR', de: 'Zertifikat, das OpenDSR unterschreibt' },
    reason: {
      en: 'Without a certificate of your domain no platform could tell our answers from forged ones, so the door stays shut.',
      de: 'Ohne ein Zertifikat eurer Domain könnte keine Plattform unsere Antworten von gefälschten unterscheiden, also bleibt die Tür zu.',
    },
    article: '32(1)(b)',
  },
  openDsrKey: {
    group: 'security',
    title: { en: 'Key of that certificate', de: 'Schlüssel dieses Zertifikats' },
    reason: { en: 'Belongs to the certificate.', de: 'Gehört zum Zertifikat.' },
    article: '32(1)(b)',
  },
  trustProxy: {
    group: 'security',
    title: { en: 'Reverse proxies that are believed', de: 'Reverse-Proxys, denen geglaubt wird' },
    reason: {
      en: 'Nobody may claim another address before you name who may.',
      de: 'Niemand darf eine fremde Adresse vorgeben, bis ihr sagt, wer es darf.',
    },
    article: '32(1)(b)',
  },
  data: {
    group: 'operation',
    title: { en: 'Folder of data', de: 'Ordner der Daten' },
    reason: { en: 'Beside the program, so that one folder is all there is.', de: 'Neben dem Programm: Ein Ordner ist alles.' },
  },
  keys: {
    group: 'security',
    title: { en: 'Folder of keys', de: 'Ordner der Schlüssel' },
    reason: {
      en: 'Starts without set-up. Another disk and another backup than the data is better.',
      de: 'Startet ohne Einrichtung. Besser: andere Platte, anderes Backup als die Daten.',
    },
    article: '32(1)(a)',
  },
  databaseUrl: {
    group: 'operation',
    title: { en: 'Database', de: 'Datenbank' },
    reason: {
      en: 'Without one the embedded PostgreSQL runs, reachable from this machine only.',
      de: 'Ohne Angabe läuft das eingebaute PostgreSQL, nur von dieser Maschine erreichbar.',
    },
  },
  poolSize: {
    group: 'operation',
    title: { en: 'Database connections', de: 'Verbindungen zur Datenbank' },
    reason: {
      en: 'Enough for a hundred people at work on a small machine.',
      de: 'Genug für hundert Arbeitende auf einer kleinen Maschine.',
    },
  },
  smtpPort: {
    group: 'channels',
    title: { en: 'Port on which mail is received', de: 'Port, auf dem Mail ankommt' },
    reason: { en: 'Needs no rights of the system; forward port 25 to it.', de: 'Braucht keine Systemrechte; leitet Port 25 dorthin.' },
  },
  smtpHost: {
    group: 'channels',
    title: { en: 'Address on which mail is received', de: 'Adresse, auf der Mail ankommt' },
    reason: { en: 'Only this machine reaches it until you open it.', de: 'Nur diese Maschine erreicht sie, bis ihr sie öffnet.' },
    article: '32(1)(b)',
  },
  smtpTlsCert: {
    group: 'channels',
    title: { en: 'Certificate for mail', de: 'Zertifikat für Mail' },
    reason: {
      en: 'One is made at the start, so that mail is encrypted from the first day.',
      de: 'Beim Start wird eines erzeugt: Mail ist ab dem ersten Tag verschlüsselt.',
    },
    article: '32(1)(a)',
  },
  smtpTlsKey: {
    group: 'channels',
    title: { en: 'Key of that certificate', de: 'Schlüssel dieses Zertifikats' },
    reason: { en: 'Made with it; the file is readable by Parley alone.', de: 'Entsteht mit ihm; die Datei liest nur Parley.' },
    article: '32(1)(a)',
  },
  smtpRelay: {
    group: 'privacy',
    title: { en: 'Relay that carries mail out', de: 'Relay, das Mail hinausträgt' },
    reason: {
      en: 'No recipient gets data before you choose one: mail is captured, nothing leaves.',
      de: 'Kein Empfänger erhält Daten, bevor ihr einen wählt: Mail wird abgefangen, nichts geht hinaus.',
    },
    article: '25(2)',
  },
  smtpRelayPlainReason: {
    group: 'security',
    title: { en: 'Mail may go to the relay without TLS, because', de: 'Mail darf ohne TLS zum Relay gehen, weil' },
    reason: {
      en: 'Nobody on the way may read along: no encryption, no mail.',
      de: 'Niemand auf dem Weg soll mitlesen: keine Verschlüsselung, keine Mail.',
    },
    article: '32(1)(a)',
  },
  mailMaxBytes: {
    group: 'channels',
    title: { en: 'Largest mail accepted', de: 'Größte Mail, die angenommen wird' },
    reason: { en: 'What most mail providers accept.', de: 'Was die meisten Mailanbieter annehmen.' },
    unit: size,
  },
  attachmentMaxBytes: {
    group: 'channels',
    title: { en: 'Largest file accepted', de: 'Größte Datei, die angenommen wird' },
    reason: { en: 'A long scan fits, a film does not.', de: 'Ein langer Scan passt, ein Film nicht.' },
    unit: size,
  },
  bodySeconds: {
    group: 'security',
    title: { en: 'A request must have come in whole after', de: 'Eine Anfrage muss ganz da sein nach' },
    reason: {
      en: 'Long enough for a file over a slow line, too short to hold lines open for nothing.',
      de: 'Lang genug für eine Datei über eine langsame Leitung, zu kurz, um Leitungen umsonst offen zu halten.',
    },
    article: '32(1)(b)',
    unit: seconds,
  },
  epochHours: {
    group: 'privacy',
    title: {
      en: 'An erased person opens from no log and no backup after',
      de: 'Wer gelöscht ist, öffnet aus keinem Log und keinem Backup nach',
    },
    reason: {
      en: 'Erased should mean erased, also on old disks, within a day.',
      de: 'Gelöscht soll gelöscht heißen, auch auf alten Platten, binnen eines Tages.',
    },
    article: '17(1)',
    unit: hours,
  },
  backupDays: {
    group: 'privacy',
    title: { en: 'A backup opens no more after', de: 'Ein Backup öffnet nicht mehr nach' },
    reason: {
      en: 'Long enough to find a mistake; older copies would only keep what should be gone.',
      de: 'Lang genug, um einen Fehler zu finden; ältere Kopien hielten nur fest, was weg sein soll.',
    },
    article: '5(1)(e)',
    unit: days,
  },
  keyCacheSeconds: {
    group: 'privacy',
    title: { en: 'An opened key stays in memory for', de: 'Ein geöffneter Schlüssel bleibt im Speicher für' },
    reason: {
      en: 'Quick for a page of messages; an erasure drops it at once.',
      de: 'Schnell für eine Seite Nachrichten; eine Löschung verwirft ihn sofort.',
    },
    article: '32(1)(a)',
    unit: seconds,
  },
};
