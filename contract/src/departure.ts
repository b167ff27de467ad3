// A company takes everything with it, and leaves (Art. 28(3)(g)).
import Type from 'typebox';
import { endpoints, id, instant, maybe, nothing, one, text } from './shapes.ts';

const count = (what: string) => Type.Integer({ minimum: 0, description: what });
const exportParams = Type.Object({ export: id('ret', 'Export') });
const made = Type.Object({
  id: id('ret', 'Export'),
  state: one(['asked', 'making', 'ready', 'gone'] as const, 'Where it stands; `asked` waits for somebody else, `gone` was wiped'),
  askedAt: instant,
  readyAt: maybe(instant),
  isMine: Type.Boolean({ description: 'Whether whoever looks asked for it: only they fetch it, and somebody else approves it' }),
  waitsFor: maybe(
    one(
      ['privacy', 'second'] as const,
      'Whose approval is missing: of somebody who answers for privacy, wherever there is one besides the asker, or of any second person with the right to leave. What was made before there was such a one waits for them before it is fetched',
    ),
  ),
  mayApprove: Type.Boolean({ description: 'Whether whoever looks is one whose approval it waits for' }),
  done: Type.Integer({ minimum: 0, maximum: 100, description: 'Steps that are done, in percent' }),
  rows: count('Lines written'),
  files: count('Files written'),
  bytes: count('Bytes before they were packed'),
  lost: count('Sealed values that did not open, because their key was destroyed'),
  fetched: count('How often it was fetched to its end'),
  confirmed: Type.Boolean({ description: 'Whether somebody said by its code that they hold it and that it opens' }),
});
const end = Type.Object({
  id: id('dep', 'Departure'),
  state: one(
    ['asked', 'planned', 'closing', 'leaving'] as const,
    'Where it stands; `asked` waits for a second person, `closing` takes nothing more and gives everything back',
  ),
  asker: Type.String({ maxLength: 200, description: 'Who asked for it; empty for the operator' }),
  fetchUntil: maybe(instant),
  endsAt: instant,
  returns: Type.Boolean({ description: 'The deletion waits until everything was fetched' }),
  holds: one(['wait', 'handed-over'] as const, 'Legal holds: the deletion waits for them, or the company took the duty over'),
  isMine: Type.Boolean({ description: 'Whether whoever looks asked for it: somebody else approves it' }),
  certificate: Type.String({ maxLength: 400, description: 'Where the certificate will be' }),
  blocks: Type.Array(
    Type.Object({ because: one(['legal-holds', 'not-returned'] as const, 'What stands against it'), count: count('How many') }),
    { maxItems: 2 },
  ),
});
const leaving = Type.Object({
  exports: Type.Array(made, { maxItems: 50 }),
  needsSecond: Type.Boolean({ description: 'Whether a second person must approve' }),
  end: maybe(end),
});
const words = (what: string) => Type.String({ maxLength: 4000, description: what });

