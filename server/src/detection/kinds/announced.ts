// Passwords of several words, and those beside a name to log in with: only where the line announces them and nothing else ("my password: …", "login: ada / …"),
// since a line about a password is often a complaint about it.
import type { Found } from '../found.ts';
import { gapAt, line, sentence, startOf, type Tokens, wordAt } from '../tokens.ts';

const named =
  /^(?:pass(?:w(?:or)?[dt]|wort|phrase|e|key|code)|kennwort|losungswort|kundenpasswort|startpasswort|contrasena|senha|haslo|wachtwoord|p[ws]d?|psw)$/;
/** What may stand before "password:" where the line announces one. */
const leads = new Set(
  (
    'my the our your new old current for is its here this mein meine unser unsere das dein ihr neues altes hier mon ma notre le la votre nouveau mot de voici mi nuestra su nueva aqui il lo mio mia nostra nuova ecco ' +
    'mijn ons het nieuwe hier moje nasze nowe to o a meu minha nossa nova palavra wifi wi fi wlan router login email mail account konto compte cuenta conta user guest gast and und et y e en i'
  ).split(' '),
);
const mostLeads = 5;
/** Words of a sentence about a password, which no pass phrase need do without, but which say that none is told. */
const talk = new Set(
  (
    'i you we it they me is are was were has have had will would not no never cannot cant can don dont doesn doesnt does isn isnt won please help how what why when where which who change changed ' +
    'changing reset forgot forgotten lost need needs want must should required requires characters letters digits symbols minimum least most field page link button error fails failed wrong incorrect invalid expired ' +
    'refused rejected accepted locked blocked tried try attempts works working thank thanks regards hello dear but still ' +
    'ich sie wir du es mir mich ist sind war wird wurde habe hat haben kann muss soll nicht kein keine nie bitte hilfe wie warum wann wo wer geht zurucksetzen zuruckgesetzt vergessen geandert andern falsch ' +
    'ungultig abgelaufen gesperrt zeichen buchstaben ziffern mindestens danke gruss grusse aber immer noch ' +
    'je vous tu nous elle ne pas est sont etait ai avons svp comment quoi pourquoi quand oublie perdu change changer reinitialiser caracteres lettres chiffres merci bonjour cordialement mais toujours plait ' +
    'yo usted no es son era tengo como que porque cuando olvide olvidada olvidado perdi cambiar cambiada restablecer letras minimo gracias saludos favor pero siempre ' +
    'io lei non sono era ho come cosa perche quando dimenticata persa cambiare reimpostare caratteri lettere grazie saluti ma sempre ' +
    'ik u jij niet geen zijn was heb hoe wat waarom wanneer vergeten kwijt wijzigen veranderen resetten tekens minimaal dank groeten maar ' +
    'ja pan pani nie jest sa byl jak co dlaczego kiedy zapomnialem zapomnialam zmienic zresetowac znaki znakow liter prosze dziekuje pozdrawiam ale ' +
    'eu voce nao sao como quando esqueci perdi mudar alterar redefinir obrigado obrigada mas'
  ).split(' '),
);
/** What leads elsewhere, as the first word. */
const elsewhere = new Set('see same like siehe gleich wie voir voyez idem ver vease igual vedi stesso zie zelfde patrz veja'.split(' '));
/** Said of a password, and as often the first word of one. */
const eitherWay = new Set('correct right safe secure strong good richtig sicher gut correcto seguro'.split(' '));

/** Where the pass phrase behind the word at `at` ends, seen from `text`, which begins behind the colon; 0 where the line announces none. `isWhole`: the text ends with this. */
export function phraseLength(tokens: Tokens, at: number, text: string, isNone: (word: string) => boolean, isWhole: boolean): number {
  if (!named.test(wordAt(tokens, at)) || !isAnnounced(tokens, at)) return 0;
  const end = text.search(/[\r\n]/);
  const whole = end >= 0 ? text.slice(0, end) : text;
  if ((end < 0 && !isWhole) || /[?@[\]"“„«]|:\/\//.test(whole)) return 0;
  const clause = whole.replace(/(?:[.;!]\s|\t).*$/u, '');
  const phrase = clause.replace(/,\s.*$/u, '').replace(/[\s.,;!)]+$/, '');
  const words = phrase.split(/[ \u00a0]+/);
  const folded = clause
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
  const [first = '', second = ''] = folded;
  if (words.length < 2 || words.length > 8 || !/^\p{L}{3}/u.test(phrase) || folded.some((word) => talk.has(word) && !eitherWay.has(word)))
    return 0;
  if (elsewhere.has(first)) return 0;
  if (isNone(first) && !(eitherWay.has(first) && second.length > 3 && !isNone(second))) return 0;
  return phrase.length;
}

/** Whether nothing but words like "my" and "wifi" stands before, back to where the line, the sentence or the clause begins. */
function isAnnounced(tokens: Tokens, at: number): boolean {
  for (let back = at; back >= at - mostLeads; back -= 1) {
    const start = startOf(tokens, back);
    if (back === 0 || gapAt(tokens, back) >= sentence || /[,;:(>–]\s*$/.test(tokens.text.slice(Math.max(0, start - 3), start))) return true;
    if (gapAt(tokens, back) >= line || !leads.has(wordAt(tokens, back - 1))) return false;
  }
  return false;
}

/** Whether a value that stands a blank line or a cell away looks like nothing but a password, alone where it stands. */
export const standsApart = (value: string, behind: string): boolean =>
  /^[ \u00a0]*(?:$|[\r\n\t])/.test(behind) &&
  !/@\w|:\/\//.test(value) &&
  (/^\d{4,12}$/.test(value) || (value.length >= 5 && /\p{L}/u.test(value) && /[\d!#$%&*_+=]/.test(value)));

const pair =
  /(?:login|log-in|logins|user|username|benutzer|benutzername|zugang|zugangsdaten|anmeldung|credentials|identifiant|identifiants|acceso|accesso|inlog|inloggegevens|logowanie)[ \u00a0]{0,2}[:=][ \u00a0]{0,2}[^\s/|:]{2,64}[ \u00a0]{0,2}[/|:][ \u00a0]{0,2}(?=[^\s/|]{0,63}[\d!#$%&*_+=])(?=[^\s/|]{0,63}\p{L})([^\s/|"'<>,;]{5,64})(?=[\s,;)]|$)/iuy;
const command = /(?:curl|wget)[ \t][^\n]{0,300}?(?<=[ \t])(?:-u|--user|--proxy-user)[ =]?["']?[^\s:"']{1,64}:(?![$<{*])([^\s"']{3,128})/iuy;

/** "Login: ada / geheim99", "curl -u ada:Secret99": what stands beside a name, from the word at `start` on. */
export function besideName(text: string, start: number, found: Found): void {
  for (const pattern of [pair, command]) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    const value = match?.[1]?.replace(/[.!?]$/, (mark) => (mark === '!' ? mark : '')) ?? '';
    if (!match || value === '') continue;
    const from = start + match[0].lastIndexOf(match[1] ?? '');
    found(from, from + value.length, 'password', 0.9);
  }
}
