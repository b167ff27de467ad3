// Below a template stand words of the company, which no list of ours knows: which of them end advertising, by a tap or by an answer (Art. 7(3), 21(2)). Pure. “Plus de promotions” is left out:
// it says more of them as well as no more.
import { isUnmistakable, wishIn } from '@parley/contract/stop-words';

const longest = { title: 60, footer: 500 };

/** Whether a tap on a button of a template with this title ends advertising: it begins with STOP, or says so in English, German, French or Spanish. Choices of our own are not asked. */
export const endsByTap = (title: string): boolean =>
  /^stop\b(?!\s+(?:by|in)\b)/i.test(title.trim()) || isWord(title) || endsAsListed(title);

/** Whether these words are the whole title of such a button, where nobody says whether they were tapped or written. */
export function endsAsListed(text: string): boolean {
  if (text.length > longest.title || text.includes('?')) return false;
  const words = plain(text).match(/\p{L}+/gu) ?? [];
  return tongues.some(({ beside, form }) => form.test(words.filter((word) => !beside.has(word)).join(' ')));
}

/** Whether a last line names a word that ends advertising when it is answered: in capitals, in quotes, or as what is to be written. “Reply to unsubscribe” names none. */
export function namesStopWord(footer: string): boolean {
  const text = footer.slice(0, longest.footer);
  const isLoud = text === text.toUpperCase(); // where all is in capitals, STOP alone stands out
  const inCapitals = (text.match(capitals) ?? []).filter((word) => isWord(word) && (!isLoud || /^STOPP?$/.test(word)));
  const asked = [...text.matchAll(quoted), ...text.matchAll(written), ...text.matchAll(writtenLast)].map(([, word = '']) => word);
  return inCapitals.length > 0 || asked.some((word) => wishIn(word)?.wish === 'stop');
}

const capitals = /(?<![\p{L}-])\p{Lu}[\p{Lu}-]{2,30}(?![\p{L}-])(?! (?:by|in|BY|IN)\b)/gu;
const quoted = /["'“”„‘’«‹]\s?(\p{L}[\p{L}-]{2,30})\s?["'“”‘’»›]/gu;
const verbs =
  `reply|respond|answer|text|send|type|write|antworten sie|antworte|schreiben sie|schreibe|senden sie|sende|répondez|répondre|réponds|envoyez|envoyer|envoie|écrivez|
  responda|responde|responder|envíe|envía|enviar|escriba|escribe|escribir`.replace(/\s*\n\s*/g, '');
const written = new RegExp(
  `(?<!\\p{L})(?:${verbs})(?: us| with| mit| einfach| par| avec| con| uns| nous| the word| das wort| le mot| la palabra)*:? (\\p{L}[\\p{L}-]{2,30})`,
  'giu',
);
const writtenLast = /(?:(?<!\p{L})mit |: ?|^)(\p{L}[\p{L}-]{2,30}) (?:antworten|schreiben|senden)(?!\p{L})/giu;

const isWord = (word: string): boolean => isUnmistakable(word) && wishIn(word)?.wish === 'stop';
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

type Tongue = { readonly beside: ReadonlySet<string>; readonly form: RegExp };
/** `ends` stands before or behind what it ends; `form` may say more, with `#` for that. */
function tongue({ ends, things, beside, more }: Readonly<Record<'ends' | 'things' | 'beside' | 'more', string>>): Tongue {
  const what = `(?:${things})(?: (?:${things}))*`;
  const form = new RegExp(`^(?:(?:${ends}) ${what}|${what} (?:${ends})|${more.replaceAll('#', what)})$`);
  return { beside: new Set(beside.split(' ')), form };
}

const tongues: readonly Tongue[] = [
  tongue({
    ends: 'stop|end|cancel|unsubscribe|opt out|no more',
    things:
      'promotions?|promos?|promotional|marketing|ads?|adverts|advertising|offers|deals|messages|texts|updates|news|newsletters?|notifications|e?mails',
    beside: 'please all the your these any further receiving getting sending me from of and e',
    more: 'opt out|unsubscribe',
  }),
  tongue({
    ends: 'stopp|stop|stoppen|beenden|abbestellen|abmelden|abmeldung|austragen|abstellen|abschalten|deaktivieren|nicht mehr',
    things:
      'werbung|werbe|werbenachrichten|werbemails?|angebote|aktionen|promotions|promos|marketing|nachrichten|mitteilungen|newsletter|infos|neuigkeiten|news',
    beside:
      'bitte alle die den das der diese diesen ihre ihren von vom aus mich hier und weitere weiteren erhalten bekommen senden schicken e',
    more: 'keine # mehr|keine werbung|abmelden|abbestellen|austragen',
  }),
  tongue({
    ends: 'arreter|arretez|arret|stop|stopper|stoppez|desactiver|desabonner|desabonnement|desinscrire|desinscription|ne plus recevoir',
    things: 'promotions?|promos?|publicites?|pubs?|offres|marketing|messages|newsletters?|notifications|actualites|infos|sms',
    beside: 'svp se me de des du d l la le les a aux ces vos tous toutes envoi reception et',
    more: 'ne plus recevoir|desabonner|desinscrire|pas (?:pub|publicites?)',
  }),
  tongue({
    ends: 'detener|detenga|parar|pare|stop|cancelar|desactivar|baja|dar baja|dejar recibir|no recibir|no quiero|no quiero recibir|no mas|no recibir mas|no quiero mas',
    things:
      'promociones|promos?|publicidad|anuncios|ofertas|marketing|mensajes|boletin|boletines|newsletters?|notificaciones|novedades|noticias',
    beside: 'por favor de del la las los el darse darme todas todos estas estos sus y',
    more: 'baja|dar baja|no recibir mas',
  }),
];
