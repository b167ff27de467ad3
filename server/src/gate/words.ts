// The gate's reasons in plain words for the agent who asked: what stands in the way and, where there is one, the way on. English and German.
import type { Because } from './rules.ts';

export type WordsLanguage = 'en' | 'de';
/** What may be named in a sentence: purpose by name, channel and recipient by code; never the person. */
export type Named = { readonly purpose: string; readonly channel: string | null; readonly recipient: string | null };

/** The reason in a sentence or two. */
export function wordsFor(because: Because, language: WordsLanguage, named: Named): string {
  const { anywhere, ...known } = channels[language];
  const channel = (known as Readonly<Record<string, string>>)[named.channel ?? ''] ?? anywhere;
  return words[language][because]
    .replaceAll('{purpose}', named.purpose)
    .replaceAll('{channel}', channel)
    .replaceAll('{recipient}', named.recipient ?? '');
}

const channels = {
  en: {
    'web-chat': 'in the chat',
    email: 'by email',
    sms: 'by text message',
    whatsapp: 'on WhatsApp',
    messenger: 'on Messenger',
    instagram: 'on Instagram',
    telegram: 'by Telegram',
    custom: 'by a channel of your own',
    anywhere: 'on this channel',
  },
  de: {
    'web-chat': 'im Chat',
    email: 'per E-Mail',
    sms: 'per SMS',
    whatsapp: 'per WhatsApp',
    messenger: 'im Messenger',
    instagram: 'auf Instagram',
    telegram: 'per Telegram',
    custom: 'auf einem eigenen Kanal',
    anywhere: 'auf diesem Weg',
  },
};

const en: Readonly<Record<Because, string>> = {
  'purpose-not-of-role': 'Your role does not cover “{purpose}”. Somebody whose role does can help, or give it to you.',
  'unknown-purpose': 'Nobody has said what this would be for. Choose one of the purposes of your company.',
  'purpose-off': '“{purpose}” is switched off. It was off from the start; somebody responsible can switch it on, with a reason.',
  'purpose-not-for-this': '“{purpose}” is not meant for the data of customers.',
  'act-not-of-purpose': '“{purpose}” does not cover doing this with somebody’s data.',
  'person-needed': 'It must be clear whose data this is about.',
  'field-not-declared': 'This would use a field that no part of Parley has declared.',
  'category-not-of-purpose': '“{purpose}” does not need this kind of data.',
  'special-category':
    'This is data of a special kind, such as health. “{purpose}” covers it only when it says so and people agreed to that explicitly.',
  'channel-needed': 'It must be clear on which channel this happens.',
  'channel-not-of-purpose': '“{purpose}” is not meant to happen {channel}.',
  erased: 'This person was erased. Nothing of theirs can be used any more.',
  restricted: 'The data of this person may only be kept, not used, while a question about it is being settled.',
  'objected-to-advertising': 'This person does not want advertising. That is final, unless they themselves say yes again.',
  objected: 'This person objected to “{purpose}”.',
  'channel-stopped': 'This person asked not to be written to {channel}. You may answer when they write again.',
  'consent-missing': 'This person has not agreed to “{purpose}” {channel}. They can do so on their privacy page.',
  'consent-pending':
    'This person said yes to “{purpose}” {channel} and has not confirmed it yet. It counts once they do; nothing more can be asked until then.',
  'consent-refused': 'This person said no to “{purpose}” {channel}.',
  'consent-withdrawn': 'This person took back their yes to “{purpose}” {channel}.',
  'consent-expired': 'The yes of this person to “{purpose}” {channel} has run out. They can renew it on their privacy page.',
  'consent-invalidated': 'The yes of this person to “{purpose}” {channel} does not count. They can say it again on their privacy page.',
  'no-channel': 'Your company has not opened a channel to write {channel}.',
  'no-address': 'This person cannot be written to {channel}: no address is known there that they proved or wrote from.',
  'recipient-needed': 'It must be clear who would receive the data.',
  'recipient-not-of-purpose': '{recipient} may not receive data for “{purpose}”.',
  'unknown-recipient': '{recipient} is not in the register of recipients. Enter it there with its agreement first.',
  'no-agreement': 'There is no data protection agreement with {recipient}, so nothing may be handed over.',
  'agreement-expired': 'The data protection agreement with {recipient} has run out, so nothing may be handed over until it is renewed.',
  'no-transfer-instrument': '{recipient} works outside the European Economic Area and nothing protects the data there yet.',
  'transfer-consent-missing':
    '{recipient} works outside the European Economic Area. Data may go there only if this person explicitly agreed.',
  'consent-given': 'This person agreed to “{purpose}” {channel}.',
  contract: 'This is needed to do what the person asked for.',
  'legal-obligation': 'The law asks for this.',
  'vital-interests': 'This protects somebody’s life or health.',
  'public-task': 'This is a task in the public interest.',
  'legitimate-interests': 'There is a fair interest in this, and this person has not objected.',
};

