// What became of a message after it was written, on channels where people can change what they said.
import Type from 'typebox';
import { instant, maybe } from './shapes.ts';

export const messageChanges = Type.Object(
  {
    edited: maybe(instant),
    unsent: maybe(instant),
    reaction: maybe(Type.String({ maxLength: 64, description: 'What the person set on it, such as an emoji' })),
  },
  { description: 'When its sender changed it last, or took it back (then its words and files are gone), and how the person reacted' },
);
