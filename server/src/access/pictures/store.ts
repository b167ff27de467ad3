// The only SQL for logos and photos.
import { type Db, statement } from '#kit/db';
import type { StaffId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { Picture, PictureType } from './read.ts';

export type PhotoRow = { staff_id: StaffId; photo: string; type: PictureType; content: Sealed; changed_at: Date };
type LogoRow = { type: PictureType; content: Buffer; hash: string };

const upsertLogo = statement<unknown>(
  'access.upsertLogo',
  'INSERT INTO logos (workspace_id, type, content, hash, changed_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace_id) DO UPDATE SET type = EXCLUDED.type, content = EXCLUDED.content, hash = EXCLUDED.hash, changed_at = EXCLUDED.changed_at',
);
const deleteLogo = statement<unknown>('access.deleteLogo', 'DELETE FROM logos WHERE workspace_id = $1');
const selectLogo = statement<LogoRow>('access.logo', 'SELECT type, content, hash FROM logos WHERE workspace_id = $1');
const selectLogoHash = statement<{ hash: string }>('access.logoHash', 'SELECT hash FROM logos WHERE workspace_id = $1');

const upsertPhoto = statement<unknown>(
  'access.upsertPhoto',
  'INSERT INTO photos (workspace_id, staff_id, photo, type, content, changed_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (workspace_id, staff_id) DO UPDATE SET photo = EXCLUDED.photo, type = EXCLUDED.type, content = EXCLUDED.content, changed_at = EXCLUDED.changed_at',
);
const deletePhotos = statement<{ photo: string }>(
  'access.deletePhotos',
  'DELETE FROM photos WHERE workspace_id = $1 AND staff_id = ANY($2) RETURNING photo',
);
const selectPhotos = statement<PhotoRow>(
  'access.photos',
  'SELECT staff_id, photo, type, content, changed_at FROM photos WHERE workspace_id = $1 AND staff_id = ANY($2)',
);
const selectPhotoIds = statement<{ staff_id: StaffId; photo: string }>(
  'access.photoIds',
  'SELECT staff_id, photo FROM photos WHERE workspace_id = $1 AND staff_id = ANY($2)',
);

type W = WorkspaceId;
export const putLogo = (db: Db, w: W, { type, bytes }: Picture, hash: string, at: Date) => db.run(upsertLogo, [w, type, bytes, hash, at]);
export const dropLogo = (db: Db, w: W) => db.run(deleteLogo, [w]);
export const logoRow = (db: Db, w: W) => db.maybe(selectLogo, [w]);
export const logoHash = async (db: Db, w: W) => (await db.maybe(selectLogoHash, [w]))?.hash;

export const putPhoto = (db: Db, w: W, row: Omit<PhotoRow, 'changed_at'>, at: Date) =>
  db.run(upsertPhoto, [w, row.staff_id, row.photo, row.type, row.content, at]);
export const dropPhotos = (db: Db, w: W, staff: readonly string[]) => db.all(deletePhotos, [w, staff]);
export const photoRows = (db: Db, w: W, staff: readonly string[]) => db.all(selectPhotos, [w, staff]);
export const photoIds = (db: Db, w: W, staff: readonly string[]) => db.all(selectPhotoIds, [w, staff]);
