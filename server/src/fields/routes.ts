// Endpoints of fields. Whoever reads people reads their values, where a role carries the purpose of the field; and whoever handles a request of theirs.
import { forThose } from '#conversations';
import type { PersonId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { handled } from './asking.ts';
import { addField, listFields, stopField } from './declare.ts';
import { switchedOff } from './ended.ts';
import { type Counted, graceDays } from './store.ts';
import { type FieldId, nameIn } from './types.ts';
import { fieldsOf, lookAt, setValue } from './values.ts';

const [purpose, ...orFor] = handled;
const forWire = ({ createdAt, choices, tellsOf, ...field }: Counted) => ({
  ...{ ...field, choices: [...choices], tellsOf: [...tellsOf] },
  createdAt: createdAt.toISOString(),
});

export const fieldRoutes: readonly Route[] = [
  route('listFields', {
    permission: 'purposes.read',
    purpose: null,
    handle: async (ctx) => {
      const off = new Map((await switchedOff(ctx)).map(({ code, on }) => [code, on.toISOString()]));
      return { graceDays, items: (await listFields(ctx)).map((field) => ({ ...forWire(field), goesOn: off.get(field.purpose) ?? null })) };
    },
  }),
  route('addField', {
    permission: 'purposes.change',
    purpose: null,
    handle: async (ctx, { body }) => ({ ...forWire(await addField(ctx, body)), goesOn: null }),
  }),
  route('stopField', {
    stepUp: true,
    permission: 'purposes.change',
    purpose: null,
    handle: async (ctx, { params }) => ({ values: await stopField(ctx, params.field as FieldId) }),
  }),
  route('listPersonFields', {
    permission: 'people.read',
    ...{ purpose, orFor },
    handle: async (asked, { params, query }) => {
      const ctx = await forThose(asked, [params.person as PersonId], handled);
      const language = query.language === 'de' ? 'de' : 'en';
      const { items, refused } = await fieldsOf(ctx, params.person as PersonId, language);
      return {
        refused,
        items: items.map(({ field, isSet, until }) => ({
          ...{ id: field.id, kind: field.kind, purpose: field.purpose, name: nameIn(field.names, language) },
          choices: field.choices.map((label) => nameIn(label, language)),
          ...{ isSet, until: until?.toISOString() ?? null },
        })),
      };
    },
  }),
  route('readPersonField', {
    permission: 'people.read',
    ...{ purpose, orFor },
    handle: async (asked, { params }) => {
      const ctx = await forThose(asked, [params.person as PersonId], handled);
      const { value, until } = await lookAt(ctx, params.person as PersonId, params.field as FieldId);
      return { value, until: until?.toISOString() ?? null };
    },
  }),
  route('setPersonField', {
    permission: 'people.change',
    ...{ purpose, orFor },
    handle: async (asked, { params, body }) => {
      const ctx = await forThose(asked, [params.person as PersonId], handled);
      await setValue(ctx, params.person as PersonId, params.field as FieldId, body.value);
      return {};
    },
  }),
];
