// The doors of assessments: reading, writing, advising and approving are rights apart.
import type { Permission } from '#access';
import { type Route, route, special } from '#kit/route';
import { adviseOn, approve, finishMeasure } from './approval.ts';
import { type AssessmentId, changeAssessment, openAssessment, removeAssessment, reopenAssessment } from './assessments.ts';
import { giveAssessment } from './document/give.ts';
import { listAssessments, readAssessment } from './view.ts';

const may = (permission: Permission) => ({ permission, purpose: null }) as const;
const read = may('assessments.read');
const write = may('assessments.write');

export const assessmentsRoutes: readonly Route[] = [
  route('listAssessments', { ...read, handle: listAssessments }),
  route('openAssessment', { ...write, handle: async (ctx, { body }) => readAssessment(ctx, await openAssessment(ctx, body)) }),
  route('readAssessment', { ...read, handle: (ctx, { params, query }) => readAssessment(ctx, idIn(params), query.version) }),
  route('changeAssessment', {
    ...write,
    handle: async (ctx, { params, body }) => {
      await changeAssessment(ctx, idIn(params), body);
      return readAssessment(ctx, idIn(params));
    },
  }),
  route('adviseOnAssessment', {
    ...may('assessments.advise'),
    handle: async (ctx, { params, body }) => {
      await adviseOn(ctx, idIn(params), body);
      return readAssessment(ctx, idIn(params));
    },
  }),
  route('approveAssessment', {
    ...may('assessments.approve'),
    stepUp: true,
    handle: async (ctx, { params, body }) => {
      await approve(ctx, idIn(params), body);
      return readAssessment(ctx, idIn(params));
    },
  }),
  route('reopenAssessment', {
    ...write,
    handle: async (ctx, { params }) => {
      await reopenAssessment(ctx, idIn(params));
      return readAssessment(ctx, idIn(params));
    },
  }),
  route('finishMeasure', {
    ...write,
    handle: async (ctx, { params }) => {
      await finishMeasure(ctx, idIn(params), params.measure);
      return readAssessment(ctx, idIn(params));
    },
  }),
  route('removeAssessment', {
    ...write,
    handle: async (ctx, { params }) => {
      await removeAssessment(ctx, idIn(params));
      return {};
    },
  }),
  route('giveAssessment', {
    ...read,
    perMinute: 60,
    handle: async (ctx, { params, query }) => {
      const whole = await readAssessment(ctx, idIn(params), query.version);
      const { bytes, type, name } = await giveAssessment(ctx, whole, query.format ?? 'html', query.language ?? 'en');
      return special({ bytes, headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` } });
    },
  }),
];

const idIn = ({ assessment }: { readonly assessment: string }): AssessmentId => assessment as AssessmentId;
