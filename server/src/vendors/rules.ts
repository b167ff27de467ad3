// Whether data may be handed to a recipient today: agreement first (Art. 26, 28), then the way out of the EEA (Art. 44). Pure; days are YYYY-MM-DD.
import { placeOf } from './countries.ts';

export type Role = 'processor' | 'controller' | 'joint-controller';
export type Transfer = 'A45-3' | 'A46-2-b' | 'A46-2-c' | 'A46-2-f' | 'A49-1-a';
export type VendorFacts = {
  readonly role: Role;
  readonly region: string;
  readonly agreementReference: string | null;
  readonly agreementSignedOn: string | null;
  /** Last day on which the agreement holds; null: until it is ended. */
  readonly agreementExpiresOn: string | null;
  readonly transfer: Transfer | null;
};
/** `isOurselves`: nothing leaves the company. `onlyWithConsent`: the transfer rests on Art. 49(1)(a) and needs the explicit consent of this person. */
export type Standing =
  | { readonly ok: true; readonly isOurselves: boolean; readonly onlyWithConsent: boolean }
  | {
      readonly ok: false;
      readonly because: 'unknown-recipient' | 'no-agreement' | 'agreement-expired' | 'no-transfer-instrument';
      readonly article: string;
    };

/** Names for ourselves: data that does not leave the company needs no agreement. */
const ourselves = new Set(['self', 'local-capture']);
export const isOurselves = (code: string): boolean => ourselves.has(code);

/** Where a recipient stands on a day; undefined facts are a recipient that nobody entered. */
export function standing(code: string, vendor: VendorFacts | undefined, today: string): Standing {
  if (isOurselves(code)) return { ok: true, isOurselves: true, onlyWithConsent: false };
  if (!vendor) return { ok: false, because: 'unknown-recipient', article: '28(3)' };
  return agreementFault(vendor, today) ?? transferStanding(vendor, today);
}

/** Whether somebody who is reached in `seen`, a country or `EU`, is where the register says. */
export const liesWhere = ({ region }: Pick<VendorFacts, 'region'>, seen: string, today: string): boolean =>
  region === seen || (seen === 'EU' && placeOf(region, today) === 'eea');

/** Why data may leave the EEA to this recipient, as the privacy notice says it; null when it does not leave. */
export function safeguard(
  vendor: VendorFacts,
  today: string,
): 'adequacy' | 'clauses' | 'binding-rules' | 'certification' | 'explicit-consent' | 'missing' | null {
  const place = placeOf(vendor.region, today);
  if (place === 'eea') return null;
  if (place === 'adequate' || (place === 'certified-only' && vendor.transfer === 'A45-3')) return 'adequacy';
  const named = {
    'A46-2-b': 'binding-rules',
    'A46-2-c': 'clauses',
    'A46-2-f': 'certification',
    'A49-1-a': 'explicit-consent',
    'A45-3': 'missing',
  } as const;
  return vendor.transfer ? named[vendor.transfer] : 'missing';
}

/** Whether what has to be agreed with a recipient holds on a day, wherever it is. */
export const isAgreed = (vendor: VendorFacts, today: string): boolean => agreementFault(vendor, today) === undefined;

function agreementFault(vendor: VendorFacts, today: string): Standing | undefined {
  // a controller of its own decides for itself: Art. 28 asks for no agreement, an agreement that was made must still hold
  if (vendor.role === 'controller' && !vendor.agreementReference) return undefined;
  const article = vendor.role === 'joint-controller' ? '26(1)' : vendor.role === 'controller' ? '5(1)(b)' : '28(3)';
  if (!vendor.agreementReference || !vendor.agreementSignedOn || vendor.agreementSignedOn > today)
    return { ok: false, because: 'no-agreement', article };
  if (vendor.agreementExpiresOn && vendor.agreementExpiresOn < today) return { ok: false, because: 'agreement-expired', article };
  return undefined;
}

function transferStanding(vendor: VendorFacts, today: string): Standing {
  const how = safeguard(vendor, today);
  if (how === 'missing') return { ok: false, because: 'no-transfer-instrument', article: '44' };
  return { ok: true, isOurselves: false, onlyWithConsent: how === 'explicit-consent' };
}
