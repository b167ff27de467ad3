// Endpoints of fields. Whoever reads people reads their values, where a role carries the purpose of the field.
import type { PersonId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { addField, listFields, stopField } from './declare.ts';
import { graceDays, switchedOff } from './ended.ts';
import type { Counted } from './store.ts';
import { type FieldId, nameIn } from './types.ts';
import { fieldsOf, setValue } from './values.ts';

const purpose = 'service-conversation';
const forWire = ({ createdAt, choices, ...field }: Counted) => ({ ...field, choices: [...choices], createdAt: createdAt.toISOString() });

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
    purpose,
    handle: async (ctx, { params, query }) => {
      const language = query.language === 'de' ? 'de' : 'en';
      const { items, refused } = await fieldsOf(ctx, params.person as PersonId, language);
      return {
        refused,
        items: items.map(({ field, value, until }) => ({
          ...{ id: field.id, kind: field.kind, purpose: field.purpose, name: nameIn(field.names, language) },
          choices: field.choices.map((label) => nameIn(label, language)),
          ...{ value, until: until?.toISOString() ?? null },
        })),
      };
    },
  }),
  route('setPersonField', {
    permission: 'people.change',
    purpose,
    handle: async (ctx, { params, body }) => {
      await setValue(ctx, params.person as PersonId, params.field as FieldId, body.value);
      return {};
    },
  }),
];
