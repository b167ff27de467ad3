// An assessment in the form that was asked for: bytes with their type and a name for the file.
import { company, staffNames } from '#access';
import { htmlOf, pdfOf } from '#datamap';
import type { Ctx } from '#kit/ctx';
import { ownersIn } from '../content.ts';
import type { Whole } from '../view.ts';
import { sheetOf } from './sheet.ts';
import type { DocumentLanguage } from './words/languages.ts';

const types = { html: 'text/html; charset=utf-8', pdf: 'application/pdf', json: 'application/json' } as const;
type Format = keyof typeof types;

export async function giveAssessment(
  ctx: Ctx,
  whole: Whole,
  format: Format,
  language: DocumentLanguage,
): Promise<{ readonly bytes: Buffer; readonly type: string; readonly name: string }> {
  const at = new Date(whole.versions.find(({ version }) => version === whole.shown)?.approvedAt ?? whole.changedAt);
  const name = `${whole.kind}-${whole.id.slice(-6)}-${whole.shown}-${at.toISOString().slice(0, 10)}.${format}`;
  return { bytes: await bytesOf(ctx, whole, format, language, at), type: types[format], name };
}

async function bytesOf(ctx: Ctx, whole: Whole, format: Format, language: DocumentLanguage, at: Date): Promise<Buffer> {
  if (format === 'json') return Buffer.from(`${JSON.stringify(whole, null, 2)}\n`);
  const names = await staffNames(ctx, ownersIn(whole.content));
  const sheet = sheetOf(whole, { company: await company(ctx), names }, language);
  return format === 'pdf' ? pdfOf(sheet, at) : Buffer.from(htmlOf(sheet));
}
