// Art. 8(1): from which age a child agrees alone, as each Member State set it, and when a parent's word ends. Pure. A country not named here, or one that did not
// lower the age, has the 16 years of the Regulation.

/** Years by country, ISO 3166-1, with the law that says so; those without an entry: 16. */
export const ages: Readonly<Record<string, { readonly years: 13 | 14 | 15 | 16; readonly source: string }>> = {
  AT: { years: 14, source: 'DSG § 4(4)' },
  BE: { years: 13, source: 'Loi du 30 juillet 2018, art. 7' },
  BG: { years: 14, source: 'ЗЗЛД, чл. 25в' },
  CY: { years: 14, source: 'Ν. 125(I)/2018, άρθρο 8' },
  CZ: { years: 15, source: 'Zákon č. 110/2019 Sb., § 7' },
  DE: { years: 16, source: 'GDPR Art. 8(1)' },
  DK: { years: 15, source: 'Databeskyttelsesloven § 6, stk. 2' },
  EE: { years: 13, source: 'IKS § 8' },
  ES: { years: 14, source: 'LOPDGDD art. 7' },
  FI: { years: 13, source: 'Tietosuojalaki 1050/2018, 5 §' },
  FR: { years: 15, source: 'Loi 78-17, art. 45' },
  GR: { years: 15, source: 'Ν. 4624/2019, άρθρο 21' },
  HR: { years: 16, source: 'Zakon o provedbi Opće uredbe, čl. 19' },
  HU: { years: 16, source: 'GDPR Art. 8(1)' },
  IE: { years: 16, source: 'Data Protection Act 2018, s. 31' },
  IS: { years: 13, source: 'Lög nr. 90/2018, 10. gr.' },
  IT: { years: 14, source: 'Codice, art. 2-quinquies' },
  LI: { years: 16, source: 'GDPR Art. 8(1)' },
  LT: { years: 14, source: 'ADTAĮ 6 str.' },
  LU: { years: 16, source: 'GDPR Art. 8(1)' },
  LV: { years: 13, source: 'FPDAL 33. pants' },
  MT: { years: 13, source: 'S.L. 586.11, reg. 3' },
  NL: { years: 16, source: 'UAVG art. 5' },
  NO: { years: 13, source: 'Personopplysningsloven § 5' },
  PL: { years: 16, source: 'GDPR Art. 8(1)' },
  PT: { years: 13, source: 'Lei 58/2019, art. 16' },
  RO: { years: 16, source: 'GDPR Art. 8(1)' },
  SE: { years: 13, source: 'Lag 2018:218, 2 kap. 4 §' },
  SI: { years: 15, source: 'ZVOP-2, 8. člen' },
  SK: { years: 16, source: 'Zákon č. 18/2018 Z. z., § 15' },
};

/** What is asked for: no day of birth, and the same years everywhere, so that the question does not say which answer leads past it. `of-age`: 18 or older. */
export const ageBands = ['under-13', '13', '14', '15', '16', '17', 'of-age'] as const;
export type AgeBand = (typeof ageBands)[number];

/** From how many years on a child of this country agrees alone. */
export function ageOf(country: string): 13 | 14 | 15 | 16 {
  return ages[country]?.years ?? 16;
}

/** Countries to choose from, the company's own first, and last `ZZ` for any other. */
export function countries(own: string): string[] {
  return [...new Set([own, ...Object.keys(ages)]), elsewhere];
}

export type Said = { readonly age: AgeBand; readonly country: string };

/** What counts of an age said now and of those said lately: the youngest, against the highest age of the countries named. Somebody who goes back and is older all at once is not believed. */
export function ageCounted(now: Said, lately: readonly Said[]): Said & { readonly limit: number; readonly isChild: boolean } {
  const said = [now, ...lately];
  const { age } = said.reduce((one, other) => (ageBands.indexOf(other.age) < ageBands.indexOf(one.age) ? other : one));
  const { country } = said.reduce((one, other) => (ageOf(other.country) > ageOf(one.country) ? other : one));
  return { age, country, limit: ageOf(country), isChild: needsParent(age, country) };
}

/** Whether somebody in this band needs a parent there. */
export function needsParent(band: AgeBand, country: string): boolean {
  return yearsOf(band) < ageOf(country);
}

/** The day on which a parent's word ends: by then whoever was as old as they said is of age and is asked; the youngest, of whom less is known, may be. YYYY-MM-DD. */
export function ofAgeOn(band: AgeBand, country: string, today: Temporal.PlainDate): string {
  return today.add({ years: ageOf(country) - yearsOf(band) }).toString();
}

const elsewhere = 'ZZ';
const yearsOf = (band: AgeBand): number => (band === 'under-13' ? 12 : band === 'of-age' ? 18 : Number(band));
