// Special categories of personal data (Art. 9(1)) as the Data Privacy Vocabulary names them: those that a purpose can be for. Shared by server and console.
export const specialCategories = [
  'Health',
  'Genetic',
  'Biometric',
  'EthnicOrigin',
  'PoliticalOpinion',
  'ReligiousBelief',
  'PhilosophicalBelief',
  'TradeUnionMembership',
  'Sexual',
] as const;
export type Special = (typeof specialCategories)[number];
