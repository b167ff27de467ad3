// Where data may go without an instrument: the European Economic Area, and countries with an adequacy decision (Art. 45(3)). Law as data,
// with the day it was last checked; a decision that ends carries its end, so that the gate closes by itself. A country that is missing here
// errs on the safe side: it needs an instrument.

/** The list below was compared with the decisions of the European Commission on this day. */
export const checkedOn = '2026-11-24';

const eea = 'AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ');

type Adequacy = { readonly until: string | null; readonly decision: string };
const adequate: Readonly<Record<string, Adequacy>> = {
  AD: { until: null, decision: '2010/625/EU' },
  AR: { until: null, decision: '2003/490/EC' },
  BR: { until: null, decision: '(EU) 2026/179' },
  CA: { until: null, decision: '2002/2/EC, commercial organisations' },
  CH: { until: null, decision: '2000/518/EC' },
  FO: { until: null, decision: '2010/146/EU' },
  GB: { until: '2031-12-27', decision: '(EU) 2021/1772, renewed on 19 December 2025' },
  GG: { until: null, decision: '2003/821/EC' },
  IL: { until: null, decision: '2011/61/EU' },
  IM: { until: null, decision: '2004/411/EC' },
  JE: { until: null, decision: '2008/393/EC' },
  JP: { until: null, decision: '(EU) 2019/419' },
  KR: { until: null, decision: '(EU) 2022/254' },
  NZ: { until: null, decision: '2013/65/EU' },
  UY: { until: null, decision: '2012/484/EU' },
};
/** Adequate only for recipients that are certified (EU-US Data Privacy Framework, (EU) 2023/1795): somebody must have looked and entered A45-3. */
const certified: Readonly<Record<string, Adequacy>> = {
  US: { until: null, decision: '(EU) 2023/1795, certified organisations' },
};

/** Whether a country (ISO 3166-1) is in the EEA, adequate on that day, adequate for certified recipients only, or neither. `today` is YYYY-MM-DD. */
export function placeOf(country: string, today: string): 'eea' | 'adequate' | 'certified-only' | 'third-country' {
  if (eea.includes(country)) return 'eea';
  if (holds(adequate[country], today)) return 'adequate';
  return holds(certified[country], today) ? 'certified-only' : 'third-country';
}

function holds(decision: Adequacy | undefined, today: string): boolean {
  return decision !== undefined && (decision.until === null || today <= decision.until);
}
