import Type from 'typebox';
import { day, endpoints, id, instant, language, maybe, nothing, one, paged, text } from './shapes.ts';

const severity = one(['low', 'medium', 'high'], 'Severity');
const findingState = one(['open', 'accepted', 'repaired', 'verified'], 'State of a finding');
const code = (what: string) => Type.String({ pattern: '^[A-Za-z0-9.-]{1,80}$', description: what });
const colleague = maybe(Type.Object({ id: id('stf', 'Member of staff'), name: Type.String() }));
const evidence = Type.Array(Type.String(), { description: 'Ids and codes of what breaks it' });
const counts = { passing: Type.Integer(), failing: Type.Integer(), unknown: Type.Integer() };

const posture = Type.Object({
  ranAt: maybe(instant),
  overdueFindings: Type.Integer(),
  controls: Type.Array(
    Type.Object({
      id: Type.String(),
      room: Type.String(),
      article: Type.String(),
      question: Type.String(),
      severity,
      state: one(['passes', 'fails', 'unknown'], 'What the last look showed; unknown when it could not look'),
      faults: Type.Integer(),
      evidence,
      since: maybe(instant),
      seenAt: maybe(instant),
      finding: maybe(id('fnd', 'Finding that is not verified')),
    }),
  ),
  trend: Type.Array(Type.Object({ day, ...counts })),
});
const finding = Type.Object({
  id: id('fnd', 'Finding'),
  source: one(['control', 'audit', 'person'], 'What came upon it'),
  control: maybe(Type.String()),
  audit: maybe(id('adt', 'Audit')),
  item: maybe(Type.String({ description: 'Item of the checklist' })),
  question: maybe(Type.String({ description: 'What the control or the item asks' })),
  title: maybe(Type.String({ description: 'In the words of whoever took it down' })),
  severity,
  state: findingState,
  owner: colleague,
  dueOn: day,
  overdue: Type.Boolean(),
  acceptedUntil: maybe(day),
  takesTwo: Type.Boolean({ description: 'It was severe: somebody else than who repaired it verifies it, where somebody else can' }),
  repairedBy: colleague,
  verifiedBy: colleague,
  note: maybe(Type.String({ description: 'What was done, or why it may stay' })),
  faults: Type.Integer(),
  evidence,
  openedAt: instant,
  changedAt: instant,
  closedAt: maybe(instant),
});
const evidencePiece = Type.Object({
  id: id('fev', 'Piece of evidence'),
  saidBy: colleague,
  saidAt: instant,
  note: maybe(Type.String({ description: 'Null once it was taken back' })),
  file: maybe(Type.Object({ name: Type.String(), sha256: Type.String({ description: 'In hexadecimal; the file stays where it is' }) })),
  takenBackAt: maybe(instant),
});
const checklist = one(['asvs-1', 'asvs-2', 'article-32'], 'Checklist: OWASP ASVS 5.0 level 1, levels 1 and 2, or Art. 32');
const auditFacts = {
  id: id('adt', 'Audit'),
  checklist,
  plannedOn: day,
  everyMonths: maybe(Type.Integer()),
  auditor: colleague,
  state: one(['planned', 'running', 'done'], 'State of an audit'),
  overdue: Type.Boolean(),
  startedAt: maybe(instant),
  doneAt: maybe(instant),
  total: Type.Integer(),
  met: Type.Integer(),
  notMet: Type.Integer(),
  notApplicable: Type.Integer(),
};
const answer = one(['met', 'not-met', 'not-applicable'], 'Answer to an item');
const audit = Type.Object(auditFacts);
const auditItem = Type.Object({
  item: Type.String(),
  section: Type.String(),
  level: Type.Integer(),
  question: Type.String(),
  controls: Type.Array(Type.String(), { description: 'Controls by which the machine answers' }),
  answer: maybe(answer),
  byMachine: Type.Boolean(),
  note: maybe(Type.String()),
  answeredBy: maybe(Type.String({ description: 'Name of the colleague' })),
  answeredAt: maybe(instant),
  finding: maybe(id('fnd', 'Finding')),
});
const aFinding = Type.Object({ finding: id('fnd', 'Finding') });
const anAudit = Type.Object({ audit: id('adt', 'Audit') });
const months = Type.Integer({ minimum: 1, maximum: 36, description: 'Months until the next one; null for once' });
const inLanguage = Type.Object({ language: Type.Optional(language) });
const note = text(2000, 'Evidence or reason: a link, or words. Not for names of customers');

