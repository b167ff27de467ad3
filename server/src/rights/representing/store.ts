// The only SQL for the addresses of those who ask for somebody.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { PersonId, StaffId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { RequestId } from '../store.ts';

export type RepresentativeRow = {
  request_id: RequestId;
  person_id: PersonId;
  named_by: StaffId;
  address: Sealed;
  code: Sealed | null;
  code_until: Date | null;
  tries: number;
  made: number;
  made_since: Date | null;
  proved_at: Date | null;
  at: Date;
};
const columns = 'request_id, person_id, named_by, address, code, code_until, tries, made, made_since, proved_at, at';
const ofRequest = statement<RepresentativeRow>(
  'rights.representative',
  `SELECT ${columns} FROM request_representatives WHERE workspace_id = $1 AND request_id = $2 FOR UPDATE`,
);
const ofPeople = statement<RepresentativeRow>(
  'rights.representativesOf',
  `SELECT ${columns} FROM request_representatives WHERE workspace_id = $1 AND person_id = ANY($2) ORDER BY request_id`,
);
const put = statement(
  'rights.putRepresentative',
  `INSERT INTO request_representatives (workspace_id, request_id, person_id, named_by, address, at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (workspace_id, request_id) DO UPDATE SET named_by = excluded.named_by, address = excluded.address, at = excluded.at, code = NULL, code_until = NULL, tries = 0, proved_at = NULL`,
);
const putCode = statement(
  'rights.putRepresentativeCode',
  `UPDATE request_representatives SET code = $3, code_until = $4, tries = 0, made = $5, made_since = $6 WHERE workspace_id = $1 AND request_id = $2`,
);
const tried = statement(
  'rights.triedRepresentativeCode',
  'UPDATE request_representatives SET tries = tries + 1 WHERE workspace_id = $1 AND request_id = $2',
);
const proved = statement(
  'rights.representativeProved',
  'UPDATE request_representatives SET code = NULL, code_until = NULL, proved_at = coalesce(proved_at, $3) WHERE workspace_id = $1 AND request_id = $2',
);
const drop = statement('rights.dropRepresentative', 'DELETE FROM request_representatives WHERE workspace_id = $1 AND request_id = $2');
const erase = statement(
  'rights.eraseRepresentatives',
  'DELETE FROM request_representatives WHERE workspace_id = $1 AND person_id = ANY($2)',
);

const w = (ctx: Ctx) => ctx.workspace;
export const representativeStore = {
  ofRequest: (ctx: Ctx, request: RequestId) => ctx.db.maybe(ofRequest, [w(ctx), request]),
  ofPeople: (ctx: Ctx, people: readonly string[]) => ctx.db.all(ofPeople, [w(ctx), people]),
  put: (ctx: Ctx, request: RequestId, person: PersonId, address: Sealed) =>
    ctx.db.run(put, [w(ctx), request, person, ctx.actor.id, address, ctx.now]),
  drop: (ctx: Ctx, request: RequestId) => ctx.db.run(drop, [w(ctx), request]),
  putCode: (ctx: Ctx, request: RequestId, code: Sealed, until: Date, made: number, since: Date) =>
    ctx.db.run(putCode, [w(ctx), request, code, until, made, since]),
  tried: (ctx: Ctx, request: RequestId) => ctx.db.run(tried, [w(ctx), request]),
  proved: (ctx: Ctx, request: RequestId) => ctx.db.run(proved, [w(ctx), request, ctx.now]),
  erase: (ctx: Ctx, people: readonly string[]) => ctx.db.run(erase, [w(ctx), people]),
};
