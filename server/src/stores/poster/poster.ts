// A poster for the wall: a QR code that leads to the page of the store, in the look of the company, as a tagged PDF (PDF/UA, ISO 14289-1). The address stands
// beside the code in letters, for whoever cannot scan it. Nothing on it is about anybody.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tint } from '@parley/contract/accent';
import { posterWords } from '@parley/contract/poster-words';
import PDFDocument from 'pdfkit';
import { encode } from 'uqr';
import { company, logoOf } from '#access';
import type { Ctx } from '#kit/ctx';
import { redraw } from '#kit/picture';
import { mustFind, pageOf } from '../manage.ts';
import type { StoreId, StoreRow } from '../store.ts';

type Doc = InstanceType<typeof PDFDocument>;
type Struct = ReturnType<Doc['struct']>;
type Look = { readonly company: string; readonly accent: string; readonly logo: Buffer | undefined };

const require = createRequire(import.meta.url); // finds the files wherever npm put them
const conforming = { subset: 'PDF/UA' } as object; // the types of the library know only the subsets of PDF/A
const a4Width = 595.28;
const smallest = { ask: 12.5, how: 9.8, gap: 6 };
/** How large the other languages stand below the first one, in points on A4, by how many they are: the sheet is to be full and not crowded. */
const besides: Readonly<Record<number, typeof smallest>> = { 1: { ask: 24, how: 14, gap: 26 }, 2: { ask: 16, how: 11, gap: 10 } };

/** The poster of a store on A4 or A3. Problem `not-found`. */
export async function posterOf(ctx: Ctx, id: StoreId, size: 'A4' | 'A3'): Promise<{ bytes: Buffer; name: string }> {
  const row = await mustFind(ctx, id);
  const { name, accent } = await company(ctx);
  const logo = await logoOf(ctx);
  // one format for every logo: the library reads no WebP
  const drawn = logo && (await redraw(logo.bytes, { leftMs: 5_000 }, 'image/png'));
  const bytes = await draw(row, pageOf(ctx, row), { company: name, accent, logo: drawn?.bytes }, size, ctx.now);
  return { bytes, name: `poster-${row.publicKey}-${size}.pdf` };
}

async function draw(row: StoreRow, url: string, look: Look, size: 'A4' | 'A3', madeAt: Date): Promise<Buffer> {
  const [first = 'en', ...others] = row.languages;
  const title = posterWords[first].title.replace('{store}', row.name);
  const doc = new PDFDocument({
    ...{ size, margin: 0, pdfVersion: '1.7', ...conforming, tagged: true, lang: first, displayTitle: true },
    info: { Title: title, Creator: 'Parley', Producer: 'Parley', CreationDate: madeAt },
  });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const isDone = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject));
  doc.registerFont('plain', readFileSync(require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')));
  doc.registerFont('strong', readFileSync(require.resolve('@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf')));
  const k = doc.page.width / a4Width; // A3 is the same poster, larger
  const root = doc.struct('Document');
  doc.addStructure(root);
  const { fill, text } = tint(look.accent, '#ffffff');
  band(doc, root, look, row, { fill, text, k });
  say(doc, root, {
    type: 'H1',
    lang: first,
    text: posterWords[first].ask,
    font: 'strong',
    points: fitting(doc, posterWords[first].ask, 40 * k),
    top: 140 * k,
  });
  code(doc, root, url, posterWords[first].picture.replace('{url}', url), k);
  say(doc, root, { type: 'P', lang: first, text: url.replace(/^https?:\/\//, ''), font: 'strong', points: 14 * k, top: 552 * k });
  say(doc, root, { type: 'P', lang: first, text: posterWords[first].how, font: 'plain', points: 15 * k, top: 586 * k });
  say(doc, root, { type: 'P', lang: first, text: posterWords[first].data, font: 'plain', points: 12 * k, top: doc.y + 6 * k });
  const { ask, how, gap } = besides[others.length] ?? smallest;
  for (const lang of others) {
    say(doc, root, { type: 'H2', lang, text: posterWords[lang].ask, font: 'strong', points: ask * k, top: doc.y + gap * k });
    say(doc, root, { type: 'P', lang, text: posterWords[lang].how, font: 'plain', points: how * k, top: doc.y + 2 * k });
  }
  root.end();
  doc.end();
  await isDone;
  return Buffer.concat(parts);
}

function band(doc: Doc, root: Struct, look: Look, row: StoreRow, { fill, text, k }: { fill: string; text: string; k: number }): void {
  const height = 112 * k;
  doc.markContent('Artifact', { type: 'Layout' });
  doc.rect(0, 0, doc.page.width, height).fill(fill);
  if (look.logo) {
    doc.roundedRect(40 * k, 24 * k, 64 * k, 64 * k, 10 * k).fill('#ffffff');
    doc.image(look.logo, 44 * k, 28 * k, { fit: [56 * k, 56 * k], align: 'center', valign: 'center' });
  }
  doc.endMarkedContent();
  const left = (look.logo ? 120 : 40) * k;
  const width = doc.page.width - left - 40 * k;
  const line = (words: string, font: string, points: number, top: number) =>
    root.add(
      doc.struct(
        'P',
        {},
        () =>
          void doc
            .fillColor(text)
            .font(font)
            .fontSize(points)
            .text(words, left, top, { width, height: points * 1.5, ellipsis: true }),
      ),
    );
  line(look.company, 'strong', 22 * k, 26 * k);
  line(`${row.name} · ${row.address.replace(/\s*\n\s*/g, ', ')}`, 'plain', 12 * k, 62 * k);
}

/** The largest size at which a heading stands on one line. */
function fitting(doc: Doc, words: string, most: number): number {
  const whole = doc.font('strong').fontSize(most).widthOfString(words);
  return Math.min(most, (most * doc.page.width * 0.8) / whole);
}

/** The narrowest width that needs no line more, so that no word stands alone in the last one. */
function balanced(doc: Doc, text: string, most: number): number {
  const height = doc.heightOfString(text, { width: most });
  let width = most;
  while (width > most / 2 && doc.heightOfString(text, { width: width - 4 }) <= height) width -= 4;
  return width;
}

type Said = { type: string; lang: string; text: string; font: 'plain' | 'strong'; points: number; top: number };

function say(doc: Doc, root: Struct, { type, lang, text, font, points, top }: Said): void {
  doc.font(font).fontSize(points);
  const width = balanced(doc, text, doc.page.width * 0.82);
  const left = (doc.page.width - width) / 2;
  const draw = () => void doc.fillColor('#1d211f').font(font).fontSize(points).text(text, left, top, { width, align: 'center' });
  root.add(doc.struct(type, { lang }, draw));
}

/** Drawn square by square, so that it stays sharp on any paper. */
function code(doc: Doc, root: Struct, url: string, alt: string, k: number): void {
  const { data, size } = encode(url, { ecc: 'M', border: 0 });
  const side = 284 * k; // with four empty cells around it, as readers need
  const cell = side / size;
  const [left, top] = [(doc.page.width - side) / 2, 228 * k];
  const draw = () => {
    data.forEach((line, y) => {
      line.forEach((isDark, x) => {
        if (isDark) doc.rect(left + x * cell, top + y * cell, cell, cell);
      });
    });
    doc.fill('#000000');
  };
  root.add(doc.struct('Figure', { alt, bbox: [left, top, left + side, top + side] } as object, draw));
}
