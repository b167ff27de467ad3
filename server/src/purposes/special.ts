// Special categories of personal data (Art. 9(1)) as the Data Privacy Vocabulary names them, and what is said of them where somebody agrees explicitly.
import { type Special, specialCategories } from '@parley/contract/special';
import type { Language } from './types.ts';

/** Terms of the vocabulary that fall under one of them. */
const under: Readonly<Record<string, Special>> = {
  MedicalHealth: 'Health',
  MentalHealth: 'Health',
  PhysicalHealth: 'Health',
  HealthRecord: 'Health',
  HealthHistory: 'Health',
  IndividualHealthHistory: 'Health',
  FamilyHealthHistory: 'Health',
  Disability: 'Health',
  DrugTestResult: 'Health',
  Prescription: 'Health',
  BloodType: 'Health',
  DNACode: 'Genetic',
  FacialPrint: 'Biometric',
  Fingerprint: 'Biometric',
  Retina: 'Biometric',
  Ethnicity: 'EthnicOrigin',
  Race: 'EthnicOrigin',
  PoliticalAffiliation: 'PoliticalOpinion',
  Religion: 'ReligiousBelief',
  SexualPreference: 'Sexual',
  SexualHistory: 'Sexual',
};

/** The special category that a data category is or falls under; undefined for any other. */
export function isSpecial(category: string | undefined): Special | undefined {
  return specialCategories.find((each) => each === category) ?? under[category ?? ''];
}

/** In the middle of a sentence, after “data about”. */
export const specialWords: Readonly<Record<Language, Readonly<Record<Special, string>>>> = {
  en: {
    Health: 'my health',
    Genetic: 'my genes',
    Biometric: 'my body by which I am recognised',
    EthnicOrigin: 'my ethnic origin',
    PoliticalOpinion: 'my political opinions',
    ReligiousBelief: 'my religion',
    PhilosophicalBelief: 'my philosophical beliefs',
    TradeUnionMembership: 'my membership of a trade union',
    Sexual: 'my sex life or sexual orientation',
  },
  de: {
    Health: 'meine Gesundheit',
    Genetic: 'meine Gene',
    Biometric: 'meinen Körper, an denen man mich erkennt',
    EthnicOrigin: 'meine ethnische Herkunft',
    PoliticalOpinion: 'meine politischen Meinungen',
    ReligiousBelief: 'meine Religion',
    PhilosophicalBelief: 'meine Weltanschauung',
    TradeUnionMembership: 'meine Zugehörigkeit zu einer Gewerkschaft',
    Sexual: 'mein Sexualleben oder meine sexuelle Orientierung',
  },
  fr: {
    Health: 'ma santé',
    Genetic: 'mes gènes',
    Biometric: 'mon corps qui permettent de me reconnaître',
    EthnicOrigin: 'mon origine ethnique',
    PoliticalOpinion: 'mes opinions politiques',
    ReligiousBelief: 'ma religion',
    PhilosophicalBelief: 'mes convictions philosophiques',
    TradeUnionMembership: 'mon appartenance à un syndicat',
    Sexual: 'ma vie ou mon orientation sexuelle',
  },
  es: {
    Health: 'mi salud',
    Genetic: 'mis genes',
    Biometric: 'mi cuerpo por los que se me reconoce',
    EthnicOrigin: 'mi origen étnico',
    PoliticalOpinion: 'mis opiniones políticas',
    ReligiousBelief: 'mi religión',
    PhilosophicalBelief: 'mis convicciones filosóficas',
    TradeUnionMembership: 'mi afiliación a un sindicato',
    Sexual: 'mi vida o mi orientación sexual',
  },
};

/** In a list, for notices and records. */
export const specialNames: Readonly<Record<Language, Readonly<Record<Special, string>>>> = {
  en: {
    Health: 'health',
    Genetic: 'genes',
    Biometric: 'body by which somebody is recognised',
    EthnicOrigin: 'ethnic origin',
    PoliticalOpinion: 'political opinions',
    ReligiousBelief: 'religion',
    PhilosophicalBelief: 'philosophical beliefs',
    TradeUnionMembership: 'membership of a trade union',
    Sexual: 'sex life or sexual orientation',
  },
  de: {
    Health: 'Gesundheit',
    Genetic: 'Gene',
    Biometric: 'Merkmale des Körpers zur Erkennung',
    EthnicOrigin: 'ethnische Herkunft',
    PoliticalOpinion: 'politische Meinungen',
    ReligiousBelief: 'Religion',
    PhilosophicalBelief: 'Weltanschauung',
    TradeUnionMembership: 'Zugehörigkeit zu einer Gewerkschaft',
    Sexual: 'Sexualleben oder sexuelle Orientierung',
  },
  fr: {
    Health: 'santé',
    Genetic: 'gènes',
    Biometric: 'traits du corps qui permettent de reconnaître',
    EthnicOrigin: 'origine ethnique',
    PoliticalOpinion: 'opinions politiques',
    ReligiousBelief: 'religion',
    PhilosophicalBelief: 'convictions philosophiques',
    TradeUnionMembership: 'appartenance à un syndicat',
    Sexual: 'vie ou orientation sexuelle',
  },
  es: {
    Health: 'salud',
    Genetic: 'genes',
    Biometric: 'rasgos del cuerpo por los que se reconoce',
    EthnicOrigin: 'origen étnico',
    PoliticalOpinion: 'opiniones políticas',
    ReligiousBelief: 'religión',
    PhilosophicalBelief: 'convicciones filosóficas',
    TradeUnionMembership: 'afiliación a un sindicato',
    Sexual: 'vida u orientación sexual',
  },
};

type Said = { readonly about: string; readonly purpose: string; readonly channel: string };
/** Art. 9(2)(a): the person says it themselves, of these data and this purpose and nothing else. */
export const statements: Readonly<Record<Language, (said: Said) => string>> = {
  en: ({ about, purpose, channel }) =>
    `I explicitly agree that you use data about ${about}. You may use them for “${purpose}” ${channel}, and for nothing else. I can take this back at any time.`,
  de: ({ about, purpose, channel }) =>
    `Ich willige ausdrücklich ein, dass Sie Daten über ${about} verwenden. Sie dürfen sie für „${purpose}“ ${channel} verwenden und für nichts anderes. Ich kann das jederzeit zurücknehmen.`,
  fr: ({ about, purpose, channel }) =>
    `J’accepte expressément que vous utilisiez des données sur ${about}. Vous pouvez les utiliser pour « ${purpose} » ${channel}, et pour rien d’autre. Je peux revenir sur ce choix à tout moment.`,
  es: ({ about, purpose, channel }) =>
    `Acepto expresamente que usen datos sobre ${about}. Pueden usarlos para «${purpose}» ${channel} y para nada más. Puedo retirarlo en cualquier momento.`,
};

/** “a, b and c” in a language. */
export const listIn = (items: readonly string[], language: Language): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
