// What the pictures are: the company's own logo, and photos of members of staff.
import { openBytes, type Permit } from '#keys';
import type { Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { staffPurpose } from '../purpose.ts';
import { forgetPhotos, placeOfPhoto } from './photo.ts';
import * as store from './store.ts';

export const pictureHoldings: readonly Holding[] = [
  {
    table: 'logos', // published by the controller about itself
    about: 'nobody',
    purpose: null,
    period: null,
    columns: { workspace_id: 'key', type: 'code', content: 'public', hash: 'hash', changed_at: 'time' },
  },
  {
    table: 'photos',
    about: 'staff',
    purpose: staffPurpose,
    title: { en: 'Photo', de: 'Foto' },
    period: [...until('revoked'), ...until('left-work')],
    seals: { under: 'staff_id', row: ['staff_id'] },
    columns: {
      workspace_id: 'key',
      staff_id: 'pseudonym',
      photo: 'key',
      type: 'code',
      content: { category: 'Picture', sealed: true },
      changed_at: 'time',
    },
    count: async (ctx, subjects) => (await store.photoIds(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, permit, subjects, options) =>
      Promise.all(
        (await store.photoRows(ctx.db, ctx.workspace, subjects)).map(async (row) => ({
          at: row.changed_at.toISOString(),
          fields: { type: row.type },
          ...(!options?.withoutFiles && {
            files: [
              {
                name: `photo.${row.type.slice('image/'.length)}`,
                bytes: await openBytes(ctx, permit as Permit, placeOfPhoto(row.staff_id), row.content),
              },
            ],
          }),
        })),
      ),
    erase: (ctx, subjects) => forgetPhotos(ctx, subjects),
  },
];
