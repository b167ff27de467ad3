import Type from 'typebox';
import { grant, handed, newGrant } from './roles.ts';
import { email, endpoints, id, instant, language, maybe, one, text } from './shapes.ts';

export const staff = Type.Object({
  id: id('stf', 'Member of staff'),
  name: Type.String(),
  email: Type.String(),
  grants: Type.Array(grant, { description: 'The roles held now' }),
  invitedAt: instant,
  joinedAt: maybe(instant),
  suspendedAt: maybe(instant),
  leftAt: maybe(instant),
  secondFactor: Type.Boolean({ description: 'Whether something is set up beside the password: an app with codes, or a passkey' }),
  photo: maybe(Type.String({ description: 'Path of the photo that colleagues and customers see' })),
});
const company = Type.Object({
  name: text(120, 'Name of the company (controller, Art. 13(1)(a))'),
  address: text(400, 'Postal address of the controller', 0),
  contactEmail: maybe(email),
  dpoContact: text(400, 'Contact of the data protection officer (Art. 13(1)(b))', 0),
  authority: text(200, 'Supervisory authority to complain to (Art. 77)', 0),
  country: Type.String({
    pattern: '^[A-Z]{2}$',
    description: 'Country of the establishment, ISO 3166-1; decides the holidays of legal clocks',
  }),
  language,
  accent: Type.String({ pattern: '^#[0-9a-f]{6}$', description: 'Colour of the chat and the privacy pages' }),
});
const companyRead = Type.Object({ ...company.properties, logo: maybe(Type.String({ description: 'Path of the logo' })) });
export const me = Type.Object({
  staff,
  workspace: Type.Object({ id: id('wsp', 'Workspace'), name: Type.String(), centreKey: Type.String(), language }),
  permissions: Type.Array(Type.String()),
  secondFactorNeeded: Type.Boolean({
    description: 'Nothing is open before a second factor or a passkey is shown, or, by whoever has neither, set up',
  }),
});
const step = Type.Object({
  by: maybe(Type.String({ description: 'Who took it; null for somebody who is no longer here' })),
  at: instant,
  reason: Type.String(),
  before: Type.String(),
  canUndo: Type.Boolean(),
});
const settingsList = Type.Object({
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      group: Type.String({ description: 'privacy, security, channels, operation' }),
      title: Type.String(),
      value: Type.String(),
      standard: Type.String({ description: 'The default' }),
      isStandard: Type.Boolean(),
      reason: Type.String(),
      article: maybe(Type.String()),
      where: one(['console', 'environment', 'built-in'], 'Where it is changed'),
      page: maybe(Type.String({ description: 'Page of the console where it is changed, or the environment variable' })),
      step: maybe(step),
      parts: Type.Array(
        Type.Object({ id: Type.String(), name: Type.String({ description: 'As you call it' }), value: Type.String(), step: maybe(step) }),
        { description: 'What it is not the default for, such as channels, each with its own step' },
      ),
    }),
  ),
});
const credentials = { email, password: text(1024, 'Password, at least 12 characters', 1) };

export const accessEndpoints = endpoints({
  setUpState: { summary: 'Whether this Parley still waits for its first administrator', answer: Type.Object({ needed: Type.Boolean() }) },
  setUp: {
    summary: 'Create the company and its first administrator with the one-time link; signs in by cookie',
    body: Type.Object({
      token: text(200, 'Token of the one-time set-up link'),
      company: text(120, 'Name of the company'),
      name: text(120, 'Your name'),
      ...credentials,
      language,
      country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
    }),
    answer: me,
    status: 201,
  },
  signIn: {
    summary: 'Sign in with email and password; sets the session cookie. Refused with `code-needed` when a code must come along',
    body: Type.Object({ ...credentials, code: Type.Optional(text(40, 'Code of the app, or a recovery code')) }),
    answer: me,
  },
  signOut: {
    summary: 'End this session',
    answer: Type.Object({ to: maybe(Type.String({ description: 'Where the browser goes to sign out at the provider too' })) }),
  },
  me: { summary: 'Who is signed in, and what they may do', answer: me },
  readWorkspace: { summary: 'The company as controller', answer: companyRead },
  changeWorkspace: { summary: 'Change the facts about the company', body: Type.Partial(company), answer: companyRead },
  putLogo: {
    summary: 'The logo on customers\u2019 pages: PNG, JPEG or WebP, at most 512 kB; raw bytes',
    upload: true,
    answer: companyRead,
  },
  removeLogo: { summary: 'Take the logo away', answer: companyRead },
  readLogo: {
    summary: 'The logo of a company',
    params: Type.Object({ key: text(80, 'Public key of the privacy centre') }),
    binary: true,
    answer: Type.Unknown(),
  },
  changeMe: { summary: 'Change my own name', body: Type.Object({ name: text(120, 'Name') }), answer: me },
  putPhoto: {
    summary: 'My photo, as colleagues and customers see it: PNG, JPEG or WebP, at most 512 kB; raw bytes',
    upload: true,
    answer: me,
  },
  removePhoto: { summary: 'Take my photo away', answer: me },
  readPhoto: {
    summary: 'A photo by its unguessable id',
    params: Type.Object({ photo: text(80, 'Id of a photo') }),
    binary: true,
    answer: Type.Unknown(),
  },
  listSettings: {
    summary: 'Every setting with its value, its default and the reason for the default (Art. 25(2))',
    query: Type.Object({ language: Type.Optional(language) }),
    answer: settingsList,
  },
  undoStep: {
    summary: 'Take back the step towards less privacy that a setting, or one part of it, shows',
    params: Type.Object({ setting: Type.String({ pattern: '^[A-Za-z0-9._-]{1,80}$', description: 'Code of the setting' }) }),
    query: Type.Object({
      language: Type.Optional(language),
      part: Type.Optional(Type.String({ pattern: '^[a-z0-9_]{1,40}$', description: 'One part of it, by its id' })),
    }),
    answer: settingsList,
  },
  listStaff: { summary: 'Members of staff and open invitations', answer: Type.Object({ items: Type.Array(staff) }) },
  invite: {
    summary: 'Invite a colleague with a first role; the one-time link is mailed to them, or stands in the answer where no mail leaves',
    body: Type.Object({ email, name: text(120, 'Name'), ...newGrant }),
    answer: Type.Object({ staff, ...handed }),
    status: 201,
  },
  readInvitation: {
    summary: 'Who is invited by this link',
    params: Type.Object({ token: text(200, 'Token') }),
    answer: Type.Object({ company: Type.String(), name: Type.String(), email: Type.String() }),
  },
  acceptInvitation: {
    summary: 'Accept an invitation; signs in by cookie',
    params: Type.Object({ token: text(200, 'Token') }),
    body: Type.Object({ name: text(120, 'Name'), password: credentials.password }),
    answer: me,
    status: 201,
  },
});