export const monitoringEndpoints = endpoints({
  readPosture: { summary: 'Every control with its state, and the trend of the last 90 days', answer: posture },
  readBackups: {
    summary: 'The newest backup, how restores of backups went, and what is to be done',
    answer: Type.Object({
      last: maybe(
        Type.Object({
          madeAt: maybe(instant),
          opensUntil: maybe(instant),
          opens: Type.Boolean({ description: 'Whether its key is still there' }),
        }),
      ),
      days: Type.Object({ kept: Type.Integer(), fresh: Type.Integer(), drill: Type.Integer() }),
      drills: Type.Array(
        Type.Object({
          id: id('led', 'Entry in the ledger'),
          at: instant,
          isGood: Type.Boolean({ description: 'All came back that must, and nobody that must not' }),
          deviations: Type.Integer(),
          seconds: Type.Integer(),
          made: maybe(instant),
        }),
      ),
      advice: Type.Array(one(['make-first', 'make-anew', 'drill', 'look-at-drill'], 'What is to be done, most urgent first')),
    }),
  },
  runControls: { summary: 'Look at every control now', answer: posture },
  readSbom: { summary: 'The bill of materials (CycloneDX JSON)', binary: true, answer: Type.Unknown() },
  listFindings: {
    summary: 'Findings, newest first',
    query: Type.Object({
      state: Type.Optional(one(['standing', 'closed'], 'standing: open or accepted; closed: repaired or verified')),
      severity: Type.Optional(severity),
      owner: Type.Optional(id('stf', 'Owner')),
      language: Type.Optional(language),
      ...paged,
    }),
    answer: Type.Object({ items: Type.Array(finding), next: maybe(Type.String()) }),
  },
  openFinding: {
    summary: 'Take down a finding by hand, such as one of an outside test',
    body: Type.Object({
      title: text(200, 'What is wrong'),
      note: Type.Optional(note),
      severity,
      owner: Type.Optional(maybe(id('stf', 'Owner'))),
      dueOn: Type.Optional(day),
    }),
    answer: finding,
    status: 201,
  },
  changeFinding: {
    summary: 'Give a finding an owner and a day; accept it with a reason, say what repaired it, verify it, open it again',
    params: Type.Object({ finding: id('fnd', 'Finding') }),
    body: Type.Object({
      state: Type.Optional(findingState),
      severity: Type.Optional(severity),
      owner: Type.Optional(maybe(id('stf', 'Owner'))),
      dueOn: Type.Optional(day),
      acceptedUntil: Type.Optional(day),
      note: Type.Optional(note),
    }),
    answer: finding,
  },
  listFindingEvidence: {
    summary: 'What colleagues brought to show how a finding stands, oldest first',
    params: aFinding,
    answer: Type.Object({ items: Type.Array(evidencePiece) }),
  },
  addFindingEvidence: {
    summary: 'Bring evidence: words, and the name and SHA-256 of a file that stays where it is',
    params: aFinding,
    body: Type.Object({
      note: text(2000, 'What it shows, or where it lies. Not for names of customers', 3),
      file: Type.Optional(
        Type.Object({
          name: text(200, 'Name of the file'),
          sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of its bytes' }),
        }),
      ),
    }),
    answer: evidencePiece,
    status: 201,
  },
  takeFindingEvidenceBack: {
    summary: 'Wipe the words of a piece of one’s own; that there was one stays',
    params: Type.Object({ finding: id('fnd', 'Finding'), evidence: id('fev', 'Piece of evidence') }),
    answer: nothing,
    status: 204,
  },
  listAudits: { summary: 'Audits: planned, running, done', answer: Type.Object({ items: Type.Array(audit) }) },
  planAudit: {
    summary: 'Plan an audit by a checklist',
    body: Type.Object({
      checklist,
      plannedOn: day,
      everyMonths: Type.Optional(maybe(months)),
      auditor: Type.Optional(maybe(id('stf', 'Auditor'))),
    }),
    answer: audit,
    status: 201,
  },
  readAudit: {
    summary: 'An audit with its items and answers',
    params: anAudit,
    query: inLanguage,
    answer: Type.Object({ ...auditFacts, items: Type.Array(auditItem) }),
  },
  changeAudit: {
    summary: 'Another day, repetition or auditor',
    params: anAudit,
    body: Type.Object({
      plannedOn: Type.Optional(day),
      everyMonths: Type.Optional(maybe(months)),
      auditor: Type.Optional(maybe(id('stf', 'Auditor'))),
    }),
    answer: audit,
  },
  answerItem: {
    summary: 'Answer an item; null takes the answer back. What is not met opens a finding',
    params: Type.Object({ audit: id('adt', 'Audit'), item: code('Item') }),
    query: inLanguage,
    body: Type.Object({ answer: maybe(answer), note: Type.Optional(note) }),
    answer: Type.Object({ audit, item: auditItem }),
  },
  finishAudit: {
    summary: 'End an audit whose every item is answered; plans the next one where it repeats',
    params: anAudit,
    answer: Type.Object({ audit, next: maybe(audit) }),
  },
});
