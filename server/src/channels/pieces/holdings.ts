// Personal data here: what has come of a message whose other pieces are still on their way, for minutes; afterwards a keyed hash of it, for a day.
import { openMany, type Permit } from '#keys';
import type { ExportItem, Holding } from '#kit/holding';
import { after } from '#kit/lasting';
import { placeOfPiece } from './pieces.ts';
import { countPieces, erasePieces, piecesOfPeople } from './store.ts';

export const pieceHoldings: readonly Holding[] = [
  {
    table: 'message_pieces',
    about: 'person',
    seals: { under: 'person_id', row: ['hash'] },
    columns: {
      workspace_id: 'key',
      inbox_id: 'key',
      hash: 'index',
      whole: 'index',
      digest: 'index',
      part: 'code',
      parts: 'code',
      person_id: 'pseudonym',
      told: 'code',
      sealed: { category: 'Communication', sealed: true },
      at: 'time',
      joined_at: 'time',
    },
    title: { en: 'Pieces of text messages on their way', de: 'Teile von Kurznachrichten unterwegs' },
    purpose: 'service-conversation',
    period: after('P1D', 'complete'),
    count: async (ctx, subjects) => (await ctx.db.one(countPieces, [ctx.workspace, subjects])).count,
    export: async (ctx, permit, people, options = {}): Promise<ExportItem[]> => {
      const rows = (await ctx.db.all(piecesOfPeople, [ctx.workspace, people, options.newest ?? null])).flatMap((row) =>
        row.sealed ? { ...row, sealed: row.sealed } : [],
      );
      const opened = await openMany(
        ctx,
        permit as Permit,
        rows.map((row) => ({ place: placeOfPiece(row), sealed: row.sealed })),
      );
      return rows.map(({ at, part, parts }, place) => ({ at: at.toISOString(), fields: { part, parts, said: opened[place] ?? '' } }));
    },
    erase: (ctx, subjects) => ctx.db.run(erasePieces, [ctx.workspace, subjects]),
  },
];
