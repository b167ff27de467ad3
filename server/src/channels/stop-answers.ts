// What is answered to STOP, START and HELP, in every language in which the words are known. Short, so that it fits into few segments.
import type { Wish } from '@parley/contract/stop-words';

/** {company} will send no more, and the word that takes it back; said once (Art. 12(1), 7(3)). */
const stop: Readonly<Record<string, string>> = {
  en: '{company}: You will get no more messages from us here. If you write to us, we answer. Write START to hear from us again.',
  de: '{company}: Sie erhalten hier keine Nachrichten mehr von uns. Wenn Sie uns schreiben, antworten wir. Mit START schreiben wir Ihnen wieder.',
  fr: '{company} : vous ne recevrez plus de messages de notre part ici. Si vous nous écrivez, nous répondons. Écrivez START pour en recevoir de nouveau.',
  es: '{company}: ya no recibirá mensajes nuestros por aquí. Si nos escribe, le responderemos. Escriba START para volver a recibirlos.',
  bg: '{company}: Повече няма да получавате съобщения от нас тук. Ако ни пишете, ще отговорим. Напишете СТАРТ, за да ги получавате отново.',
  cs: '{company}: Už vám sem nebudeme posílat zprávy. Pokud nám napíšete, odpovíme. Napište START, pokud je chcete znovu dostávat.',
  da: '{company}: Du får ikke flere beskeder fra os her. Skriver du til os, svarer vi. Skriv START for at få dem igen.',
  el: '{company}: Δεν θα λαμβάνετε πλέον μηνύματά μας εδώ. Αν μας γράψετε, θα απαντήσουμε. Γράψτε START για να τα λαμβάνετε ξανά.',
  et: '{company}: Me ei saada teile siia enam sõnumeid. Kui meile kirjutate, siis vastame. Kirjutage START, kui soovite neid jälle saada.',
  fi: '{company}: Emme lähetä teille enää viestejä tähän. Jos kirjoitatte meille, vastaamme. Kirjoittakaa START, jos haluatte niitä taas.',
  ga: '{company}: Ní bhfaighidh tú teachtaireachtaí uainn anseo a thuilleadh. Má scríobhann tú chugainn, freagróimid. Scríobh START chun iad a fháil arís.',
  hr: '{company}: Više vam ovdje nećemo slati poruke. Ako nam pišete, odgovorit ćemo. Napišite START ako ih opet želite primati.',
  hu: '{company}: Ide többé nem küldünk üzenetet. Ha ír nekünk, válaszolunk. Írja azt, hogy START, ha újra kapni szeretne.',
  it: '{company}: qui non riceverà più nostri messaggi. Se ci scrive, rispondiamo. Scriva START per riceverli di nuovo.',
  lt: '{company}: Daugiau čia žinučių nesiųsime. Jei mums parašysite, atsakysime. Parašykite START, jei vėl norite jų gauti.',
  lv: '{company}: Mēs jums šeit vairs nesūtīsim ziņas. Ja mums rakstīsiet, mēs atbildēsim. Uzrakstiet START, ja vēlaties tās atkal saņemt.',
  mt: '{company}: Mhux se tirċievi aktar messaġġi mingħandna hawn. Jekk tiktbilna, inwieġbu. Ikteb START biex terġa’ tirċevihom.',
  nl: '{company}: U krijgt hier geen berichten meer van ons. Als u ons schrijft, antwoorden wij. Schrijf START om ze weer te krijgen.',
  pl: '{company}: Nie będziemy już tu wysyłać wiadomości. Jeśli Pan/Pani do nas napisze, odpowiemy. Aby znów je otrzymywać, proszę napisać START.',
  pt: '{company}: não receberá mais mensagens nossas aqui. Se nos escrever, respondemos. Escreva START para voltar a recebê-las.',
  ro: '{company}: Nu veți mai primi mesaje de la noi aici. Dacă ne scrieți, vă răspundem. Scrieți START ca să le primiți din nou.',
  sk: '{company}: Už vám sem nebudeme posielať správy. Ak nám napíšete, odpovieme. Napíšte START, ak ich chcete znova dostávať.',
  sl: '{company}: Tu vam ne bomo več pošiljali sporočil. Če nam pišete, bomo odgovorili. Napišite START, če jih želite spet prejemati.',
  sv: '{company}: Du får inga fler meddelanden från oss här. Om du skriver till oss svarar vi. Skriv START om du vill få dem igen.',
};