export const departureEndpoints = endpoints({
  readLeaving: { summary: 'Exports of the whole company, and the end of the contract as it is planned', answer: leaving },
  readEndNotice: {
    summary:
      'Whether the company is leaving, for everybody who works here; null when it is not, and while it is only asked for to all but those who may approve it',
    answer: Type.Object({ end: maybe(Type.Pick(end, ['state', 'endsAt', 'fetchUntil'])) }),
  },
  askExport: {
    summary: 'Ask for everything the company keeps; the pass phrase is shown once and opens what is made',
    answer: Type.Object({ export: made, passPhrase: text(60, 'Pass phrase; kept nowhere') }),
    status: 201,
  },
  approveExport: {
    summary: 'Approve the export: somebody who answers for privacy, or the second person where nobody else than the asker does',
    params: exportParams,
    answer: made,
  },
  readExportsWaiting: {
    summary: 'Exports of the whole company that wait for whoever answers for privacy and looks',
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: id('ret', 'Export'),
          askedAt: instant,
          asker: Type.String({ maxLength: 200, description: 'Who asked for it; empty when they are gone' }),
          isMade: Type.Boolean({ description: 'Made before they were there: only fetching waits for them' }),
        }),
        { maxItems: 50 },
      ),
    }),
  },
  agreeToExport: { summary: 'Approve the export as somebody who answers for privacy', params: exportParams, answer: nothing, status: 204 },
  linkExport: {
    summary: 'A link for whoever asked: good once, for five minutes',
    params: exportParams,
    body: Type.Object({ passPhrase: text(60, 'The one that was shown') }),
    answer: Type.Object({ path: Type.String({ maxLength: 300 }), until: instant }),
    status: 201,
  },
  fetchExport: {
    summary: 'The archive: a ZIP of JSON Lines with schemas, files, the ledger with its verifier, and a manifest',
    params: Type.Object({ export: id('ret', 'Export'), token: Type.String({ minLength: 20, maxLength: 100 }) }),
    answer: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }),
  },
  confirmExport: {
    summary: 'Confirm that the archive was kept and opens, by the code in its last file',
    params: exportParams,
    body: Type.Object({ code: text(40, 'The code in receipt.txt') }),
    answer: made,
  },
  removeExport: { summary: 'Throw an export away', params: exportParams, answer: nothing, status: 204 },
  askEnd: {
    summary: 'Ask for the end of the contract: on its day everything is deleted; it may be called off until then',
    body: Type.Object({ endsAt: instant, returns: end.properties.returns, holds: end.properties.holds }),
    answer: leaving,
    status: 201,
  },
  approveEnd: {
    summary: 'Approve this very end as the second person',
    params: Type.Object({ departure: id('dep', 'Departure') }),
    answer: leaving,
  },
  cancelEnd: { summary: 'Call the end off', answer: nothing, status: 204 },
  readDeparture: {
    summary: 'The signed certificate of a company that has left; names no person',
    params: Type.Object({ departure: id('dep', 'Departure') }),
    answer: Type.Object({
      departure: id('dep', 'Departure'),
      workspace: id('wsp', 'Company'),
      ...{ askedAt: instant, closedAt: instant, unreadableAt: instant, unrecoverableBy: instant, deletedAt: instant, probedAt: instant },
      returned: one(
        ['confirmed', 'not-confirmed', 'not-wished'] as const,
        'Whether everything went back first; `not-confirmed`: the days in which it could be fetched went by',
      ),
      returnedExport: maybe(
        Type.Object({
          export: id('ret', 'Export'),
          madeAt: instant,
          manifest: Type.String({ maxLength: 64, description: 'SHA-256 of its manifest.json' }),
        }),
      ),
      holds: words('What became of legal holds'),
      figures: Type.Object({
        keys: count('Keys destroyed'),
        rows: count('Rows deleted'),
        tables: count('Tables searched'),
        files: count('Files deleted'),
      }),
      providers: Type.Object({
        gone: count('Deleted there'),
        left: count('Not reached'),
        kept: count('Never deleted there'),
        asked: one(
          ['yes', 'key-withheld', 'before'] as const,
          'Whether it could be read whom to ask for; `before`: by the first departure, before a backup came back',
        ),
        each: Type.Optional(
          Type.Array(
            Type.Object({
              recipient: words('Code of the recipient'),
              gone: count('Deleted there'),
              left: count('Not reached'),
              kept: count('Never deleted there'),
            }),
            { maxItems: 200 },
          ),
        ),
      }),
      kept: Type.Array(Type.Object({ what: words('What stays'), because: words('Why'), article: words('Article') }), { maxItems: 10 }),
      ledger: Type.Object({ checkpoint: words('Last checkpoint of the ledger, signed'), key: words('Its public key') }),
      signature: Type.String({ maxLength: 20_000, description: 'Signed note (C2SP) over the rest' }),
    }),
  },
});
