// What a recipient keeps of somebody who was erased, as their certificate carries it beside its note.
import Type from 'typebox';
import { published, takenBackKinds } from './kept-there.ts';
import { channelKind, day, maybe, one } from './shapes.ts';

const statement = one(published, 'What it publishes of how long it keeps something');

export const asked = Type.Object({
  what: one(takenBackKinds, 'What its interface takes back'),
  channels: Type.Array(channelKind, { description: 'Where several kinds are told apart; empty otherwise' }),
  gone: Type.Integer({ description: 'Deleted, emptied or redacted there' }),
  left: Type.Integer({ description: 'Could not be reached within a week' }),
  kept: Type.Integer({ description: 'It deletes for nobody, or not any more' }),
  missing: Type.Integer({ description: 'Were found in no folder of the mailbox' }),
  elsewhere: Type.Integer({ description: 'Lie in a mailbox that is no longer read' }),
  until: maybe(day),
  published: maybe(statement),
});
export const keeps = Type.Object(
  {
    basis: one(['asked', 'received', 'carries'], 'It was asked to forget; it received messages; it carries a channel of theirs'),
    toldOn: maybe(day),
    asked: Type.Array(asked),
    published: Type.Array(statement),
  },
  { description: 'The note in codes and counts; not in certificates of before they were written down' },
);
