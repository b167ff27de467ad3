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
    'writes neither email nor text messages': 'writes neither email nor text messages',
    'does not rest on consent, or does not send': 'does not rest on consent, or does not send',
    'is switched off': 'is switched off',
    'is not meant to happen on this channel': 'is not meant to happen on this channel',
    'is not among those of your role in this inbox': 'is not among those of your role in this inbox',
    'names a tag that is gone': 'names a tag that is gone',
    'has the address of a customer': 'has the address of a customer',
    'has two versions in one language': 'has two versions in one language',
    'is needed for a mail': 'is needed for a mail',
    'is longer than 1,000 characters': 'is longer than 1,000 characters',
    'is empty': 'is empty',
    'has a field that is none: {name}, {name|friend} and {company} are':
      'has a field that is none: {name}, {name|friend} and {company} are',
    'lies more than a year ahead': 'lies more than a year ahead',
    'is over': 'is over',
  },
  {
    'writes neither email nor text messages': 'schreibt weder E-Mail noch SMS',
    'does not rest on consent, or does not send': 'beruht nicht auf Einwilligung oder sendet nichts',
    'is switched off': 'ist ausgeschaltet',
    'is not meant to happen on this channel': 'ist auf diesem Weg nicht vorgesehen',
    'is not among those of your role in this inbox': 'gehört in diesem Posteingang nicht zu Ihrer Rolle',
    'names a tag that is gone': 'nennt ein Schlagwort, das es nicht mehr gibt',
    'has the address of a customer': 'enthält die Adresse einer Kundin oder eines Kunden',
    'has two versions in one language': 'hat zwei Fassungen in einer Sprache',
    'is needed for a mail': 'fehlt, eine E-Mail braucht ihn',
    'is longer than 1,000 characters': 'ist länger als 1.000 Zeichen',
    'is empty': 'ist leer',
    'has a field that is none: {name}, {name|friend} and {company} are':
      'hat ein Feld, das keines ist: {name}, {name|Freund} und {company} gibt es',
    'lies more than a year ahead': 'liegt mehr als ein Jahr voraus',
    'is over': 'ist vorbei',
  },
);
