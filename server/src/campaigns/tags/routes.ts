// Endpoints of tags. They are there for audiences, so whoever tags somebody acts for marketing.
import type { Decision } from '#gate';
import type { PersonId } from '#kit/ids';
import { route } from '#kit/route';
import { fewHidden } from '../rules.ts';
import type { TagId } from '../types.ts';
import { addTag, listTags, removeTag, setTags, tagsOf } from './tags.ts';

const purpose = 'marketing';
const forWire = ({ because, article, words }: Decision) => ({ because, article, words });

export const tagRoutes = [
  route('listTags', {
    permission: 'campaigns.read',
    purpose: null,
    handle: async (ctx) => ({ items: (await listTags(ctx)).map((tag) => ({ ...tag, people: fewHidden(tag.people) })) }),
  }),
  route('addTag', { permission: 'campaigns.write', purpose: null, handle: (ctx, { body }) => addTag(ctx, body) }),
  route('removeTag', {
    permission: 'campaigns.write',
    purpose: null,
    handle: async (ctx, { params }) => {
      await removeTag(ctx, params.tag as TagId);
      return {};
    },
  }),
  route('listPersonTags', {
    permission: 'people.read',
    purpose,
    handle: async (ctx, { params }) => {
      const { items, refused } = await tagsOf(ctx, params.person as PersonId);
      return { items: items.map(({ until, ...tag }) => ({ ...tag, until: until.toISOString() })), refused: refused && forWire(refused) };
    },
  }),
  route('setPersonTags', {
    permission: 'people.change',
    purpose,
    handle: async (ctx, { params, body }) => {
      await setTags(ctx, params.person as PersonId, body.tags as TagId[]);
      return {};
    },
  }),
];
