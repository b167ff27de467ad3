// Words that count or that stand for a code, in the eight languages, folded: asked once per different word of a text.
const digits =
  'zero one two three four five six seven eight nine null eins zwei zwo drei vier funf sechs sieben acht neun deux trois quatre cinq sept huit neuf cero uno dos tres cuatro cinco seis siete ocho nueve due tre quattro cinque sei sette otto nove nul twee drie vijf zes zeven negen jeden dwa trzy cztery piec szesc siedem osiem dziewiec dois sete oito meia';
const tens =
  'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred zehn elf zwolf zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante soixante septante nonante cent mille diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento dieci undici dodici tredici quattordici quindici sedici venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento tien elf twaalf dertien veertien vijftien zestien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat dziewiecdziesiat sto dez doze treze catorze quinze dezasseis dezassete dezoito dezanove vinte trinta quarenta cinquenta sessenta oitenta noventa cem';
const numbers = new Set(`${digits} ${tens}`.split(' '));
/** Written as one word: "achtentachtig", "quarantasette", "zweiundvierzig", "veintitrés". */
const compound =
  /^(?:\p{L}{2,8}(?:en|und|ien)(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|zwanzig|dreissig|vierzig|funfzig|sechzig|siebzig|achtzig|neunzig)|(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)[ai]?(?:uno|due|tre|quattro|cinque|sei|sette|otto|nove|un|otto)|veinti\p{L}{2,6})$/u;
/** Words for a code; and things that are opened by nothing else, so that the number may follow at once. */
const codeWords = new Set(
  'code codes codigo codice kod kodu kodem kody cod pin combinaison combinacion combinazione kombination cijfercode nummer clave kode zugangscode zutrittscode eingangscode toegangscode'.split(
    ' ',
  ),
);
const lockWords = new Set(
  'keybox keysafe lockbox padlock keypad schlusselkasten schlusselbox schlusseltresor schlusselsafe turcode torcode zahlenschloss digicode interphone sleutelkluis sleutelkluisje sleutelkastje sleutelkast hangslot cajetin candado lucchetto domofon domofonu klodka klodki cadeado doorcode gatecode poortcode deurcode alarmcode hauscode vorhangeschloss visiophone cadenas'.split(
    ' ',
  ),
);

export const counts = (word: string): boolean => word.length > 1 && (numbers.has(word) || (word.length > 7 && compound.test(word)));
export const isForCode = (word: string): boolean => codeWords.has(word);
export const locks = (word: string): boolean => lockWords.has(word);
/** How people say @. */
const atWords = new Set(
  'at aet arroba arrobas malpa malpka chiocciola chiocciolina apestaartje apenstaartje aapje arobase arobas klammeraffe monkey'.split(' '),
);
export const saysAt = (word: string): boolean => atWords.has(word);
/** What staff and couriers have no business with: alarms and safes. */
const alarmWords = new Set(
  'alarm alarmcode alarme alarma allarme alarmu alarmanlage alarmanlagencode alarmsysteem safe tresor kluis coffre cofre cassaforte sejf sejfu antifurto'.split(
    ' ',
  ),
);
export const alarms = (word: string): boolean => alarmWords.has(word);

const keyWord =
  /secret|token|api|pass|pwd|psw|kennwort|contrase|senha|haslo|private|^(?:access|auth|cle|clave|chiave|klucz|chave|client|accountkey|bearer|basic|login|logins|user|username|benutzer|benutzername|zugang|zugangsdaten|anmeldung|credentials|identifiants?|acceso|accesso|inlog|inloggegevens|logowanie|curl|wget)$/;
export const saysKey = (word: string): boolean => keyWord.test(word);
