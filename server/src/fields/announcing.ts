// Words that announce a special category (Art. 9(1)) where they name a field. They tell of no illness and no faith of anybody, so that the search in free text rightly passes
// them by; but what stands in a field of that name does. Folded: small letters, no accents. Rather a field too many that needs an explicit consent than one too few.
import type { Special } from '@parley/contract/special';

type Words = {
  /** Also inside a word, as German puts them together. */
  readonly within?: string;
  /** Whole words, one or several; `*` takes any ending. */
  readonly words: string;
};

const announcing: Readonly<Record<Special, Words>> = {
  Health: {
    within:
      'gesundheit, krank, medikament, medizin, diagnos, behinder, unvertraglich, allerg, impfung, impfstatus, blutdruck, blutgruppe, blutzucker, blutwert, pflegegrad, pflegestufe, pflegebedurf, rollstuhl, schwanger, horgerat, therap, depress, insulin, psych, symptom, intoleran, laktose, lactose, gluten, dioptr, sehstark, prothes, kinderwunsch',
    words:
      'health*, wellbeing, illness*, disease*, sick, sickness*, sick leave, medic*, drugs, disab*, impair*, chronic, chronisch*, cronic*, chronique, blood pressure, blood type*, blood group*, blood sugar, blood test*, vaccin*, immun*, hearing aid*, hearing loss, wheelchair*, pregnan*, doctor*, physician*, gp, hospital, hospitals, klinik*, clinic*, surger*, symptom*, diet, diets, dietary, diat*, prescription*, addict*, mental, bmi, body mass*, care level*, care needs, special needs, mobility aid*, fertility, infertil*, arzt*, arzte*, hausarzt*, zahnarzt*, facharzt*, sucht, suchtkrank*, impf*, krebs, schwerbeschadigt*, sante, malad*, handicap*, invalide, invalidite, invalidez, medecin*, ordonnance*, grossesse*, hopital*, mutuelle*, tension arterielle, groupe sanguin, appareil auditif, appareils auditifs, fauteuil roulant, regime alimentaire, salud, enferm*, discapac*, minusval*, alergi*, embaraz*, vacun*, presion arterial, tension arterial, grupo sanguineo, audifono*, silla de ruedas, dieta*, receta medica, fertilite, fertilidad',
  },
  Genetic: { within: 'genetic, genetisch, genetiq, genom', words: 'dna, adn, erbgut, erbanlage*, heredit*, erblich*' },
  Biometric: {
    within: 'biometr, fingerabdruck, gesichtserkennung, fingerprint, voiceprint',
    words:
      'face id, faceid, iris, retina*, handvene*, empreinte digitale, empreintes digitales, huella dactilar, huellas dactilares, stimmabdruck*',
  },
  EthnicOrigin: {
    within: 'hautfarbe, migrationshintergrund, volksgruppe, volkszugehorig',
    words:
      'race, races, racial*, ethni*, ethno*, rasse, rassen, rassisch*, raza, etni*, skin colour*, skin color*, skin tone*, ancestry, abstammung*, couleur de peau, couleur de la peau, color de piel, color de la piel, tribe, tribal, indigen*, aborigin*, autochton*',
  },
  PoliticalOpinion: {
    within: 'parteizugehorig, parteimitglied, wahlverhalten',
    words:
      'politi*, party affiliation*, party member*, party preference*, partei, parteien, parteibuch*, voting*, voter*, votes for, wahler, wahlerin, electeur*, intention de vote, intencion de voto, partido, partidos, parti politique',
  },
  ReligiousBelief: {
    within: 'konfession, kirchenzugehorig, kirchensteuer, kirchenmitglied, glaubens, religi, synagog',
    words:
      'faith*, belief*, church, churches, church tax, church member*, denomination*, baptis*, baptiz*, glaube, glauben, glaubig*, kirche, kirchen, kirchlich*, taufe, taufname, getauft, confession*, croyance*, croyant*, eglise*, creencia*, creyente*, iglesia*, halal, hallal, kosher, koscher*, casher, cacher, haram, prayer*, gebet*, mosque*, moschee*, mosquee*, mezquita*, parish*, pfarr*, paroisse*, parroquia*, worship*, ramadan*, kommunion*, communion*, bar mitzvah, bat mitzvah, culte, culto',
  },
  PhilosophicalBelief: {
    within: 'weltanschau, freimaurer, freemason',
    words:
      'philosoph*, filosof*, ideolog*, atheis*, ateo, ateos, athee*, agnosti*, humanist*, worldview*, world view*, conviction philosophique, convicciones',
  },
  TradeUnionMembership: {
    within: 'gewerkschaft, syndical, syndiqu, sindica',
    words: 'trade union*, labour union*, labor union*, union member*, union dues, union affiliation*, syndicat*, shop steward*',
  },
  Sexual: {
    within: 'sexual, sexuel, geschlechtsidentitat, contracep, verhutung',
    words: 'sex life, sexleben, gender identity, identite de genre, identidad de genero, lgbt*, queer*, anticoncep*',
  },
};

type Look = readonly [of: Special, pattern: RegExp];
const patterns: readonly Look[] = Object.entries(announcing).map(([of, { within = '', words }]) => {
  const whole = listed(words).map((word) => (word.endsWith('*') ? `${word.slice(0, -1)}[a-z]*` : word));
  const inside = listed(within);
  return [of as Special, new RegExp([`(?<![a-z])(?:${whole.join('|')})(?![a-z])`, ...inside].join('|'))];
});

/** The special categories that a name or label announces; empty for nearly all. */
export function announcedBy(text: string): Special[] {
  const folded = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replace(/[\s_\-/’'.]+/g, ' ');
  return patterns.flatMap(([of, pattern]) => (pattern.test(folded) ? [of] : []));
}

function listed(words: string): string[] {
  return words.split(',').flatMap((word) => word.trim() || []);
}
