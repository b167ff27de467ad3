import Type from 'typebox';
import { channelKind, day, endpoints, id, instant, language, maybe, nothing, one, paged, text } from './shapes.ts';

export const identityKind = one(['email', 'phone', 'visitor', 'account'], 'Kind of identity');
export const identity = Type.Object({
  id: id('idn', 'Identity'),
  kind: identityKind,
  value: Type.String({ description: 'The address, or what a mask leaves of it' }),
  provedAt: maybe(instant),
  proof: maybe(one(['code', 'signed-identity', 'reply-address', 'agent-decision', 'device'], 'How the identity was proved')),
  addedAt: instant,
});
/** As staff see it. */
const seenIdentity = Type.Object({
  ...identity.properties,
  isMasked: Type.Boolean({ description: 'Whether the value is a mask; who may see it in full asks for it with a reason' }),
  isShared: Type.Boolean({ description: 'Several people own it, or did: what comes from there says of none of them that it is they' }),
  lostAt: maybe(instant),
});
export const person = Type.Object({
  id: id('per', 'Person'),
  name: maybe(Type.String()),
  language: maybe(language),
  createdAt: instant,
  contractEndedOn: maybe(day),
  identities: Type.Array(seenIdentity),
  merges: Type.Array(Type.Object({ id: id('mrg', 'Merge'), from: id('per', 'Person'), proof: Type.String(), at: instant })),
  isOneOfSeveral: Type.Boolean({
    description:
      'Known by an address of several, and nobody said yet which of them it is: nothing they ask for is carried out before (Art. 12(6))',
  }),
  restricted: Type.Boolean(),
});
export const decision = Type.Object({
  allowed: Type.Boolean(),
  because: Type.String({ description: 'Code of the reason, such as consent-missing' }),
  article: Type.String(),
  words: Type.String({ description: 'The reason in plain words' }),
});
const timelineItem = Type.Object({
  at: instant,
  kind: one(['message-in', 'message-out', 'note', 'consent', 'request', 'identity', 'merge', 'conversation'], 'Kind'),
  channel: maybe(channelKind),
  conversation: maybe(id('cnv', 'Conversation')),
  title: Type.String(),
  excerpt: maybe(Type.String()),
});
const aPerson = Type.Object({ person: id('per', 'Person') });
const inLanguage = Type.Object({ language: Type.Optional(language) });

export const peopleEndpoints = endpoints({
  readPerson: { summary: 'A person with identities (recorded in the ledger as a reveal)', params: aPerson, answer: person },
  changePerson: {
    summary: 'Correct the name or language of a person',
    params: aPerson,
    body: Type.Object({ name: Type.Optional(maybe(text(160, 'Name'))), language: Type.Optional(maybe(language)) }),
    answer: person,
  },
  revealIdentities: {
    summary: 'Addresses of a person in full, with a reason; an entry of its own in the ledger',
    params: aPerson,
    body: Type.Object({
      reason: one(['contact', 'identify', 'delivery', 'request', 'other'], 'Why they are needed in full'),
      note: Type.Optional(text(300, 'In words; sealed under the person')),
    }),
    answer: Type.Object({ items: Type.Array(Type.Object({ id: id('idn', 'Identity'), value: Type.String() })) }),
  },
  readTimeline: {
    summary: 'What happened with a person over all channels, newest first',
    params: aPerson,
    query: Type.Object({
      ...inLanguage.properties,
      before: Type.Optional(instant),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 200 })),
    }),
    answer: Type.Object({
      items: Type.Array(timelineItem),
      next: maybe(Type.String({ format: 'date-time', description: 'What to ask for as `before` for older items; null at the end' })),
    }),
  },
  readLooks: {
    summary: 'Who looked at this person, when, for which purpose and which fields, newest first',
    params: aPerson,
    query: Type.Object({ ...inLanguage.properties, ...paged }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          at: instant,
          act: one(['revealed', 'sent', 'exported', 'handed-over'], 'What was done with the data'),
          actor: Type.Object({ kind: one(['staff', 'person', 'system'], 'Who'), name: Type.String() }),
          purpose: Type.String(),
          purposeName: Type.String(),
          fields: Type.Array(Type.String({ description: 'table.column' })),
          entry: id('led', 'Ledger entry'),
        }),
      ),
      next: maybe(Type.String()),
    }),
  },
  sendProof: {
    summary: 'Send a code to an identity, so that the person can prove it is theirs',
    params: Type.Object({ person: id('per', 'Person'), identity: id('idn', 'Identity') }),
    answer: nothing,
    status: 202,
  },
  mergePeople: {
    summary: 'Record that two people are one, by the decision of an agent',
    params: aPerson,
    body: Type.Object({ other: id('per', 'The person to join into this one'), reason: text(500, 'Why they are the same') }),
    answer: person,
    status: 201,
  },
  unmergePeople: {
    summary: 'Take a merge apart again',
    params: Type.Object({ person: id('per', 'Person'), merge: id('mrg', 'Merge') }),
    answer: person,
  },
});
export const gateEndpoints = endpoints({
  listRestrictions: {
    summary: 'What restricts the use of this person\u2019s data: restriction (Art. 18), objection (Art. 21), hold (Art. 17(3))',
    params: aPerson,
    query: inLanguage,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: id('fct', 'Fact of the gate'),
          kind: one(['restricted', 'objected', 'held'], 'Kind'),
          purpose: maybe(Type.String()),
          purposeName: maybe(Type.String()),
          ground: Type.String(),
          since: instant,
        }),
      ),
    }),
  },
  liftRestriction: {
    summary: 'Lift a restriction; the person is told before (Art. 18(3))',
    params: Type.Object({ person: id('per', 'Person'), restriction: id('fct', 'Fact of the gate') }),
    answer: nothing,
    status: 204,
  },
  readAllowances: {
    summary:
      'What the gate allows right now for this person, per purpose and channel, and why; as an answer in `conversation` when that is named',
    params: aPerson,
    query: Type.Object({ ...inLanguage.properties, conversation: Type.Optional(id('cnv', 'Conversation')) }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          purpose: Type.String(),
          purposeName: Type.String(),
          lawfulBasis: Type.String(),
          channel: channelKind,
          decision,
          ask: Type.Optional(decision),
        }),
      ),
    }),
  },
});
