import { expect, test } from 'vitest';
import { jpeg, png as photo, secret } from '#test/pictures';
import { disposition, safeFile, safeName, safeType } from './filetype.ts';

const png = Buffer.from('89504e470d0a1a0a0000', 'hex');
const html = Buffer.from('<!doctype html><script>alert(1)</script>');

test('the bytes decide, whatever the sender says', () => {
  expect(safeType('text/html', png)).toBe('image/png');
  expect(safeType('image/png', html)).toBe('application/octet-stream');
  expect(safeType('text/plain; charset=utf-8', Buffer.from('hello'))).toBe('text/plain');
  expect(safeType('text/plain', Buffer.from([0x68, 0, 0x69]))).toBe('application/octet-stream');
  expect(safeType('text/plain', Buffer.from([0xff, 0xfe, 0x41]))).toBe('application/octet-stream');
});

test.each(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml', 'application/javascript', ''])(
  'what a browser might run (%s) is kept as plain bytes',
  (declared) => {
    expect(safeType(declared, html)).toBe('application/octet-stream');
  },
);

test('an office document is a zip that may keep its name', () => {
  const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  expect(safeType(docx, Buffer.from('504b030414', 'hex'))).toBe(docx);
  expect(safeType(docx, Buffer.from('MZ'))).toBe('application/octet-stream');
});

test('a name loses folders, control characters and tricks of direction', () => {
  expect(safeName('..\\..\\etc/passwd')).toBe('passwd');
  expect(safeName('bill\u202egpj.exe')).toBe('billgpj.exe');
  expect(safeName('a\r\nSet-Cookie: x')).toBe('aSet-Cookie x');
  expect(safeName('\u0000')).toBe('file');
  expect(safeName('...')).toBe('file');
  expect(safeName(`${'ä'.repeat(300)}.pdf`)).toBe(`${'ä'.repeat(116)}.pdf`);
});

test('a download is never shown in place, and its name survives in every alphabet', () => {
  expect(disposition('Rechnung "März".pdf')).toBe(
    `attachment; filename="Rechnung _M_rz_.pdf"; filename*=UTF-8''Rechnung%20%22M%C3%A4rz%22.pdf`,
  );
});

test('a picture is kept as it was drawn anew, and what cannot be drawn whole as plain bytes', async () => {
  for (const bytes of [photo(), await jpeg({ orientation: 6 })]) {
    const kept = await safeFile({ name: 'lamp.jpg', type: 'text/html', bytes });
    expect(kept.type).toMatch(/^image\/(png|jpeg)$/);
    expect(bytes.includes(secret)).toBe(true);
    expect(kept.bytes.includes(secret)).toBe(false);
  }
  expect(await safeFile({ name: 'lamp.png', type: 'image/png', bytes: png })).toEqual({
    name: 'lamp.png',
    type: 'application/octet-stream',
    bytes: png,
    cameWith: png.length,
  });
});
