// The single words by which people end, resume or ask about messages on every text channel, in the languages of the European Union (Art. 7(3), 21(2)). Pure. Server and page read them alike: a
// title that is tapped comes in as words of the person, so what stands on a button must not be one of them by accident.

export type Wish = 'stop' | 'start' | 'help';
/** `language`: ISO 639-1, where the word belongs to one alone. */
export type Word = {
  readonly wish: Wish;
  readonly language: string | undefined /** It says something else elsewhere, so it counts in this language alone. */;
  readonly onlyIn?: string;
};

const stop = {
  en: 'stop stopall unsubscribe cancel end quit revoke optout',
  bg: 'стоп спри спрете отказ отписване край',
  cs: 'zrušit odhlásit ukončit zastavit konec',
  da: 'afmeld afmelding frameld afslut',
  de: 'stopp abmelden abbestellen austragen beenden widerruf widerrufen ende',
  el: 'στοπ σταματα σταματηστε διακοπη διαγραφη ακυρωση τελος',
  es: 'parar baja alto detener cancelar',
  et: 'lõpeta peata loobu tühista',
  fi: 'lopeta seis peru peruuta lopetus',
  fr: 'arrêt arrêter arrêtez désabonner désabonnement désinscrire désinscription',
  ga: 'stad deireadh díliostáil cealaigh',
  hr: 'zaustavi odjava odjavi otkaži prekini kraj',
  hu: 'állj leiratkozás leiratkozom lemondás leállítás vége',
  it: 'ferma fermare basta annulla cancella disiscrivi disiscrivimi',
  lt: 'stabdyti sustabdyti nutraukti atsisakyti atšaukti',
  lv: 'apturēt apturi pārtraukt atteikties atrakstīties',
  mt: 'ieqaf waqqaf ikkanċella tmiem',
  nl: 'stoppen afmelden uitschrijven opzeggen einde',
  pl: 'rezygnuję rezygnacja wypisz anuluj zatrzymaj koniec',
  pt: 'pare sair remover cancelar parar',
  ro: 'oprește opriți dezabonare anulează renunț',
  sk: 'zrušiť odhlásiť ukončiť zastaviť koniec',
  sl: 'ustavi odjava odjavi prekliči konec',
  sv: 'stopp sluta avsluta avregistrera avbryt',
} as const;
const start: Readonly<Record<string, string>> = {
  en: 'start unstop',
  bg: 'старт',
  cs: 'začít',
  de: 'anmelden fortsetzen',
  el: 'εναρξη',
  es: 'iniciar empezar alta',
  et: 'alusta',
  fi: 'aloita',
  fr: 'démarrer reprendre',
  ga: 'tosaigh',
  hr: 'počni',
  hu: 'kezdés',
  it: 'inizia avvia riprendi',
  lt: 'pradėti',
  lv: 'sākt',
  mt: 'ibda',
  nl: 'starten hervatten',
  pl: 'wznów',
  pt: 'iniciar começar',
  ro: 'începe',
  sk: 'začať',
  sl: 'začni',
  sv: 'starta',
};
const help: Readonly<Record<string, string>> = {
  en: 'help info',
  bg: 'помощ',
  cs: 'pomoc nápověda',
  da: 'hjælp',
  de: 'hilfe',
  el: 'βοηθεια',
  es: 'ayuda',
  et: 'abi',
  fi: 'apua ohje',
  fr: 'aide',
  ga: 'cabhair',
  hr: 'pomoć',
  hu: 'segítség',
  it: 'aiuto',
  lt: 'pagalba',
  lv: 'palīdzība',
  mt: 'għajnuna',
  nl: 'hulp',
  pl: 'pomoc',
  pt: 'ajuda',
  ro: 'ajutor',
  sk: 'pomoc',
  sl: 'pomoč',
  sv: 'hjälp',
};

/**
 * Those that say that no more is to come, whatever was asked before. “Cancel”, “End”, “Ende” or “basta” are everyday answers as well (“Cancel or exchange?”), and so are “Start” and “Info”.
 */
const unmistakable = `stop stopall unsubscribe optout unstop стоп отписване odhlásit afmeld afmelding frameld stopp abmelden abbestellen austragen στοπ désabonner désabonnement désinscrire
  désinscription díliostáil odjava odjavi leiratkozás leiratkozom disiscrivi disiscrivimi atrakstīties afmelden uitschrijven wypisz dezabonare odhlásiť avregistrera`;

export const stopLanguages: readonly string[] = Object.keys(stop);

/** What a message wishes when it is one such word and nothing else, in any case, with or without accents and marks around it. */
export function wishIn(text: string): Word | undefined {
  return text.length > 60 ? undefined : known.get(plain(text));
}

/** Whether a message is such a word and means the channel also where people talk, and answer one another in single words. */
export const isUnmistakable = (text: string): boolean => text.length <= 60 && meant.has(plain(text));

/**
 * What a tap on this title would wish, as it is obeyed when it comes in; undefined where it is words and nothing more. `STOP` itself, written so, is meant as such and may be offered. A word that counts in one
 * language alone is taken for one where people can be known to speak that language.
 */
export function wishOnButton(title: string): Wish | undefined {
  const word = title.trim() === 'STOP' ? undefined : wishIn(title);
  return word?.onlyIn && !spokenHere.has(word.onlyIn) ? undefined : word?.wish;
}

/** A message that says yes and nothing else, in a language in which the question is put, with the number behind it if there is one. */
export function yesIn(text: string): { readonly code: string | undefined } | undefined {
  const [, word = '', code] = (text.length <= 60 && /^(\D*?)(\d+)?[^\p{L}\d]*$/u.exec(text)) || [];
  return ['yes', 'ja', 'oui', 'si'].includes(plain(word)) ? { code } : undefined;
}

/** Letters alone, without accents: `¡Détener!` and `DETENER` are one. A blank within stays, so that a sentence is no word. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łøßħđıςæ]/g, (letter) => bare[letter] ?? letter)
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/[-‐‑]/g, '');
}

const bare: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ß: 'ss', ħ: 'h', đ: 'd', ı: 'i', ς: 'σ', æ: 'ae' };

const meant: ReadonlySet<string> = new Set(unmistakable.split(/\s+/).map(plain));

/** Six, a country, a city, another country, the region, high, equal: everyday answers in other languages. */
const elsewhere: ReadonlySet<string> = new Set(['seis', 'peru', 'stad', 'kraj', 'край', 'alto', 'alta', 'pare']);

/** In which people are written to (`people.language`). */
const spokenHere: ReadonlySet<string> = new Set(['en', 'de', 'fr', 'es']);

const known: ReadonlyMap<string, Word> = (() => {
  const words = new Map<string, Word>();
  // a word that stands twice keeps the wish that protects: stop before start before help
  for (const [wish, lists] of [
    ['help', help],
    ['start', start],
    ['stop', stop],
  ] as const)
    for (const [language, list] of Object.entries(lists))
      for (const each of list.split(' ')) {
        const before = words.get(plain(each));
        const isShared = before?.wish === wish || isEverywhere(each);
        words.set(plain(each), { wish, language: isShared ? undefined : language, ...(elsewhere.has(each) && { onlyIn: language }) });
      }
  return words;
})();

/** Words that people use whatever they speak. */
function isEverywhere(word: string): boolean {
  return ['stop', 'start', 'info', 'help', 'unstop'].includes(word);
}