const de: Readonly<Record<Because, string>> = {
  'purpose-not-of-role': 'Ihre Rolle deckt „{purpose}“ nicht ab. Jemand mit einer passenden Rolle kann helfen oder sie Ihnen geben.',
  'unknown-purpose': 'Niemand hat gesagt, wofür das wäre. Wählen Sie einen der Zwecke Ihres Unternehmens.',
  'purpose-off':
    '„{purpose}“ ist ausgeschaltet. Das war von Anfang an so; wer dafür zuständig ist, kann es mit einer Begründung einschalten.',
  'purpose-not-for-this': '„{purpose}“ ist nicht für Daten von Kundinnen und Kunden gedacht.',
  'act-not-of-purpose': '„{purpose}“ deckt nicht ab, das mit den Daten von jemandem zu tun.',
  'person-needed': 'Es muss klar sein, um wessen Daten es geht.',
  'field-not-declared': 'Das würde ein Feld benutzen, das kein Teil von Parley angemeldet hat.',
  'category-not-of-purpose': '„{purpose}“ braucht diese Art von Daten nicht.',
  'special-category':
    'Das sind Daten besonderer Art, etwa zur Gesundheit. „{purpose}“ umfasst sie nur, wenn der Zweck das sagt und die Leute dem ausdrücklich zugestimmt haben.',
  'channel-needed': 'Es muss klar sein, auf welchem Weg das geschieht.',
  'channel-not-of-purpose': '„{purpose}“ ist {channel} nicht vorgesehen.',
  erased: 'Diese Person wurde gelöscht. Von ihr lässt sich nichts mehr verwenden.',
  restricted: 'Die Daten dieser Person dürfen nur aufbewahrt und nicht benutzt werden, solange eine Frage dazu offen ist.',
  'objected-to-advertising': 'Diese Person möchte keine Werbung. Das gilt, bis sie selbst wieder Ja sagt.',
  objected: 'Diese Person hat „{purpose}“ widersprochen.',
  'channel-stopped': 'Diese Person möchte {channel} nicht angeschrieben werden. Schreibt sie wieder, dürfen Sie antworten.',
  'consent-missing': 'Diese Person hat „{purpose}“ {channel} nicht zugestimmt. Das kann sie auf ihrer Datenschutzseite tun.',
  'consent-pending':
    'Diese Person hat Ja zu „{purpose}“ {channel} gesagt und das noch nicht bestätigt. Es zählt, sobald sie das tut; bis dahin wird nicht noch einmal gefragt.',
  'consent-refused': 'Diese Person hat zu „{purpose}“ {channel} Nein gesagt.',
  'consent-withdrawn': 'Diese Person hat ihr Ja zu „{purpose}“ {channel} zurückgenommen.',
  'consent-expired': 'Das Ja dieser Person zu „{purpose}“ {channel} ist abgelaufen. Sie kann es auf ihrer Datenschutzseite erneuern.',
  'consent-invalidated':
    'Das Ja dieser Person zu „{purpose}“ {channel} zählt nicht. Sie kann es auf ihrer Datenschutzseite noch einmal sagen.',
  'no-channel': 'Ihr Unternehmen hat keinen Kanal geöffnet, um {channel} zu schreiben.',
  'no-address':
    'Dieser Person lässt sich {channel} nicht schreiben: Dort ist keine Adresse bekannt, die sie bestätigt oder von der sie geschrieben hat.',
  'recipient-needed': 'Es muss klar sein, wer die Daten erhalten würde.',
  'recipient-not-of-purpose': '{recipient} darf für „{purpose}“ keine Daten erhalten.',
  'unknown-recipient': '{recipient} steht nicht im Verzeichnis der Empfänger. Tragen Sie es dort zuerst mit seinem Vertrag ein.',
  'no-agreement': 'Mit {recipient} gibt es keinen Vertrag zum Datenschutz, deshalb darf nichts übergeben werden.',
  'agreement-expired': 'Der Vertrag zum Datenschutz mit {recipient} ist abgelaufen. Bis er erneuert ist, darf nichts übergeben werden.',
  'no-transfer-instrument': '{recipient} arbeitet außerhalb des Europäischen Wirtschaftsraums, und noch schützt die Daten dort nichts.',
  'transfer-consent-missing':
    '{recipient} arbeitet außerhalb des Europäischen Wirtschaftsraums. Dorthin dürfen Daten nur, wenn diese Person ausdrücklich zugestimmt hat.',
  'consent-given': 'Diese Person hat „{purpose}“ {channel} zugestimmt.',
  contract: 'Das ist nötig, um zu tun, worum die Person gebeten hat.',
  'legal-obligation': 'Das verlangt das Gesetz.',
  'vital-interests': 'Das schützt Leben oder Gesundheit eines Menschen.',
  'public-task': 'Das ist eine Aufgabe im öffentlichen Interesse.',
  'legitimate-interests': 'Daran besteht ein berechtigtes Interesse, und diese Person hat nicht widersprochen.',
};

const words = { en, de };
