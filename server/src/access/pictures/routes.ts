// What access serves of pictures. The two public doors give bytes that browsers may keep, and that are nothing but pictures wherever they are opened.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { publicRoute, type Route, route, special } from '#kit/route';
import type { Permission } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { companyOnTheWire, me } from '../wire.ts';
import { putLogo, readLogo, removeLogo } from './logo.ts';
import { putPhoto, readPhoto, removePhoto } from './photo.ts';
import { mostBytes, type Picture, readPicture } from './read.ts';

export const pictureRoutes: readonly Route[] = [
  route('putLogo', {
    permission: 'workspace.change' satisfies Permission,
    purpose: null,
    bodyLimitBytes: mostBytes,
    prepare: (_tools, { bytes }) => readPicture(bytes),
    handle: async (ctx, { prepared }) => {
      await putLogo(ctx, prepared);
      return companyOnTheWire(ctx);
    },
  }),
  route('removeLogo', {
    permission: 'workspace.change' satisfies Permission,
    purpose: null,
    handle: async (ctx) => {
      await removeLogo(ctx);
      return companyOnTheWire(ctx);
    },
  }),
  publicRoute('readLogo', {
    purpose: null,
    handle: async (tools, { params }) => {
      const logo = await readLogo(tools, params.key);
      return picture(logo, { etag: `"${logo.hash}"`, 'cache-control': 'public, max-age=86400' });
    },
  }),
  route('putPhoto', {
    permission: 'signed-in',
    purpose: staffPurpose,
    bodyLimitBytes: mostBytes,
    prepare: (_tools, { bytes }) => readPicture(bytes),
    handle: async (ctx, { prepared }) => {
      await putPhoto(ctx, self(ctx), prepared);
      return me(ctx);
    },
  }),
  route('removePhoto', {
    permission: 'signed-in',
    purpose: staffPurpose,
    handle: async (ctx) => {
      await removePhoto(ctx, self(ctx));
      return me(ctx);
    },
  }),
  publicRoute('readPhoto', {
    purpose: staffPurpose,
    perMinute: 600,
    handle: async (tools, { params }) => picture(await readPhoto(tools, params.photo), { 'cache-control': 'private, max-age=600' }),
  }),
];

/** Widgets show pictures on foreign pages; opened by themselves they may load and run nothing. */
const picture = ({ type, bytes }: Picture, headers: Record<string, string>) =>
  special({
    bytes,
    headers: {
      'content-type': type,
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'access-control-allow-origin': '*', // fetched by the widget, so that its page needs to allow no other source of pictures
      'cross-origin-resource-policy': 'cross-origin',
      ...headers,
    },
  });

function self(ctx: Ctx): StaffId {
  if (ctx.actor.kind !== 'staff') throw new Problem('not-permitted');
  return ctx.actor.id;
}
