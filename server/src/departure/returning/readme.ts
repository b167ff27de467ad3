// The page of explanation in an export, in the language of the company: whoever opens it years later has nothing else to go by.
import type { Sheet } from './contents.ts';

type Language = 'en' | 'de' | 'fr' | 'es';
type Words = {
  readonly title: (name: string, at: string) => string;
  readonly warn: string;
  readonly files: readonly string[];
  readonly people: string;
  readonly lost: string;
  readonly tables: string;
  readonly not: string;
  readonly rest: string;
};

/** README.txt: what lies where, what the duties are that travel with the data, and what is not in here. */
export function readme(
  language: Language,
  name: string,
  now: Date,
  sheets: readonly Sheet[],
  leftOut: Readonly<Record<string, string>>,
): string {
  const say = words[language];
  const left = Object.entries(leftOut).map(([table, because]) => `${table} (${because})`);
  return [
    `${say.title(name, now.toISOString())}\n${'='.repeat(40)}`,
    say.warn,
    say.files.join('\n'),
    say.people,
    say.lost,
    `${say.tables} (${sheets.length}): ${sheets.map(({ table }) => table).join(', ')}.\n${say.not}: ${left.join(', ')}; ${say.rest}.\n`,
  ].join('\n\n');
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    title: (name, at) => `Everything that ${name} keeps in Parley, as of ${at}`,
    warn: 'This archive holds personal data in the clear. Keep it sealed, let nobody read it without a purpose, and delete it when it is not needed any more.',
    files: [
      'data/NAME.jsonl         one table: one JSON object per line, in the order of its key, UTF-8',
      'schema/NAME.schema.json what a line of it holds (JSON Schema 2020-12); personal values name their category',
      'files/NAME/ID           attachments and pictures; the line with that id names the path',
      'records/                records of processing (Art. 30(1) and 30(2) GDPR)',
      'ledger/                 what was done, with signatures and a verifier: node ledger/verify.mjs ledger KEY',
      'manifest.json           lines by table, size and SHA-256 of each file, what is not in here and why',
      'receipt.txt             a code: type it in under Settings, Leaving, once this archive is kept and opens',
    ],
    people: `People are named by ids (per_…) that say nothing by themselves; data/people.jsonl and data/identities.jsonl hold who they are. "merged_into" names the person of
whom somebody is a part. "marks" says what stands for a person: who is restricted (Art. 18) may be stored and hardly used, who objected (Art. 21) must not be
written to for that purpose, who is held (Art. 17(3)) must not be deleted. These duties travel with the data. data/consent_events.jsonl holds every yes and no with
its proof; data/notices.jsonl the very notices that were shown.`,
    lost: '"unreadable" in a line names values whose key was destroyed: they belonged to somebody who was erased, and nobody can open them.',
    tables: 'Tables',
    not: 'Not in here',
    rest: 'every key; passwords and other credentials',
  },
  de: {
    title: (name, at) => `Alles, was ${name} in Parley hat, Stand ${at}`,
    warn: 'Dieses Archiv enthält personenbezogene Daten im Klartext. Bewahren Sie es verschlossen auf, lassen Sie es niemanden ohne Zweck lesen, und löschen Sie es, wenn es nicht mehr gebraucht wird.',
    files: [
      'data/NAME.jsonl         eine Tabelle: ein JSON-Objekt je Zeile, in der Reihenfolge ihres Schlüssels, UTF-8',
      'schema/NAME.schema.json was eine Zeile davon enthält (JSON Schema 2020-12); personenbezogene Werte nennen ihre Kategorie',
      'files/NAME/ID           Anhänge und Bilder; die Zeile mit dieser Kennung nennt den Pfad',
      'records/                Verzeichnisse der Verarbeitungstätigkeiten (Art. 30 Abs. 1 und 2 DSGVO)',
      'ledger/                 was getan wurde, mit Signaturen und einem Prüfprogramm: node ledger/verify.mjs ledger KEY',
      'manifest.json           Zeilen je Tabelle, Größe und SHA-256 jeder Datei, was hier fehlt und warum',
      'receipt.txt             ein Code: Geben Sie ihn unter Einstellungen, Verlassen ein, wenn das Archiv aufbewahrt ist und sich öffnen lässt',
    ],
    people: `Menschen stehen hier mit Kennungen (per_…), die für sich nichts sagen; wer sie sind, steht in data/people.jsonl und data/identities.jsonl. „merged_into“ nennt die
Person, zu der jemand gehört. „marks“ sagt, was für eine Person gilt: Wer eingeschränkt ist (Art. 18), darf gespeichert und kaum genutzt werden; wer widersprochen hat
(Art. 21), darf für diesen Zweck nicht angeschrieben werden; was aufzubewahren ist (Art. 17 Abs. 3), darf nicht gelöscht werden. Diese Pflichten reisen mit den Daten.
data/consent_events.jsonl enthält jedes Ja und Nein mit seinem Nachweis, data/notices.jsonl die Hinweise, die gezeigt wurden.`,
    lost: '„unreadable“ in einer Zeile nennt Werte, deren Schlüssel vernichtet ist: Sie gehörten jemandem, der gelöscht wurde, und niemand kann sie öffnen.',
    tables: 'Tabellen',
    not: 'Nicht enthalten',
    rest: 'alle Schlüssel; Passwörter und andere Zugangsdaten',
  },
  fr: {
    title: (name, at) => `Tout ce que ${name} conserve dans Parley, au ${at}`,
    warn: 'Cette archive contient des données personnelles en clair. Gardez-la sous clé, ne laissez personne la lire sans finalité et supprimez-la quand elle n’est plus nécessaire.',
    files: [
      'data/NAME.jsonl         une table : un objet JSON par ligne, dans l’ordre de sa clé, UTF-8',
      'schema/NAME.schema.json ce que contient une ligne (JSON Schema 2020-12) ; les valeurs personnelles nomment leur catégorie',
      'files/NAME/ID           pièces jointes et images ; la ligne portant cet identifiant indique le chemin',
      'records/                registres des traitements (art. 30, paragraphes 1 et 2, du RGPD)',
      'ledger/                 ce qui a été fait, avec signatures et vérificateur : node ledger/verify.mjs ledger KEY',
      'manifest.json           lignes par table, taille et SHA-256 de chaque fichier, ce qui manque ici et pourquoi',
      'receipt.txt             un code : saisissez-le sous Paramètres, Départ, une fois l’archive conservée et ouverte',
    ],
    people: `Les personnes sont désignées par des identifiants (per_…) qui ne disent rien par eux-mêmes ; data/people.jsonl et data/identities.jsonl disent qui elles sont.
« merged_into » nomme la personne dont quelqu’un fait partie. « marks » dit ce qui vaut pour une personne : limitée (art. 18), elle peut être conservée et presque pas
utilisée ; si elle s’est opposée (art. 21), il ne faut pas lui écrire pour cette finalité ; conservée (art. 17, paragraphe 3), elle ne doit pas être supprimée. Ces
obligations voyagent avec les données. data/consent_events.jsonl contient chaque oui et chaque non avec sa preuve ; data/notices.jsonl les notices montrées.`,
    lost: '« unreadable » dans une ligne nomme des valeurs dont la clé a été détruite : elles appartenaient à une personne effacée, et nul ne peut les ouvrir.',
    tables: 'Tables',
    not: 'Absents',
    rest: 'toutes les clés ; mots de passe et autres identifiants',
  },
  es: {
    title: (name, at) => `Todo lo que ${name} guarda en Parley, a ${at}`,
    warn: 'Este archivo contiene datos personales sin cifrar. Guárdelo bajo llave, no deje que nadie lo lea sin una finalidad y bórrelo cuando ya no haga falta.',
    files: [
      'data/NAME.jsonl         una tabla: un objeto JSON por línea, en el orden de su clave, UTF-8',
      'schema/NAME.schema.json qué contiene una línea (JSON Schema 2020-12); los valores personales nombran su categoría',
      'files/NAME/ID           adjuntos e imágenes; la línea con ese identificador indica la ruta',
      'records/                registros de actividades de tratamiento (art. 30, apartados 1 y 2, del RGPD)',
      'ledger/                 lo que se hizo, con firmas y un verificador: node ledger/verify.mjs ledger KEY',
      'manifest.json           líneas por tabla, tamaño y SHA-256 de cada archivo, qué falta aquí y por qué',
      'receipt.txt             un código: introdúzcalo en Ajustes, Salida, cuando el archivo esté guardado y se abra',
    ],
    people: `Las personas figuran con identificadores (per_…) que por sí solos no dicen nada; quiénes son está en data/people.jsonl y data/identities.jsonl. «merged_into» nombra a
la persona de la que alguien forma parte. «marks» dice lo que rige para una persona: si está limitada (art. 18), puede conservarse y apenas usarse; si se opuso
(art. 21), no se le debe escribir para esa finalidad; si está retenida (art. 17, apartado 3), no debe borrarse. Estos deberes viajan con los datos.
data/consent_events.jsonl contiene cada sí y cada no con su prueba; data/notices.jsonl, los avisos que se mostraron.`,
    lost: '«unreadable» en una línea nombra valores cuya clave fue destruida: eran de alguien que fue borrado, y nadie puede abrirlos.',
    tables: 'Tablas',
    not: 'No incluido',
    rest: 'todas las claves; contraseñas y otras credenciales',
  },
};
