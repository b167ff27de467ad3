// Campaigns: one text to many who agreed to its purpose on its channel. Figures only: nothing here names somebody, but for the tags of one person.
import Type from 'typebox';
import { channelKind, endpoints, id, instant, language, maybe, nothing, one, text } from './shapes.ts';
import { templateButtons } from './templates.ts';

const count = (what: string) => Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: what });
const few = (what: string) => maybe(count(`${what}; null where it is fewer than five`));
const code = (what: string) => Type.String({ maxLength: 60, description: what });
const campaignParams = Type.Object({ campaign: id('cpn', 'Campaign') });
const tagList = Type.Array(id('tag', 'Tag'), { maxItems: 20, uniqueItems: true });
const audience = Type.Object(
  { any: tagList, all: tagList, none: tagList },
  { description: 'Tags of which somebody has one, has all, has none' },
);
const template = Type.Object({
  name: Type.String({ pattern: '^[a-z0-9_]{1,512}$', description: 'Name of the template' }),
  language: Type.String({ pattern: '^[A-Za-z_]{2,15}$', description: 'Its language, as the provider writes it' }),
  values: Type.Array(text(1_024, 'What fills a gap, in their order; the same fields stand in it'), { maxItems: 100 }),
  buttons: Type.Optional(templateButtons),
});
const version = Type.Object({
  language,
  subject: maybe(text(200, 'Subject of a mail; null on every other channel')),
  text: text(
    10_000,
    'Words; {name}, {name|friend} (said where no name is known) and {company} are filled in. Of a template its own words as they were seen',
  ),
  template: Type.Optional(maybe(template)),
});
const added = (of: string) => Type.String({ maxLength: 2_000, description: `What is added below the words ${of}` });
const aboutInbox = Type.Object({
  inbox: id('inb', 'Inbox'),
  name: text(80, 'Its name'),
  channel: channelKind,
  form: one(['mail', 'words', 'template', 'none'], 'As what a campaign goes from there; `none`: it cannot'),
  because: maybe(code('Why it cannot')),
  most: count('What one message holds, with what is added'),
  counts: one(['utf-16', 'characters', 'bytes'], 'In UTF-16 units, in code points, or in bytes of UTF-8'),
  alphabet: Type.Optional(one(['gsm-7', 'latin-1'], 'In what the carrier writes text messages, where that is not GSM 03.38')),
  hours: maybe(count('Only whoever wrote within so many hours gets one, by the provider’s rule')),
  added: Type.Object({ en: added('in English'), de: added('in German'), fr: added('in French'), es: added('in Spanish') }),
});
const texts = Type.Array(version, { minItems: 1, maxItems: 4, description: 'One version for each language; the first is the fallback' });
const states = ['draft', 'asked', 'planned', 'sending', 'paused', 'done', 'stopped'] as const;
const words = {
  name: text(120, 'Name for colleagues'),
  purpose: code('Code of a purpose that rests on consent and sends'),
  inbox: id('inb', 'Inbox it is sent from'),
  texts,
  audience,
};
const seen = Type.Integer({
  minimum: 1,
  maximum: 2_147_483_647,
  description: 'The version somebody looked at; `conflict` when it was changed since',
});
const reason = Type.Object({ because: code('Code of the reason'), article: Type.String({ maxLength: 20 }), people: few('People') });
const campaign = Type.Object({
  id: id('cpn', 'Campaign'),
  ...words,
  version: Type.Integer({ minimum: 1, description: 'Counts the changes of the draft' }),
  channel: channelKind,
  state: one(states, 'Where it stands; `asked` waits for a second person'),
  plannedAt: maybe(instant),
  begunAt: maybe(instant),
  endedAt: maybe(instant),
  createdAt: instant,
  isMine: Type.Boolean({ description: 'Whether whoever looks asked for it to be sent: somebody else approves it' }),
  pausedBecause: maybe(code('Why it paused by itself; null when somebody paused it')),
  quietUntil: maybe(instant),
});
const results = Type.Object({
  queued: few('Messages written, in tens where a part is hidden'),
  waiting: few('Messages that have not left yet'),
  sent: few('Messages taken by the provider'),
  delivered: few('Messages of which the provider says that they arrived'),
  failed: Type.Array(Type.Object({ because: code('Code of the reason'), messages: few('Messages') }), { maxItems: 60 }),
  withdrawn: few('People who took their consent back within 14 days after it'),
  leftOut: Type.Array(reason, { maxItems: 60 }),
});
const limits = {
  quietFrom: Type.Integer({ minimum: 0, maximum: 23, description: 'Hour at which quiet begins' }),
  quietUntil: Type.Integer({ minimum: 0, maximum: 23, description: 'Hour at which it ends; the same hour twice: no quiet' }),
  sundays: Type.Boolean({ description: 'Whether Sundays are quiet all day' }),
  timeZone: Type.String({ minLength: 2, maxLength: 60, pattern: '^[A-Za-z0-9_+/-]+$', description: 'IANA time zone' }),
  most: Type.Integer({ minimum: 1, maximum: 100, description: 'Messages that one person gets for one purpose' }),
  days: Type.Integer({ minimum: 1, maximum: 366, description: 'within so many days' }),
};
const tag = Type.Object({
  id: id('tag', 'Tag'),
  name: text(60, 'Name'),
  months: Type.Integer({ minimum: 1, maximum: 36, description: 'After so many months it falls off by itself' }),
  people: few('People who have it'),
});

