// The shapes of what the emulator is asked and answers.
import type { Loose } from '../loose.ts';
import type { Deliver } from './call-back.ts';
import type { Account, Emulated, State } from './state.ts';

export type Told = { readonly status: number; readonly body: string | Buffer; readonly headers?: Readonly<Record<string, string>> };
export type House = { readonly state: State; readonly follow: (account: Account, message: Emulated) => void; readonly deliver: Deliver };
export type Asked = House & {
  readonly account: Account;
  readonly query: URLSearchParams;
  readonly json: Loose;
  readonly form: FormData | undefined;
};
/** A provider that is away answers nothing but that. */
export function away({ behaviour: { failWith } }: Account): Told | undefined {
  return failWith === 2 || failWith === 131016 ? fault(503, failWith) : undefined;
}

export const json = (status: number, body: unknown): Told => ({ status, body: JSON.stringify(body) });
export const fault = (status: number, code: number, subcode?: number): Told =>
  json(status, {
    error: { message: `(#${code}) Sandbox`, type: 'OAuthException', code, ...(subcode && { error_subcode: subcode }), fbtrace_id: 'A' },
  });
