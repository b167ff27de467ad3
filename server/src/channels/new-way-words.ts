// The letter about a new way into an account of staff, in the four languages of a company. It names nobody.
type Words = { readonly subject: string; readonly text: string };
type What = 'passkey' | 'app' | 'key';
type Letter = {
  readonly passkey: string;
  readonly app: string;
  readonly key: string;
  readonly write: (company: string, what: string) => Words;
};

const en: Letter = {
  passkey: 'A passkey',
  app: 'An app with codes',
  key: 'A key for a program',
  write: (company, what) => ({
    subject: `${company}: a new way into your account`,
    text: `${what} was added to your account in Parley at ${company}. If it was you, nothing is to be done.\n\nIf it was not you, tell your administrators today: they can suspend your account at once. The ledger shows what was done.\n`,
  }),
};
const de: Letter = {
  passkey: 'Ein Passkey',
  app: 'Eine App mit Codes',
  key: 'Ein Schlüssel für ein Programm',
  write: (company, what) => ({
    subject: `${company}: Ein neuer Weg in Ihr Konto`,
    text: `${what} wurde Ihrem Konto in Parley bei ${company} hinzugefügt. Wenn Sie das waren, ist nichts zu tun.\n\nWenn Sie es nicht waren, sagen Sie es noch heute Ihrer Administration: Sie kann Ihr Konto sofort sperren. Das Protokoll zeigt, was geschah.\n`,
  }),
};
const fr: Letter = {
  passkey: 'Une clé d’accès',
  app: 'Une application à codes',
  key: 'Une clé pour un programme',
  write: (company, what) => ({
    subject: `${company} : un nouvel accès à votre compte`,
    text: `${what} a été ajoutée à votre compte Parley chez ${company}. Si c’était vous, il n’y a rien à faire.\n\nSi ce n’était pas vous, prévenez aujourd’hui vos administrateurs : ils peuvent suspendre votre compte immédiatement. Le registre montre ce qui a été fait.\n`,
  }),
};
const es: Letter = {
  passkey: 'una llave de acceso',
  app: 'una aplicación con códigos',
  key: 'una clave para un programa',
  write: (company, what) => ({
    subject: `${company}: un nuevo acceso a su cuenta`,
    text: `Se ha añadido ${what} a su cuenta de Parley en ${company}. Si ha sido usted, no hay nada que hacer.\n\nSi no ha sido usted, avise hoy a sus administradores: pueden suspender su cuenta de inmediato. El registro muestra lo que se hizo.\n`,
  }),
};
const letters: Readonly<Record<string, Letter>> = { en, de, fr, es };

/** Told to whoever's account a passkey, an app or a key was added to; in English where the company's language has no letter. */
export function newWayWords(language: string, company: string, what: What): Words {
  const letter = letters[language] ?? en;
  return letter.write(company, letter[what]);
}
