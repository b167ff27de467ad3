// Taking one's data to another controller (Art. 20).
import Type from 'typebox';
import { endpoints, said, text } from './shapes.ts';

export const handoverEndpoints = endpoints({
  handMeOver: {
    summary: 'Take my data to another controller, sealed to its public key (HPKE, RFC 9180); for me to pass on (Art. 20)',
    body: Type.Object({
      receiver: said(120, 'Name of the other controller'),
      key: text(2000, 'Its X25519 public key in base64url, or its key document with `suite` and `key`'),
    }),
    binary: true,
    answer: Type.Unknown(),
  },
});
