// Bytes that people sent are never trusted: files are only ever downloaded, HTML is shown as a page of its own without scripts, plug-ins or our cookies.
import { createHash } from 'node:crypto';
import { permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { AttachmentId, MessageId } from '#kit/ids';
import { type Special, special } from '#kit/route';
import { attachmentOf, fileFields, openFile } from './files.ts';
import { disposition } from './filetype.ts';
import { readHtml } from './reading.ts';
import type { File } from './types.ts';

/** Whether opening a mail loads what lies elsewhere: only when somebody asks for it. */
export const imagesUnlessAsked = false;

/** A file as a download. Throws Problem `not-found`, `gate-refused`, `erased`. */
export async function download(ctx: Ctx, id: AttachmentId): Promise<Special> {
  const row = await attachmentOf(ctx, id);
  const right = await permitOrThrow(ctx, {
    act: 'reveal',
    person: row.person,
    purpose: ctx.purpose ?? 'service-conversation',
    fields: fileFields,
  });
  return asDownload(await openFile(ctx, right, row));
}

/** Headers that make a browser save it whatever it holds. */
export function asDownload(file: File): Special {
  const headers = {
    'content-type': file.type,
    'content-disposition': disposition(file.name),
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-site',
  };
  return special({ bytes: file.bytes, headers });
}

const style = 'body{font:15px/1.5 system-ui,sans-serif;margin:12px;overflow-wrap:anywhere}img{max-width:100%;height:auto}';
// a mail's own style attributes were let through one by one (email/html/style.ts); a style sheet, which could read a page by its selectors, is ours or none
const styles = `style-src-elem 'sha256-${createHash('sha256').update(style).digest('base64')}'; style-src-attr 'unsafe-inline'`;

/** The sanitised HTML of a message as a page to be framed; pictures from elsewhere only when asked for, since fetching them tells the sender. */
export async function htmlPage(ctx: Ctx, id: MessageId, images: boolean): Promise<Special> {
  const html = await readHtml(ctx, id);
  const policy = `default-src 'none'; ${styles}; img-src data:${images ? ' https:' : ''}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox`;
  const head = `<meta charset="utf-8"><meta name="referrer" content="no-referrer"><base target="_blank"><style>${style}</style>`;
  return special({
    bytes: Buffer.from(`<!doctype html><html><head>${head}</head><body>${html}</body></html>`),
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  });
}
