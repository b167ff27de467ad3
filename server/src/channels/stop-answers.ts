// What is answered to STOP, START and HELP. Short, so that it fits into few segments; the confirmation of STOP in every language in which the word is known.
import type { Language } from '#purposes';

/** {company} will send no more; said once (Art. 12(1), 7(3)). */
export const stopAnswers: Readonly<Record<string, string>> = {
  en: '{company}: You will get no more messages from us here. If you write to us, we answer.',
  de: '{company}: Sie erhalten hier keine Nachrichten mehr von uns. Wenn Sie uns schreiben, antworten wir.',
  fr: '{company} : vous ne recevrez plus de messages de notre part ici. Si vous nous écrivez, nous répondons.',
  es: '{company}: ya no recibirá mensajes nuestros por aquí. Si nos escribe, le responderemos.',
  bg: '{company}: Повече няма да получавате съобщения от нас тук. Ако ни пишете, ще отговорим.',
  cs: '{company}: Už vám sem nebudeme posílat zprávy. Pokud nám napíšete, odpovíme.',
  da: '{company}: Du får ikke flere beskeder fra os her. Skriver du til os, svarer vi.',
  el: '{company}: Δεν θα λαμβάνετε πλέον μηνύματά μας εδώ. Αν μας γράψετε, θα απαντήσουμε.',
  et: '{company}: Me ei saada teile siia enam sõnumeid. Kui meile kirjutate, siis vastame.',
  fi: '{company}: Emme lähetä teille enää viestejä tähän. Jos kirjoitatte meille, vastaamme.',
  ga: '{company}: Ní bhfaighidh tú teachtaireachtaí uainn anseo a thuilleadh. Má scríobhann tú chugainn, freagróimid.',
  hr: '{company}: Više vam ovdje nećemo slati poruke. Ako nam pišete, odgovorit ćemo.',
  hu: '{company}: Ide többé nem küldünk üzenetet. Ha ír nekünk, válaszolunk.',
  it: '{company}: qui non riceverà più nostri messaggi. Se ci scrive, rispondiamo.',
  lt: '{company}: Daugiau čia žinučių nesiųsime. Jei mums parašysite, atsakysime.',
  lv: '{company}: Mēs jums šeit vairs nesūtīsim ziņas. Ja mums rakstīsiet, mēs atbildēsim.',
  mt: '{company}: Mhux se tirċievi aktar messaġġi mingħandna hawn. Jekk tiktbilna, inwieġbu.',
  nl: '{company}: U krijgt hier geen berichten meer van ons. Als u ons schrijft, antwoorden wij.',
  pl: '{company}: Nie będziemy już tu wysyłać wiadomości. Jeśli Pan/Pani do nas napisze, odpowiemy.',
  pt: '{company}: não receberá mais mensagens nossas aqui. Se nos escrever, respondemos.',
  ro: '{company}: Nu veți mai primi mesaje de la noi aici. Dacă ne scrieți, vă răspundem.',
  sk: '{company}: Už vám sem nebudeme posielať správy. Ak nám napíšete, odpovieme.',
  sl: '{company}: Tu vam ne bomo več pošiljali sporočil. Če nam pišete, bomo odgovorili.',
  sv: '{company}: Du får inga fler meddelanden från oss här. Om du skriver till oss svarar vi.',
};

type Facts = { readonly company: string; readonly contact: string; readonly privacy: string };

/** {company} answers again. News stay a question of its own: no word of five letters is a consent (Art. 4(11)). */
export const startAnswers: Readonly<Record<Language, (facts: Facts) => string>> = {
  en: ({ company, privacy }) =>
    `${company}: We write to you here again when there is a reason to. What you agree to, you choose here: ${privacy}`,
  de: ({ company, privacy }) =>
    `${company}: Wir schreiben Ihnen hier wieder, wenn es einen Anlass gibt. Was Sie erlauben, wählen Sie hier: ${privacy}`,
  fr: ({ company, privacy }) => `${company} : nous vous écrivons de nouveau ici s’il y a une raison. Vos choix : ${privacy}`,
  es: ({ company, privacy }) => `${company}: volvemos a escribirle aquí cuando haya un motivo. Sus opciones: ${privacy}`,
};

/** Who writes here, how they are reached otherwise, and where one's rights are looked after (Art. 13(1)(a)). */
export const helpAnswers: Readonly<Record<Language, (facts: Facts) => string>> = {
  en: ({ company, contact, privacy }) => `${company} writes here. Contact: ${contact} Your data and rights: ${privacy} STOP ends messages.`,
  de: ({ company, contact, privacy }) =>
    `Hier schreibt ${company}. Kontakt: ${contact} Ihre Daten und Rechte: ${privacy} STOPP beendet Nachrichten.`,
  fr: ({ company, contact, privacy }) =>
    `${company} vous écrit ici. Contact : ${contact} Vos données et vos droits : ${privacy} STOP arrête les messages.`,
  es: ({ company, contact, privacy }) =>
    `Aquí escribe ${company}. Contacto: ${contact} Sus datos y derechos: ${privacy} BAJA termina los mensajes.`,
};
