// The reply window of a conversation, and the approved messages that may be sent when it is closed.
import Type from 'typebox';
import { message } from './conversations.ts';
import { messagingLimit } from './messaging-limit.ts';
import { endpoints, id, instant, maybe, one, text } from './shapes.ts';

const aConversation = Type.Object({ conversation: id('cnv', 'Conversation') });
const name = Type.String({ pattern: '^[a-z0-9_]{1,512}$', description: 'Name of the template' });
const templateLanguage = Type.String({ pattern: '^[A-Za-z_]{2,15}$', description: 'Its language, as the provider writes it' });
/** Buttons of an approved message, a line each. */
export const templateButtons = Type.Array(
  Type.String({ maxLength: 2_200, description: 'What a button says, and what it opens or calls, as it was seen' }),
  { maxItems: 20 },
);
const gap = Type.String({ maxLength: 60, description: 'Name or number of a gap' });

export const templatesEndpoints = endpoints({
  readWindow: {
    summary: 'For how long the person of a conversation may be answered on its channel, and at what length',
    params: aConversation,
    answer: Type.Object({
      state: one(['none', 'open', 'person', 'closed'], '`none`: at any time; `person`: only by a member of staff, no machine'),
      until: maybe(instant),
      hours: maybe(Type.Integer({ minimum: 1, maximum: 8_784, description: 'How long the window is' })),
      templates: Type.Boolean({ description: 'Whether approved messages may be sent at any time' }),
      limit: maybe(messagingLimit),
      longest: maybe(
        Type.Object(
          {
            most: Type.Integer({ minimum: 1 }),
            counts: one(['utf-16', 'characters', 'bytes'], 'What is counted: units of UTF-16, code points, or bytes of UTF-8'),
            alphabet: Type.Optional(one(['gsm-7', 'latin-1'], 'In what the carrier writes text messages, where that is not GSM 03.38')),
            taps: Type.Integer({
              minimum: 0,
              description: 'So many choices become buttons; if there are more, they are listed in the text',
            }),
          },
          { description: 'How long a text may be on this channel, where it has an end' },
        ),
      ),
      link: Type.Object(
        { reply: Type.String({ maxLength: 600 }), start: Type.String({ maxLength: 600 }) },
        {
          description:
            'What is added below the words, as long as it will be: the way to one’s choices, below an answer or below what begins with us',
        },
      ),
    }),
  },
  listTemplates: {
    summary: 'Approved messages of the channel of a conversation, as the provider tells them',
    params: aConversation,
    query: Type.Object({ anew: Type.Optional(one(['yes'], 'Ask the provider now')) }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          name,
          language: templateLanguage,
          status: one(['approved', 'pending', 'paused', 'rejected'], 'Where it stands at the provider'),
          category: one(['utility', 'marketing', 'authentication'], 'As what the provider approved it'),
          text: Type.String({ maxLength: 10_000, description: 'Its words; a gap is `{{name}}`' }),
          gaps: Type.Array(gap, { maxItems: 100 }),
          buttons: templateButtons,
          isPlain: Type.Boolean({ description: 'Whether words in the gaps are all it needs' }),
        }),
        { maxItems: 1_000 },
      ),
      fetchedAt: maybe(instant),
      isFresh: Type.Boolean({ description: 'False when the provider could not be asked now' }),
    }),
  },
  sendTemplate: {
    summary: 'Send an approved message in a conversation',
    params: aConversation,
    body: Type.Object({
      name,
      language: templateLanguage,
      values: Type.Array(text(1_024, 'What stands in a gap'), { maxItems: 100 }),
      purpose: text(60, 'Purpose code'),
    }),
    answer: message,
    status: 201,
    idempotent: true,
  },
});
