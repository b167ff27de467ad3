// What may be asked for at a kiosk once an address was proved: every right of Articles 15 to 22.
import Type from 'typebox';
import { requestKind } from './request-kind.ts';
import { text } from './shapes.ts';

export const kioskWish = Type.Object({
  kind: requestKind,
  text: Type.Optional(text(2000, 'What is asked, in their own words; a correction and a person who decides need some')),
  purpose: Type.Optional(text(60, 'Purpose code, for an objection')),
});
export const objections = Type.Array(Type.Object({ purpose: Type.String(), name: Type.String(), description: Type.String() }), {
  description: 'Uses that may be objected to (Art. 21) and have not been, once an address was proved',
});
