// Errors in SCIM's own shape (RFC 7644, 3.12). What is thrown inside is a plain Error with status and keyword; Problems of the house are told in the same shape.
import { Problem } from '#kit/problem';

export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue';
type Fault = Error & { scim: { status: number; scimType: ScimType | undefined } };

export const fault = (status: number, scimType: ScimType | undefined, detail: string): Error =>
  Object.assign(new Error(detail), { scim: { status, scimType } });

/** Status and body for an error; undefined for what is a bug. */
export function scimError(error: unknown): { status: number; body: object } | undefined {
  const { scim } = error as Partial<Fault>;
  if (scim) return told(scim.status, scim.scimType, (error as Error).message);
  if (!(error instanceof Problem)) return undefined;
  const isTaken = error.code === 'conflict' && error.extras.because === undefined;
  return told(error.status, isTaken ? 'uniqueness' : undefined, error.extras.detail ?? error.code);
}

export const told = (status: number, scimType: ScimType | undefined, detail: string) => ({
  status,
  body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), ...(scimType && { scimType }), detail },
});
