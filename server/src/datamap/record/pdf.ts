// A record as a tagged PDF (PDF/UA, ISO 14289-1): headings, tables and their head cells are told to whoever reads with a screen reader, and the font comes along.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Sheet, Table } from './sheet.ts';

type Doc = InstanceType<typeof PDFDocument>;
type Struct = ReturnType<Doc['struct']>;

const require = createRequire(import.meta.url); // finds the files wherever npm put them
/** The types of the library know only the subsets of PDF/A. */
const conforming = { subset: 'PDF/UA' } as object;
const margin = 40;
const gap = 8;
const size = 8;
/** Shares of the width, by how many columns a table has. */
const shares: Readonly<Record<number, readonly number[]>> = {
  2: [3, 2],
  3: [5, 1, 2],
  4: [3, 4, 2, 4],
  7: [3, 2.4, 4, 2.4, 2.6, 2.6, 5],
};

/** The whole document; nothing in it depends on the hour but the record itself. */
export async function pdfOf(sheet: Sheet, madeAt: Date): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin,
    pdfVersion: '1.7',
    ...conforming,
    tagged: true,
    lang: sheet.language,
    displayTitle: true,
    bufferPages: true,
    info: { Title: sheet.title, Subject: sheet.under, Creator: 'Parley', Producer: 'Parley', CreationDate: madeAt },
  });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const isDone = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject));
  doc.registerFont('plain', readFileSync(require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')));
  doc.registerFont('strong', readFileSync(require.resolve('@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf')));
  const root = doc.struct('Document');
  doc.addStructure(root);
  say(doc, root, 'H1', sheet.title, 'strong', 15);
  say(doc, root, 'P', sheet.under, 'plain', 9);
  say(doc, root, 'H2', sheet.parties.title, 'strong', 11);
  table(doc, root, { title: sheet.parties.title, columns: [], rows: sheet.parties.facts.map(([label, value]) => [label, value]) }, [1, 3]);
  for (const each of sheet.tables) {
    keepTogether(doc, 70);
    say(doc, root, 'H2', each.title, 'strong', 11);
    table(doc, root, each, each.shares ?? shares[each.columns.length] ?? each.columns.map(() => 1));
  }
  say(doc, root, 'P', sheet.advice, 'plain', size);
  root.end();
  number(doc);
  doc.end();
  await isDone;
  return Buffer.concat(parts);
}

function say(doc: Doc, parent: Struct, type: string, text: string, font: 'plain' | 'strong', points: number): void {
  doc.moveDown(type === 'H2' ? 0.8 : 0.2);
  parent.add(
    doc.struct(
      type,
      {},
      () =>
        void doc
          .font(font)
          .fontSize(points)
          .text(text, margin, doc.y, { width: widthOf(doc) }),
    ),
  );
  doc.moveDown(0.3);
}

/** Rows are cut by pages only between them; a head comes again on each page, for the eye alone. The first cell of a row names it. */
function table(doc: Doc, parent: Struct, { columns, rows }: Table, of: readonly number[]): void {
  const whole = of.reduce((sum, share) => sum + share, 0);
  const widths = of.map((share) => (widthOf(doc) * share) / whole);
  const node = doc.struct('Table');
  parent.add(node);
  if (columns.length > 0) row(doc, node, columns, widths, 'head');
  for (const each of rows) {
    if (keepTogether(doc, heightOf(doc, each, widths)) && columns.length > 0) headAgain(doc, columns, widths);
    row(doc, node, each, widths, 'body');
  }
  node.end();
}

function headAgain(doc: Doc, columns: readonly string[], widths: readonly number[]): void {
  const top = doc.y;
  let left = margin;
  doc.markContent('Artifact', { type: 'Pagination' });
  columns.forEach((text, at) => {
    doc
      .font('strong')
      .fontSize(size)
      .text(text, left, top + 3, { width: (widths[at] ?? 0) - gap });
    left += widths[at] ?? 0;
  });
  doc.endMarkedContent();
  doc.y = top + heightOf(doc, columns, widths) + 1;
}

function row(doc: Doc, parent: Struct, cells: readonly string[], widths: readonly number[], kind: 'head' | 'body'): void {
  const height = heightOf(doc, cells, widths);
  const top = doc.y;
  const line = doc.struct('TR');
  parent.add(line);
  let left = margin;
  cells.forEach((text, at) => {
    const width = (widths[at] ?? 0) - gap;
    const isHead = kind === 'head' || at === 0;
    const x = left;
    const draw = () =>
      void doc
        .font(isHead ? 'strong' : 'plain')
        .fontSize(size)
        .text(text || '–', x, top + 3, { width });
    line.add(doc.struct(isHead ? 'TH' : 'TD', { ...(isHead && { scope: kind === 'head' ? 'Column' : 'Row' }) } as object, draw));
    left += widths[at] ?? 0;
  });
  line.end();
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .moveTo(margin, top + height)
    .lineTo(margin + widthOf(doc), top + height)
    .lineWidth(0.4)
    .strokeColor('#b8bdb9')
    .stroke();
  doc.endMarkedContent();
  doc.y = top + height + 1;
}

function heightOf(doc: Doc, cells: readonly string[], widths: readonly number[]): number {
  const heights = cells.map((text, at) =>
    doc
      .font(at === 0 ? 'strong' : 'plain')
      .fontSize(size)
      .heightOfString(text || '–', { width: (widths[at] ?? 0) - gap }),
  );
  return Math.max(...heights) + 7;
}

/** Begins a page where so much no longer fits; says whether it did. */
function keepTogether(doc: Doc, height: number): boolean {
  if (doc.y + height <= doc.page.height - margin - 14) return false;
  doc.addPage();
  return true;
}

function number(doc: Doc): void {
  const { start, count } = doc.bufferedPageRange();
  for (let at = 0; at < count; at += 1) {
    doc.switchToPage(start + at);
    doc.page.margins.bottom = 0; // or the number would begin a page of its own
    doc.markContent('Artifact', { type: 'Pagination' });
    doc
      .font('plain')
      .fontSize(7)
      .text(`${at + 1} / ${count}`, margin, doc.page.height - 28, { width: widthOf(doc), align: 'right' });
    doc.endMarkedContent();
  }
}

const widthOf = (doc: Doc): number => doc.page.width - 2 * margin;