/** {company} answers again. News stay a question of its own: no word of five letters is a consent (Art. 4(11)). */
const start: Readonly<Record<string, string>> = {
  en: '{company}: We write to you here again when there is a reason to. What you agree to, you choose here: {privacy}',
  de: '{company}: Wir schreiben Ihnen hier wieder, wenn es einen Anlass gibt. Was Sie erlauben, wählen Sie hier: {privacy}',
  fr: '{company} : nous vous écrivons de nouveau ici s’il y a une raison. Vos choix : {privacy}',
  es: '{company}: volvemos a escribirle aquí cuando haya un motivo. Sus opciones: {privacy}',
  bg: '{company}: Отново ще ви пишем тук, когато има повод. Вашият избор: {privacy}',
  cs: '{company}: Budeme vám sem opět psát, když k tomu bude důvod. Vaše volby: {privacy}',
  da: '{company}: Vi skriver til dig her igen, når der er en grund til det. Dine valg: {privacy}',
  el: '{company}: Θα σας γράφουμε ξανά εδώ όταν υπάρχει λόγος. Οι επιλογές σας: {privacy}',
  et: '{company}: Kirjutame teile siin jälle, kui selleks on põhjust. Teie valikud: {privacy}',
  fi: '{company}: Kirjoitamme teille tähän taas, kun siihen on aihetta. Valintanne: {privacy}',
  ga: '{company}: Scríobhfaimid chugat anseo arís nuair a bheidh cúis leis. Do roghanna: {privacy}',
  hr: '{company}: Opet ćemo vam ovdje pisati kada za to bude razloga. Vaši izbori: {privacy}',
  hu: '{company}: Ismét írunk Önnek ide, ha okunk van rá. Az Ön választásai: {privacy}',
  it: '{company}: Le scriviamo di nuovo qui quando c’è un motivo. Le Sue scelte: {privacy}',
  lt: '{company}: Vėl jums čia rašysime, kai bus priežastis. Jūsų pasirinkimai: {privacy}',
  lv: '{company}: Mēs jums šeit atkal rakstīsim, kad tam būs iemesls. Jūsu izvēles: {privacy}',
  mt: '{company}: Nerġgħu niktbulek hawn meta jkun hemm raġuni. L-għażliet tiegħek: {privacy}',
  nl: '{company}: Wij schrijven u hier weer als daar een reden voor is. Uw keuzes: {privacy}',
  pl: '{company}: Znów będziemy tu pisać, gdy będzie powód. Pana/Pani wybory: {privacy}',
  pt: '{company}: voltamos a escrever-lhe aqui quando houver um motivo. As suas escolhas: {privacy}',
  ro: '{company}: Vă scriem din nou aici când există un motiv. Opțiunile dumneavoastră: {privacy}',
  sk: '{company}: Budeme vám sem opäť písať, keď na to bude dôvod. Vaše voľby: {privacy}',
  sl: '{company}: Tu vam bomo spet pisali, ko bo za to razlog. Vaše izbire: {privacy}',
  sv: '{company}: Vi skriver till dig här igen när det finns en anledning. Dina val: {privacy}',
};

