// Taking one's data to another controller (Art. 20): as a file, or by HTTPS from company to company.
import Type from 'typebox';
import { endpoints, id, instant, maybe, nothing, one, said, text } from './shapes.ts';

const receiver = Type.Object({
  name: text(120, 'The other controller, as it calls itself'),
  host: text(260, 'Where it is: host, and port if it is no usual one, in ASCII'),
});
const standing = one(
  ['waiting', 'accepted', 'refused', 'expired', 'withdrawn'],
  'What became of it there: waits, was kept for the person, refused, not accepted in time, or taken back by the sender',
);
const handover = Type.Object({
  id: id('hov', 'Number of the hand-over, which the receiver is told as well'),
  state: one(['shown', 'waiting', 'delivered', 'failed'], '`shown` until the person confirms the receiver'),
  because: maybe(
    one(
      ['refused', 'unreachable', 'address-refused', 'no-receipt', 'not-allowed', 'stopped', 'not-confirmed', 'busy'],
      'Why it failed: the receiver refused it, was not reached for three days, leads somewhere else, signed no receipt; the gate refused; the person stopped it before it left, or on its way, which the receiver never confirmed; or the receiver had no room for two weeks',
    ),
  ),
  receiver,
  at: instant,
  closedAt: maybe(instant),
  receipt: maybe(Type.String({ description: 'Signed note (C2SP) of the receiver: number, key, digest and time' })),
  standing: maybe(standing),
  word: maybe(Type.String({ description: 'Signed note of the receiver that says so' })),
  stoppedAt: maybe(instant),
  isInDoubt: Type.Boolean({ description: 'It failed and yet may lie at the receiver: it can be taken back, and is asked about' }),
});
const key = Type.Object({ key: text(64, 'Public key of the privacy centre') });
const brought = Type.Object({
  id: id('brt', 'What was brought along'),
  from: receiver,
  day: Type.String({ format: 'date', description: 'Day on which the sender made it' }),
  at: instant,
  bytes: Type.Integer(),
  records: Type.Record(Type.String(), Type.Integer(), { description: 'How many records of each table' }),
});

export const handoverEndpoints = endpoints({
  takeMyData: {
    summary: 'What I provided, for myself: a ZIP of JSON, one CSV per table, JSON Schema and files (Art. 20(1))',
    binary: true,
    answer: Type.Unknown(),
  },
  handMeOver: {
    summary: 'Take my data to another controller, sealed to its public key (HPKE, RFC 9180); for me to pass on (Art. 20)',
    body: Type.Object({
      receiver: said(120, 'Name of the other controller'),
      key: text(2000, 'Its X25519 public key in base64url, or its key document with `suite` and `key`'),
    }),
    binary: true,
    answer: Type.Unknown(),
  },
  listMyHandovers: { summary: 'Where I had my data sent, and what came of it', answer: Type.Object({ items: Type.Array(handover) }) },
  showReceiver: {
    summary: 'Look up who would receive my data at this address, before anything leaves',
    body: Type.Object({ address: said(500, 'Address of its privacy page or of its hand-over document, https') }),
    answer: handover,
    status: 201,
  },
  sendMyData: {
    summary: 'Send my data to the receiver that I was shown (Art. 20(2)); pressing twice sends once',
    params: Type.Object({ handover: id('hov', 'Hand-over as shown') }),
    answer: handover,
    status: 202,
  },
  readHandoverDocument: {
    summary: 'Who this company is as receiver or sender of a hand-over: keys, address, limits',
    params: key,
    answer: Type.Object({
      format: Type.Enum(['parley-handover-receiver@1']),
      name: Type.String(),
      signer: Type.String({ description: 'Verifier key (C2SP signed-note) of what it sends and of its receipts' }),
      signersBefore: Type.Array(Type.String(), { description: 'Keys before it, by which something may be signed that still waits' }),
      suite: Type.String(),
      key: maybe(Type.String({ description: 'X25519 public key, base64url; null while it receives nothing' })),
      address: maybe(Type.String({ description: 'Where envelopes are posted to; of the same origin as this document' })),
      until: maybe(instant),
      mostBytes: Type.Integer(),
      keptDays: Type.Integer(),
    }),
  },
  receiveHandover: {
    summary: 'Hand in a sealed envelope (parley-handover@1); the same one again gets the same receipt',
    params: key,
    upload: true,
    answer: Type.Object({ handover: id('hov', 'Number of the hand-over'), receipt: Type.String() }),
    status: 202,
  },
  askHandover: {
    summary: 'Ask what became of an envelope, or take it back while it waits: a signed note by the key that signed the envelope',
    params: Type.Object({ key: text(64, 'Public key of the privacy centre'), handover: id('hov', 'Number of the hand-over') }),
    body: Type.Object({
      word: text(2000, 'Signed note (C2SP): `parley handover question v1` or `parley handover withdrawal v1`, number, key, digest'),
      signer: text(300, 'Verifier key of the note and of the signature of the envelope'),
    }),
    answer: Type.Object({
      handover: id('hov', 'Number of the hand-over'),
      standing,
      word: Type.String({ description: 'Signed note: `parley handover standing v1`, number, key, digest, standing and time' }),
    }),
  },
  stopMyHandover: {
    summary: 'Take back what is on its way or waits at the receiver; again it is the same',
    params: Type.Object({ handover: id('hov', 'Hand-over that was confirmed') }),
    answer: handover,
    status: 202,
  },
  readReception: {
    summary: 'Whether hand-overs from other companies are received, and at which address',
    answer: Type.Object({ isOpen: Type.Boolean(), document: Type.String(), until: maybe(instant) }),
  },
  setReception: {
    summary: 'Open or close the reception of hand-overs; opening asks for a reason',
    body: Type.Object({ isOpen: Type.Boolean(), reason: Type.Optional(said(500, 'Why it is opened')) }),
    answer: Type.Object({ isOpen: Type.Boolean(), document: Type.String(), until: maybe(instant) }),
  },
  listArrivals: {
    summary: 'Hand-overs that came in and wait, still sealed',
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: id('hov', 'Number of the hand-over'),
          from: Type.Object({ name: text(120, 'Sender, as it says; not proved yet'), host: maybe(text(260, 'Host that shall prove it')) }),
          at: instant,
          until: instant,
          bytes: Type.Integer(),
        }),
      ),
    }),
  },
  acceptArrival: {
    summary: 'Open a hand-over for this person: its sender and an address that the person proved must stand in it',
    params: Type.Object({ handover: id('hov', 'Number of the hand-over') }),
    body: Type.Object({ person: id('per', 'Whose it is') }),
    answer: brought,
    status: 201,
  },
  refuseArrivals: {
    summary: 'Refuse several: they are deleted unopened; what is decided already is left as it is',
    body: Type.Object({ handovers: Type.Array(id('hov', 'Number of the hand-over'), { minItems: 1, maxItems: 100 }) }),
    answer: Type.Object({ refused: Type.Integer() }),
  },
  refuseArrival: {
    summary: 'Refuse a hand-over: it is deleted unopened',
    params: Type.Object({ handover: id('hov', 'Number of the hand-over') }),
    answer: nothing,
  },
  listBrought: {
    summary: 'What this person brought along from other controllers',
    params: Type.Object({ person: id('per', 'Person') }),
    answer: Type.Object({ items: Type.Array(brought) }),
  },
  readBrought: {
    summary: 'The file (ZIP) that this person brought along',
    params: Type.Object({ person: id('per', 'Person'), brought: id('brt', 'What was brought along') }),
    binary: true,
    answer: Type.Unknown(),
  },
});
