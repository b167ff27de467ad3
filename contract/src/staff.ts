// Staff who leave, who forget, and what is held about them.
import Type from 'typebox';
import { me } from './access.ts';
import { handed } from './roles.ts';
import { email, endpoints, id, language, nothing, one, text } from './shapes.ts';
import { apiKey, forget, passkey } from './sign-in.ts';

const params = Type.Object({ staff: id('stf', 'Member of staff') });
const formerDays = Type.Integer({ minimum: 1, maximum: 3650, description: 'Days after leaving until name, address and photo are erased' });
const reviewDays = Type.Integer({ minimum: 7, maximum: 730, description: 'Days from one review of who has what to the next' });
const secondFactor = Type.Boolean({ description: 'Whether a password alone opens nothing but the way to a second factor or a passkey' });
const idleMinutes = Type.Integer({
  minimum: 5,
  maximum: 1440,
  description: 'Minutes without anybody’s hand after which a session is over',
});
const terms = Type.Object({ formerDays, reviewDays, secondFactor, idleMinutes });
const token = Type.Object({ token: text(200, 'Token of the link') });
const reset = Type.Object({
  company: Type.String(),
  email: Type.String(),
  needsCode: Type.Boolean({ description: 'The second factor comes first; until then the lists are empty' }),
  passkeys: Type.Array(passkey),
  apiKeys: Type.Array(apiKey),
});

export const staffEndpoints = endpoints({
  suspendStaff: { summary: 'Suspend a colleague: every way in closes until they are brought back', params, answer: nothing, status: 204 },
  endStaffSessions: {
    summary: 'End every session of a colleague, who may sign in again: when a device is lost or a cookie may be in other hands',
    params,
    answer: Type.Object({ ended: Type.Integer() }),
  },
  bringStaffBack: {
    summary: 'End a suspension; the one-time link to choose a new password is mailed to them, or stands in the answer where no mail leaves',
    params,
    answer: Type.Object(handed),
  },
  takeStaffAway: { summary: 'Take a colleague away for good, or withdraw an invitation', params, answer: nothing, status: 204 },
  eraseStaffNow: {
    summary: 'Erase a former colleague before the period for former staff is over (Art. 17(1))',
    params,
    body: Type.Object({
      reason: one(['asked', 'not-needed', 'unlawful'], 'They asked for it; it is not needed any more; it should not have been kept'),
    }),
    answer: nothing,
    status: 204,
  },
  listStaffKeys: {
    summary: 'Keys for programs of all staff, with whose each is',
    answer: Type.Object({
      items: Type.Array(Type.Object({ ...apiKey.properties, staff: Type.Object({ id: Type.String(), name: Type.String() }) })),
    }),
  },
  revokeStaffKey: {
    summary: 'End the key of a colleague at once',
    params: Type.Object({ key: id('apk', 'Key of a program') }),
    answer: nothing,
    status: 204,
  },
  readStaffTerms: {
    summary:
      'How long former staff are kept, how often it is reviewed who has what, whether a second factor is asked of all, and when an unused session ends',
    answer: terms,
  },
  changeStaffTerms: {
    summary:
      'Change these terms; to keep longer, to review less often, to ask a second factor no more, or to let sessions lie unused for longer, asks for a reason',
    body: Type.Object({ ...Type.Partial(terms).properties, reason: Type.Optional(text(500, 'Why')) }),
    answer: terms,
  },
  readOwnCopy: {
    summary: 'What is held about me as a member of staff (Art. 15), as a file; taking it is recorded',
    query: Type.Object({
      format: Type.Optional(one(['json', 'html'], 'For programs (as a rule) or for reading')),
      language: Type.Optional(language),
    }),
    binary: true,
    answer: Type.Unknown(),
  },
  readFormerCopy: {
    summary: 'The same of somebody who left or is suspended and cannot fetch it, for whoever answers requests to hand over; recorded',
    params: Type.Object({ staff: id('stf', 'Member of staff') }),
    query: Type.Object({
      format: Type.Optional(one(['json', 'html'], 'For programs (as a rule) or for reading')),
      language: Type.Optional(language),
      proved: one(
        ['known', 'document', 'address'],
        'How they showed who they are: known in person, a document, by the address that the account had',
      ),
    }),
    binary: true,
    answer: Type.Unknown(),
  },
  askForReset: {
    summary: 'Forgotten password: mail a link to this address, if somebody works here under it; the answer is the same in any case',
    body: Type.Object({ email }),
    answer: nothing,
    status: 202,
  },
  readReset: { summary: 'What the link of a forgotten password leads to', params: token, answer: reset },
  proveReset: {
    summary: 'Show the second factor behind the link of a forgotten password',
    params: token,
    body: Type.Object({ code: text(40, 'Code of the app, or a recovery code') }),
    answer: reset,
  },
  resetPassword: {
    summary: 'Choose a new password by the link; ends all sessions and signs in by cookie',
    params: token,
    body: Type.Object({ password: text(1024, 'The new password, at least 12 characters', 1), forget }),
    answer: me,
  },
});
