// The closed list of refusals and errors (RFC 9457): code, status, words for people. The type URI is `urn:parley:problem:<code>`.
export const problems = {
  'bad-request': [400, 'The request could not be understood'],
  'not-signed-in': [401, 'Please sign in'],
  'wrong-credentials': [401, 'Email address or password is not right'],
  'code-needed': [401, 'Please enter the code of your app, or a recovery code'],
  'wrong-code': [401, 'This code is not right or no longer valid'],
  'wrong-password': [401, 'This password is not right'],
  'provider-refused': [401, 'The sign-in at your company was not accepted'],
  'use-provider': [401, 'Please sign in through your company: passwords are switched off for this address'],
  'passkey-refused': [401, 'This passkey was not accepted, please try again'],
  'not-permitted': [403, 'Your role does not allow this'],
  'step-up-needed': [403, 'Please show once more that it is you'],
  'second-factor-needed': [403, 'Please set up a second factor or a passkey first'],
  'gate-refused': [403, 'The data protection gate refused this'],
  guarded: [403, 'This conversation holds special categories of personal data, which your role does not open'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This address does not take that method'],
  conflict: [409, 'This does not fit the present state'],
  'already-used': [409, 'This link was already used'],
  'needs-second-person': [409, 'A second person with this right must approve'],
  leaving: [
    409,
    'This company is leaving: nothing new is taken any more. What it still keeps can be asked for, fetched and erased; for all else write to it',
  ],
  erased: [410, 'This person was erased'],
  left: [410, 'This company has left, and nothing of it is kept'],
  expired: [410, 'This link is no longer valid'],
  'too-large': [413, 'This is larger than allowed'],
  'unsupported-media': [415, 'This kind of content is not accepted'],
  invalid: [422, 'Something in the request is not valid'],
  'weak-password': [422, 'Please choose a longer password that is not on lists of known passwords'],
  'too-many': [429, 'Too many requests, please wait a moment'],
  unexpected: [500, 'Something went wrong on our side'],
  'key-withheld': [503, 'The key of this company is not to be had: its holder withdrew it, or cannot be reached. Nothing is lost'],
  'not-ready': [503, 'Not ready yet, please try again in a moment'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof problems;
/** The body of an error answer, `application/problem+json`. `because` and `article` come with a refusal of the gate. */
export type ProblemBody = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  because?: string;
  article?: string;
  fields?: { path: string; message: string }[];
};
