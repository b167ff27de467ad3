// Reading in an emergency, what somebody did alone, and reviews of who has what.
import Type from 'typebox';
import { endpoints, id, instant, maybe, nothing, one, text } from './shapes.ts';

export const emergencyReasons = ['vital-interest', 'incident', 'legal-deadline', 'colleague-absent', 'fault'] as const;
const verdict = one(['justified', 'not-justified'], 'What a privacy officer found afterwards');
const emergency = Type.Object({
  id: id('brk', 'Emergency access'),
  staff: Type.Object({ id: Type.String(), name: Type.String({ description: 'Empty once they were erased' }) }),
  person: maybe(Type.String()),
  inbox: maybe(Type.String({ description: 'Neither inbox nor person: whom it was for was erased' })),
  reason: one(emergencyReasons, 'Why it could not wait'),
  note: Type.String(),
  openedAt: instant,
  endsAt: instant,
  closedAt: maybe(instant),
  review: maybe(Type.Object({ verdict, note: Type.String(), by: Type.String(), at: instant })),
});
const line = Type.Object({
  id: id('rvl', 'Line of a review'),
  kind: one(
    ['account', 'grant', 'key', 'membership', 'token', 'group', 'invitation', 'suspended'],
    'What it is; a membership is of a team, a token for provisioning, a group one at an identity provider that gives a role',
  ),
  name: Type.String({
    description: 'Name of the role, key, team or group, or how a token begins; empty for an account, or when it is gone',
  }),
  permissions: Type.Array(Type.String()),
  inboxes: maybe(Type.Array(id('inb', 'Inbox'), { description: 'Where a role counts; null: everywhere' })),
  teams: maybe(Type.Array(id('tem', 'Team'), { description: 'Of which teams; null: whatever the team' })),
  until: maybe(instant),
  source: maybe(
    Type.String({
      description: 'What made a role or a membership: colleague, provider, scim, …; those by a group come back while somebody is in it',
    }),
  ),
  usedAt: maybe(Type.String({ format: 'date-time', description: 'Last sign-in, or last use that the ledger knows of' })),
  decision: maybe(one(['kept', 'taken', 'gone'], 'What was decided')),
  reason: Type.String(),
  decidedBy: maybe(Type.String()),
  decidedAt: maybe(instant),
});
const accessReview = Type.Object({
  id: id('rvw', 'Review'),
  startedAt: instant,
  finishedAt: maybe(instant),
  members: Type.Array(
    Type.Object({
      staff: Type.String(),
      name: Type.String(),
      passkeys: Type.Integer(),
      secondFactor: Type.Boolean(),
      lines: Type.Array(line),
    }),
  ),
});
const who = Type.Object({ id: Type.String(), name: Type.String({ description: 'Empty once they were erased' }) });
const act = Type.Object({
  id: id('aln', 'What somebody did alone'),
  kind: one(
    ['grant', 'longer', 'role', 'officer', 'link', 'repair'],
    'A role given to oneself, a later end of one, a change of one’s own role; an officer named by somebody who is none; a link into a colleague’s account that was shown; a repair of a severe finding that its author verified',
  ),
  staff: who,
  whom: maybe(who),
  role: maybe(Type.String({ description: 'Code of a default role, or the id of one of the company’s own' })),
  roleName: maybe(Type.String()),
  entry: Type.String({ description: 'What the ledger says of it' }),
  doneAt: instant,
  verdict: maybe(verdict),
  judgedBy: maybe(Type.String()),
  judgedAt: maybe(instant),
});
const emergencies = Type.Object({ items: Type.Array(emergency) });
const note = (what: string) => text(1000, what, 8);

export const emergencyEndpoints = endpoints({
  openEmergency: {
    summary: 'Read one person or one inbox in an emergency, for a while and in plain sight of the privacy officers',
    body: Type.Object({
      scope: Type.Union([Type.Object({ person: id('per', 'Person') }), Type.Object({ inbox: id('inb', 'Inbox') })]),
      reason: one(emergencyReasons, 'Why it cannot wait'),
      note: note('What happened, in a few words and without customer data'),
      minutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 240, description: 'How long it is open; 60 unless told' })),
    }),
    answer: emergency,
    status: 201,
  },
  listMyEmergencies: { summary: 'What I have open in an emergency now', answer: emergencies },
  closeEmergency: {
    summary: 'End an emergency access of mine before its time',
    params: Type.Object({ emergency: id('brk', 'Emergency access') }),
    answer: nothing,
    status: 204,
  },
  listEmergencies: { summary: 'Emergency accesses of the last year; those without a verdict first', answer: emergencies },
  reviewEmergency: {
    summary: 'Say whether an emergency access was justified; never one of one’s own',
    params: Type.Object({ emergency: id('brk', 'Emergency access') }),
    body: Type.Object({ verdict, note: note('Why') }),
    answer: nothing,
    status: 204,
  },
  listActsAlone: {
    summary: 'What somebody did alone that takes two, in the last year; those without a verdict first',
    answer: Type.Object({ items: Type.Array(act) }),
  },
  judgeActAlone: {
    summary: 'Say whether it was justified that somebody did this alone; never of what one did oneself',
    params: Type.Object({ act: id('aln', 'What somebody did alone') }),
    body: Type.Object({ verdict }),
    answer: nothing,
    status: 204,
  },
  readAccessReview: {
    summary: 'The newest review of who has what, and when the next one is due',
    answer: Type.Object({
      dueAt: instant,
      review: maybe(accessReview),
    }),
  },
  readWaitingReview: {
    summary: 'How many lines of the review under way wait for me',
    answer: Type.Object({ lines: Type.Integer(), startedAt: maybe(instant) }),
  },
  listAccessReviews: {
    summary: 'Reviews of who has what of the last three years, newest first, with what was decided',
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: id('rvw', 'Review'),
          startedAt: instant,
          finishedAt: maybe(instant),
          lines: Type.Integer(),
          kept: Type.Integer(),
          taken: Type.Integer(),
          gone: Type.Integer({ description: 'Taken away otherwise before anybody decided' }),
        }),
      ),
    }),
  },
  readPastReview: {
    summary: 'One review with its lines, decisions and reasons; passkeys and second factors as they are now',
    params: Type.Object({ review: id('rvw', 'Review') }),
    answer: accessReview,
  },
  startAccessReview: { summary: 'Begin a review of who has what', answer: nothing, status: 204 },
  decideReviewLine: {
    summary: 'Keep one thing of a review or take it away, at once',
    params: Type.Object({ line: id('rvl', 'Line') }),
    body: Type.Object({ keep: Type.Boolean(), reason: text(500, 'Why', 3) }),
    answer: nothing,
    status: 204,
  },
});