export const campaignsEndpoints = endpoints({
  listCampaigns: {
    summary: 'The campaigns, newest first; at most 200',
    answer: Type.Object({ items: Type.Array(Type.Omit(campaign, ['texts']), { maxItems: 200 }) }),
  },
  addCampaign: { summary: 'Write a draft; nothing is sent', body: Type.Object(words), answer: campaign, status: 201 },
  readCampaign: {
    summary: 'One campaign with its results: figures without people. Neither opening nor clicking is tracked',
    params: campaignParams,
    answer: Type.Object({
      campaign,
      results,
      askedBy: maybe(Type.String({ maxLength: 200, description: 'Name of whoever asked for it to be sent; null for who is gone' })),
    }),
  },
  changeCampaign: {
    summary: 'Change a draft',
    params: campaignParams,
    body: Type.Object({ ...words, version: seen }),
    answer: campaign,
  },
  removeCampaign: {
    summary: 'Throw a draft away, or one that is over with its figures',
    params: campaignParams,
    answer: nothing,
    status: 204,
  },
  dryRunCampaign: {
    summary: 'Who would get it now, and who is left out and why; nothing is sent and nothing is recorded about anybody',
    params: campaignParams,
    answer: Type.Object({
      audience: few('People looked at, in tens where a part is hidden'),
      sends: few('Would get it'),
      leftOut: Type.Array(reason, { maxItems: 60 }),
      pausesBecause: maybe(code('What would pause it at its first message, such as a template that the provider paused')),
      quietUntil: maybe(instant),
      isCut: Type.Boolean({ description: 'More than 200,000 people: only the first were looked at' }),
    }),
  },
  sendCampaign: {
    summary: 'Send now or at a time; where two hold the right, a second person must approve',
    params: campaignParams,
    body: Type.Object({ at: maybe(instant), version: seen }),
    answer: campaign,
  },
  approveCampaign: {
    summary: 'Approve, as the second person',
    params: campaignParams,
    body: Type.Object({ version: seen }),
    answer: campaign,
  },
  pauseCampaign: { summary: 'Pause; what is already with the provider cannot be called back', params: campaignParams, answer: campaign },
  resumeCampaign: { summary: 'Go on where it paused', params: campaignParams, answer: campaign },
  stopCampaign: { summary: 'Stop for good; also takes back what was only asked for or planned', params: campaignParams, answer: campaign },
  listCampaignInboxes: {
    summary: 'From which inboxes a campaign may go, as what, and why not from others; at most 200',
    answer: Type.Object({ items: Type.Array(aboutInbox, { maxItems: 200 }) }),
  },
  listCampaignTemplates: {
    summary: 'The approved messages of an inbox, and why some may not go to many',
    params: Type.Object({ inbox: id('inb', 'Inbox') }),
    query: Type.Object({ anew: Type.Optional(one(['yes'], 'Ask the provider now')) }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          ...{ name: template.properties.name, language: template.properties.language },
          text: Type.String({ maxLength: 10_000, description: 'Its words; a gap is `{{name}}`' }),
          gaps: Type.Array(Type.String({ maxLength: 60, description: 'Name or number of a gap' }), { maxItems: 100 }),
          buttons: templateButtons,
          because: maybe(code('Why it may not')),
        }),
        { maxItems: 1_000 },
      ),
      isFresh: Type.Boolean({ description: 'False when the provider could not be asked now' }),
    }),
  },
  readCampaignLimits: { summary: 'Quiet hours, and how often one person is written to', answer: Type.Object(limits) },
  listLimitChanges: {
    summary: 'The last changes of these limits with the reasons that were given, newest first',
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          at: instant,
          by: maybe(Type.String({ maxLength: 200, description: 'Name of whoever changed them; null for who is gone' })),
          less: Type.Boolean({ description: 'Whether people got less rest' }),
          reason: maybe(Type.String({ maxLength: 500, description: 'Why' })),
          ...limits,
        }),
        { maxItems: 20 },
      ),
    }),
  },
  changeCampaignLimits: {
    summary: 'Change them; a step towards less rest for people asks for a reason',
    body: Type.Object({ ...limits, reason: Type.Optional(text(500, 'Why')) }),
    answer: Type.Object(limits),
  },
  listTags: { summary: 'The tags; at most 200', answer: Type.Object({ items: Type.Array(tag, { maxItems: 200 }) }) },
  addTag: {
    summary: 'Make a tag; its name may hold nothing of Art. 9 or 10 and nothing that points at one person',
    body: Type.Object({
      name: text(60, 'Name'),
      months: Type.Integer({ minimum: 1, maximum: 36 }),
      isNoName: Type.Optional(Type.Boolean({ description: 'Says that it is the name of nobody, where it looks like one' })),
    }),
    answer: tag,
    status: 201,
  },
  removeTag: {
    summary: 'Take a tag away, from everybody',
    params: Type.Object({ tag: id('tag', 'Tag') }),
    answer: nothing,
    status: 204,
  },
  listPersonTags: {
    summary: 'The tags of one person',
    params: Type.Object({ person: id('per', 'Person') }),
    answer: Type.Object({
      items: Type.Array(Type.Object({ id: id('tag', 'Tag'), name: text(60, 'Name'), until: instant }), { maxItems: 200 }),
      refused: maybe(
        Type.Object(
          { because: code('Code of the reason'), article: Type.String({ maxLength: 20 }), words: Type.String({ maxLength: 500 }) },
          { description: 'Why none is shown or may be put on them: no consent on any channel, an objection, a restriction' },
        ),
      ),
    }),
  },
  setPersonTags: {
    summary: 'Say which tags a person has; those they had before keep their time',
    params: Type.Object({ person: id('per', 'Person') }),
    body: Type.Object({ tags: tagList }),
    answer: nothing,
  },
});
