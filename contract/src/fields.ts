// Fields in which a company notes something about people, each with a purpose and a period, and their values.
import Type from 'typebox';
import { endpoints, id, instant, language, maybe, nothing, one, said, text } from './shapes.ts';
import { specialCategories } from './special.ts';

const code = (what: string) => Type.String({ minLength: 1, maxLength: 60, description: what });
const names = Type.Object(
  { en: said(60, 'English'), de: said(60, 'German'), fr: Type.Optional(said(60, 'French')), es: Type.Optional(said(60, 'Spanish')) },
  { description: 'Name by language; English where there is none', additionalProperties: false },
);
const words = {
  names,
  kind: one(['text', 'number', 'date', 'choice'], 'What a value is'),
  purpose: code('Code of an active purpose that it serves (Art. 5(1)(b))'),
  period: Type.String({
    pattern: '^P[1-9][0-9]{0,3}[DM]$',
    description:
      'How long a value is kept from when it was set, in days or months; no longer than its purpose keeps what it has (Art. 5(1)(e))',
  }),
  provided: Type.Boolean({ description: 'The person themself tells it, so that it goes along in a hand-over (Art. 20(1))' }),
};
const choices = Type.Array(names, { maxItems: 20, description: 'Labels of a choice, two at least; a value names its place, from 0' });
const field = Type.Object({
  id: id('fld', 'Field'),
  ...words,
  choices,
  special: Type.Boolean({ description: 'Of a special category (Art. 9(1)), under explicit consent' }),
  tellsOf: Type.Array(one([...specialCategories, 'unsaid'], 'Category of Art. 9(1)'), {
    maxItems: 10,
    description:
      'Which; its purpose must name them all. `unsaid` where it was declared before that was asked: its values are shown to nobody',
  }),
  createdAt: instant,
  values: Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: 'Values that stand: what stopping it erases' }),
  goesOn: maybe(Type.String({ format: 'date-time', description: 'Its purpose is switched off: from then on its values are erased' })),
});
const personParams = { person: id('per', 'Person') };

export const fieldsEndpoints = endpoints({
  listFields: {
    summary: 'The fields that take values; at most 200',
    answer: Type.Object({
      items: Type.Array(field, { maxItems: 200 }),
      graceDays: Type.Integer({
        minimum: 0,
        maximum: 90,
        description: 'Days after which values go whose purpose was switched off, or keeps for a shorter time',
      }),
    }),
  },
  addField: {
    summary: 'Declare a field; needs a purpose, a period and a reason (Art. 25(2))',
    body: Type.Object({
      ...words,
      choices: Type.Optional(choices),
      tellsOf: Type.Array(one(specialCategories, 'Category of Art. 9(1)'), {
        maxItems: 9,
        description: 'Which special categories its values tell of; empty for none. Nobody assumes it: what its words tell of is added',
      }),
      isNoName: Type.Optional(Type.Boolean({ description: 'Says that its words are the name of nobody, where they look like one' })),
      reason: Type.Optional(text(500, 'Why it is needed; without one it is refused')),
    }),
    answer: field,
    status: 201,
  },
  stopField: {
    summary: 'Stop a field: it takes no value any more, and those that are there are erased',
    params: Type.Object({ field: id('fld', 'Field') }),
    answer: Type.Object({
      values: Type.Integer({
        minimum: 0,
        maximum: 2_147_483_647,
        description: 'Erased now; what a restriction or a hold keeps goes when that ends',
      }),
    }),
  },
  listPersonFields: {
    summary:
      'The fields of one person and in which of them something is noted, as far as the purposes of the roles of whoever asks reach; what it is takes a look at each',
    params: Type.Object(personParams),
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          ...{ id: id('fld', 'Field'), kind: words.kind, purpose: words.purpose, name: Type.String({ maxLength: 60 }) },
          choices: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 20 }),
          isSet: Type.Boolean({ description: 'Whether something is noted' }),
          until: maybe(instant),
        }),
        { maxItems: 200 },
      ),
      refused: Type.Array(
        Type.Object({
          ...{ purpose: words.purpose, because: code('Code of the reason'), article: Type.String({ maxLength: 20 }) },
          words: Type.String({ maxLength: 500 }),
        }),
        { maxItems: 200, description: 'Purposes whose fields are not shown, and why' },
      ),
    }),
  },
  readPersonField: {
    summary: 'Look at what is noted in one field of a person; recorded, and counted as a use of that field (Art. 5(1)(c))',
    params: Type.Object({ ...personParams, field: id('fld', 'Field') }),
    answer: Type.Object({
      value: maybe(Type.String({ maxLength: 500, description: 'A choice as its place; null where nothing is noted' })),
      until: maybe(instant),
    }),
  },
  setPersonField: {
    summary: 'Set the value of a field of a person; its period begins now',
    params: Type.Object({ ...personParams, field: id('fld', 'Field') }),
    body: Type.Object({ value: maybe(text(500, 'The value; null takes it away')) }),
    answer: nothing,
  },
});
