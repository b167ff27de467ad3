// Fields of a campaign and what the server says against them, in the languages of the console.
import { words } from '#lib/language.ts';

/** Names of fields, by the last part of their path. */
export const fieldNames = words(
  {
    name: 'Name',
    purpose: 'Purpose',
    inbox: 'Sent from',
    texts: 'Text',
    text: 'Text',
    subject: 'Subject',
    template: 'Approved message',
    audience: 'Audience',
    at: 'Time',
    reason: 'Reason',
    timeZone: 'Time zone',
    version: 'version',
  },
  {
    name: 'Name',
    purpose: 'Zweck',
    inbox: 'Gesendet von',
    texts: 'Text',
    text: 'Text',
    subject: 'Betreff',
    template: 'Freigegebene Nachricht',
    audience: 'Empfängerkreis',
    at: 'Zeitpunkt',
    reason: 'Begründung',
    timeZone: 'Zeitzone',
    version: 'Fassung',
  },
);

/** What the server says, by its English words. */
export const fieldWords = words(
  {
    'only takes in: no address for messages is set': 'only takes in: no address for messages is set',
    'is for a mail alone': 'is for a mail alone',
    'is longer than one message of this channel, with the step to unsubscribe':
      'is longer than one message of this channel, with the step to unsubscribe',
    'is taken by channels of approved messages alone': 'is taken by channels of approved messages alone',
    'is needed: this channel takes only approved messages': 'is needed: this channel takes only approved messages',
    'is in another language than this version': 'is in another language than this version',
    'needs a word for whoever has no name: {name|friend}': 'needs a word for whoever has no name: {name|friend}',
    'is no template of this channel': 'is no template of this channel',
    'could not be looked up at the provider: try again when it answers':
      'could not be looked up at the provider: try again when it answers',
    'is not approved by the provider, or paused there': 'is not approved by the provider, or paused there',
    'needs a picture, a link or a code that cannot be filled in here': 'needs a picture, a link or a code that cannot be filled in here',
    'has a gap that is not filled': 'has a gap that is not filled',
    'must be filled with one line each, without tabs or rows of spaces':
      'must be filled with one line each, without tabs or rows of spaces',
    'needs a purpose of advertising': 'needs a purpose of advertising',
    'says nowhere how to end advertising: add a button or a footer for it at the provider':
      'says nowhere how to end advertising: add a button or a footer for it at the provider',
    'was not approved as marketing': 'was not approved as marketing',
    'has other words now: look at it again': 'has other words now: look at it again',
    'may not be sent to many': 'may not be sent to many',
    'does not rest on consent, or does not send': 'does not rest on consent, or does not send',
    'is switched off': 'is switched off',
    'is not meant to happen on this channel': 'is not meant to happen on this channel',
    'is not among those of your role in this inbox': 'is not among those of your role in this inbox',
    'names a tag that is gone': 'names a tag that is gone',
    'has the address of a customer': 'has the address of a customer',
    'holds a link that is of one person: each reader gets one of their own':
      'holds a link that is of one person: each reader gets one of their own',
    'has two versions in one language': 'has two versions in one language',
    'is needed for a mail': 'is needed for a mail',
    'is empty': 'is empty',
    'has a field that is none: {name}, {name|friend} and {company} are':
      'has a field that is none: {name}, {name|friend} and {company} are',
    'lies more than a year ahead': 'lies more than a year ahead',
    'is over': 'is over',
  },
  {
    'only takes in: no address for messages is set': 'nimmt nur an: keine Adresse für Nachrichten ist eingetragen',
    'is for a mail alone': 'ist nur für eine E-Mail',
    'is longer than one message of this channel, with the step to unsubscribe':
      'ist mit dem Schritt zum Abmelden länger als eine Nachricht dieses Kanals',
    'is taken by channels of approved messages alone': 'nehmen nur Kanäle mit freigegebenen Nachrichten',
    'is needed: this channel takes only approved messages': 'fehlt: Dieser Kanal nimmt nur freigegebene Nachrichten',
    'is in another language than this version': 'ist in einer anderen Sprache als diese Fassung',
    'needs a word for whoever has no name: {name|friend}': 'braucht ein Wort für alle ohne Namen: {name|Freund}',
    'is no template of this channel': 'ist keine Vorlage dieses Kanals',
    'could not be looked up at the provider: try again when it answers':
      'war beim Anbieter nicht nachzusehen: später noch einmal versuchen',
    'is not approved by the provider, or paused there': 'ist vom Anbieter nicht freigegeben oder dort angehalten',
    'needs a picture, a link or a code that cannot be filled in here':
      'braucht ein Bild, einen Link oder einen Code, die sich hier nicht einsetzen lassen',
    'has a gap that is not filled': 'hat eine Lücke, die nicht gefüllt ist',
    'must be filled with one line each, without tabs or rows of spaces':
      'braucht je Lücke eine Zeile, ohne Tabulatoren und lange Leerräume',
    'needs a purpose of advertising': 'braucht einen Zweck der Werbung',
    'says nowhere how to end advertising: add a button or a footer for it at the provider':
      'sagt nirgends, wie man Werbung beendet: beim Anbieter einen Knopf oder eine Fußzeile dafür anlegen',
    'was not approved as marketing': 'wurde nicht als Werbung freigegeben',
    'has other words now: look at it again': 'hat jetzt andere Worte: noch einmal ansehen',
    'may not be sent to many': 'darf nicht an viele gehen',
    'does not rest on consent, or does not send': 'beruht nicht auf Einwilligung oder sendet nichts',
    'is switched off': 'ist ausgeschaltet',
    'is not meant to happen on this channel': 'ist auf diesem Weg nicht vorgesehen',
    'is not among those of your role in this inbox': 'gehört in diesem Posteingang nicht zu Ihrer Rolle',
    'names a tag that is gone': 'nennt ein Schlagwort, das es nicht mehr gibt',
    'has the address of a customer': 'enthält die Adresse einer Kundin oder eines Kunden',
    'holds a link that is of one person: each reader gets one of their own':
      'enthält einen Link, der einer Person gehört: Alle, die es lesen, bekommen ihren eigenen',
    'has two versions in one language': 'hat zwei Fassungen in einer Sprache',
    'is needed for a mail': 'fehlt, eine E-Mail braucht ihn',
    'is empty': 'ist leer',
    'has a field that is none: {name}, {name|friend} and {company} are':
      'hat ein Feld, das keines ist: {name}, {name|Freund} und {company} gibt es',
    'lies more than a year ahead': 'liegt mehr als ein Jahr voraus',
    'is over': 'ist vorbei',
  },
);
