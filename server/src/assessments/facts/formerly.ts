// How long something is kept stood as a sentence in assessments before record 071. Each is the code that says the same by now, so that what changed since is seen, and that alone is no change.
import type { Facts } from '../types.ts';

const requests = '3 years after the answer (evidence, Art. 5(2))';
/** Of fields that a company made itself; they said their own purposes and periods nowhere then. */
const ofFields = 'as long as the field says, from when the value was set; at most ten years';
const sentences: Readonly<Record<string, readonly string[]>> = {
  'PT1H sign-in': ['1 hour', 'an hour'],
  'PT1H expired': ['one hour after the code ran out'],
  'P2D collected': ['two days'],
  'P8D collected': ['eight days'],
  'P44D collected most': [
    '14 days, sealed, until staff say whose it is; number, digest and signature 30 days more, so that the sender hears what became of it',
  ],
  'P30D expired': ['until 30 days after they ran out'],
  'P1D complete': ['until all pieces are there, then a day as a keyed hash'],
  'P36M tagged most': ['as many months as the tag says, at most 36'],
  'P90D left-work rule': [
    'while they work here and as long afterwards as the company decided, 90 days as a rule; invitations nobody took up, 37 days',
  ],
  'P1095D reviewed': [
    '1095 days',
    '1095 days as evidence; the notes until their author’s data is erased',
    '1095 days as evidence; the reason until the data of whom it is about is erased',
  ],
  'purpose purpose': ['as long as the purpose says, after the last message'],
  'purpose collected': ['as long as a conversation of that day'],
  'purpose lifted': ['as long as it stands, and three years after it was lifted'],
  'purpose consent-ended': ['as long as the consent lasts, and three years after it ended, to prove it (Art. 7(1))'],
  'purpose request-closed': [
    requests,
    `${requests}; what was sent, until it has left`,
    `${requests}; where it is told, until the last status was, a day at most`,
  ],
  'P0D forgotten': [
    'as long as the person',
    'as long as the person is known',
    'until the person is erased',
    'until the last conversation is deleted and no proof is left to keep',
  ],
  'P0D message-deleted': ['as long as the message', 'as long as the message it belongs to', 'as long as the message that was written'],
  'P0D record-deleted': ['as long as the conversation it belongs to', 'as long as what began there'],
  'P0D choice-deleted': ['as long as the choice it belongs to'],
  'P0D campaign-ended': ['until the campaign is done or stopped'],
  'P0D complete': ['until it is done, a few seconds as a rule'],
  'P0D lifted': ['as long as the hold or the restriction that keeps them'],
  'P0D swept': ['until the sweep of that day is done'],
  'P0D certified': ['until the certificate stands'],
  'P0D day-set': ['until the day that was set with its ground (Art. 17(3)), renewed only with a reason'],
  'P0D company-left': [
    'as long as the company is here',
    'as long as the company is here; the name of staff goes with them',
    'until the company has left',
  ],
  'P0D discarded': [
    'as long as the company keeps its assessments, as proof of them; the name of staff goes with them',
    'as long as the company keeps its audits, as proof of them; the name of staff goes with them',
  ],
  'P3Y campaign-ended, P0D discarded': ['three years after its end, or until it is thrown away; the name of staff goes with them'],
  'P0D switched-off, P90D last-use': ['until it is switched off, 90 days without being seen at most'],
  'P0D used, PT30M collected': ['until used, 30 minutes at the latest'],
  'P0D revoked, P30D expired': ['until revoked, or 30 days after they ran out', 'until taken away, or 30 days after they ended'],
  'P0D signed-out, PT12H last-use, P7D sign-in': ['until signed out, 12 hours without use, or 7 days'],
  'P0D revoked, P0D left-work': [
    'until its owner removes it, at the latest while they work here',
    'until its owner takes it away, at the latest while they work here',
    'until taken away, at the latest while they work here',
    'until taken out of the team, the team is put to rest, or they leave',
    'while they work here, or until the provider is removed',
  ],
};
const codes = new Map(Object.entries(sentences).flatMap(([code, all]) => all.map((sentence) => [sentence, code.split(', ')] as const)));

/** The same facts with codes for sentences; one that is not known stays, and is compared as it is. */
export function withCodes(facts: Facts): Facts {
  const inCodes = (periods: readonly string[]) => [...new Set(periods.flatMap((each) => codes.get(each) ?? each))].sort();
  return { ...facts, places: facts.places.map((place) => ({ ...place, periods: inCodes(place.periods) })) };
}

/** Places, `purpose:place`, of which these facts knew only that a company's own fields say it. */
export const saidByFields = ({ places }: Facts): string[] =>
  places.flatMap(({ purpose, place, periods }) => (periods.includes(ofFields) ? [`${purpose}:${place}`] : []));