/** Who writes here, how they are reached otherwise, and where one's rights are looked after (Art. 13(1)(a)). STOP is named as it counts on every channel. */
const help: Readonly<Record<string, string>> = {
  en: '{company} writes here. Contact: {contact} Your data and rights: {privacy} STOP ends messages.',
  de: 'Hier schreibt {company}. Kontakt: {contact} Ihre Daten und Rechte: {privacy} STOPP beendet Nachrichten.',
  fr: '{company} vous écrit ici. Contact : {contact} Vos données et vos droits : {privacy} STOP arrête les messages.',
  es: 'Aquí escribe {company}. Contacto: {contact} Sus datos y derechos: {privacy} STOP termina los mensajes.',
  bg: 'Тук пише {company}. Контакт: {contact} Вашите данни и права: {privacy} СТОП спира съобщенията.',
  cs: 'Píše vám {company}. Kontakt: {contact} Vaše údaje a práva: {privacy} STOP ukončí zprávy.',
  da: 'Her skriver {company}. Kontakt: {contact} Dine data og rettigheder: {privacy} STOP stopper beskederne.',
  el: 'Εδώ σας γράφει: {company}. Επικοινωνία: {contact} Τα δεδομένα και τα δικαιώματά σας: {privacy} Το STOP σταματά τα μηνύματα.',
  et: 'Siin kirjutab {company}. Kontakt: {contact} Teie andmed ja õigused: {privacy} STOP lõpetab sõnumid.',
  fi: 'Tässä kirjoittaa {company}. Yhteystiedot: {contact} Tietonne ja oikeutenne: {privacy} STOP lopettaa viestit.',
  ga: '{company} atá ag scríobh anseo. Teagmháil: {contact} Do chuid sonraí agus do chearta: {privacy} Cuireann STOP deireadh le teachtaireachtaí.',
  hr: 'Ovdje piše {company}. Kontakt: {contact} Vaši podaci i prava: {privacy} STOP zaustavlja poruke.',
  hu: 'Itt Önnek ír: {company}. Kapcsolat: {contact} Az Ön adatai és jogai: {privacy} A STOP szó leállítja az üzeneteket.',
  it: 'Qui scrive {company}. Contatto: {contact} I Suoi dati e diritti: {privacy} STOP termina i messaggi.',
  lt: 'Čia rašo {company}. Kontaktai: {contact} Jūsų duomenys ir teisės: {privacy} STOP sustabdo žinutes.',
  lv: 'Šeit raksta {company}. Saziņa: {contact} Jūsu dati un tiesības: {privacy} STOP aptur ziņas.',
  mt: '{company} tiktiblek hawn. Kuntatt: {contact} Id-data u d-drittijiet tiegħek: {privacy} STOP itemm il-messaġġi.',
  nl: 'Hier schrijft {company}. Contact: {contact} Uw gegevens en rechten: {privacy} STOP beëindigt berichten.',
  pl: 'Tu pisze {company}. Kontakt: {contact} Pana/Pani dane i prawa: {privacy} STOP kończy wiadomości.',
  pt: 'Aqui escreve {company}. Contacto: {contact} Os seus dados e direitos: {privacy} STOP termina as mensagens.',
  ro: 'Aici scrie {company}. Contact: {contact} Datele și drepturile dumneavoastră: {privacy} STOP oprește mesajele.',
  sk: 'Píše vám {company}. Kontakt: {contact} Vaše údaje a práva: {privacy} STOP ukončí správy.',
  sl: 'Tu piše {company}. Stik: {contact} Vaši podatki in pravice: {privacy} STOP ustavi sporočila.',
  sv: 'Här skriver {company}. Kontakt: {contact} Dina uppgifter och rättigheter: {privacy} STOP avslutar meddelanden.',
};

/** By language, ISO 639-1; each has `{company}`, and as it needs them `{contact}` and `{privacy}`. */
export const answers: Readonly<Record<Wish, Readonly<Record<string, string>>>> = { stop, start, help };

type Facts = { readonly company: string; readonly contact: string; readonly privacy: string };
/** The answer to a wish in the first of these languages that is known, else in English. */
export function answerIn(wish: Wish, languages: readonly (string | undefined)[], facts: Facts): string {
  const language = languages.find((each) => each !== undefined && Object.hasOwn(answers[wish], each)) ?? 'en';
  return (answers[wish][language] ?? '').replace(/\{(company|contact|privacy)\}/g, (_, name: keyof Facts) => facts[name]);
}
