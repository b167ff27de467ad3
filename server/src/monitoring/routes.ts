// The doors of monitoring.
import type { Permission } from '#access';
import { type Route, route, special } from '#kit/route';
import { answerItem, changeAudit, finishAudit, listAudits, planAudit, readAudit } from './audits/audits.ts';
import { readPosture } from './controls/posture.ts';
import { runControls } from './controls/run.ts';
import { addEvidence, listEvidence, takeEvidenceBack } from './findings/evidence.ts';
import { changeFinding, listFindings, openFinding } from './findings/findings.ts';
import { readSbom } from './sbom/sbom.ts';
import { readBackups } from './self/backups.ts';

const read = { permission: 'audits.read' satisfies Permission, purpose: null } as const;
const change = { permission: 'audits.change' satisfies Permission, purpose: null } as const;

export const monitoringRoutes: readonly Route[] = [
  route('readPosture', { ...read, handle: (ctx) => readPosture(ctx) }),
  route('readBackups', { ...read, handle: (ctx) => readBackups(ctx) }),
  route('runControls', {
    ...change,
    perMinute: 6,
    prepare: (tools, _input, { workspace }) => runControls(tools, workspace),
    handle: (ctx) => readPosture(ctx),
  }),
  route('readSbom', {
    ...read,
    prepare: () => readSbom(),
    handle: async (_ctx, { prepared }) =>
      special({
        bytes: Buffer.from(JSON.stringify(prepared, null, 2)),
        headers: {
          'content-type': 'application/vnd.cyclonedx+json',
          'content-disposition': 'attachment; filename="parley.cdx.json"',
        },
      }),
  }),
  route('listFindings', { ...read, handle: (ctx, { query }) => listFindings(ctx, query) }),
  route('openFinding', { ...change, handle: (ctx, { body }) => openFinding(ctx, body) }),
  route('changeFinding', { ...change, handle: (ctx, { params, body }) => changeFinding(ctx, params.finding, body) }),
  route('listFindingEvidence', { ...read, handle: (ctx, { params }) => listEvidence(ctx, params.finding) }),
  route('addFindingEvidence', { ...change, handle: (ctx, { params, body }) => addEvidence(ctx, params.finding, body) }),
  route('takeFindingEvidenceBack', {
    ...change,
    handle: async (ctx, { params }) => {
      await takeEvidenceBack(ctx, params.finding, params.evidence);
      return {};
    },
  }),
  route('listAudits', { ...read, handle: async (ctx) => ({ items: await listAudits(ctx) }) }),
  route('planAudit', { ...change, handle: (ctx, { body }) => planAudit(ctx, body) }),
  route('readAudit', { ...read, handle: (ctx, { params, query }) => readAudit(ctx, params.audit, query.language) }),
  route('changeAudit', { ...change, handle: (ctx, { params, body }) => changeAudit(ctx, params.audit, body) }),
  route('answerItem', {
    ...change,
    handle: (ctx, { params, query, body }) => answerItem(ctx, { id: params.audit, item: params.item, language: query.language }, body),
  }),
  route('finishAudit', { ...change, handle: (ctx, { params }) => finishAudit(ctx, params.audit) }),
];
