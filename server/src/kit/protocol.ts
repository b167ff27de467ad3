// A protocol with words of its own below one path, such as SCIM: it answers every request there, errors too, in its own shape. The edge mounts it; the room speaks it.
import type { WorkspaceId } from './ids.ts';
import type { Tools } from './tool.ts';

export type Asked = {
  readonly method: string;
  /** Below the prefix, beginning with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | undefined;
  readonly body: Buffer;
  header(name: string): string | undefined;
};
export type Told = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Whose request it was, once that is proved: its next ones stand in the line of that company, or of that account at a door for providers. */
  readonly workspace?: WorkspaceId;
};
export type Protocol = {
  readonly prefix: `/${string}`;
  readonly bodyLimitBytes: number;
  /** Calls a minute from one network address. */
  readonly perMinute: number;
  /** A door for providers, below which the key of an account is the first part of the path. Whoever is turned away hears 503 and when to come again: after 429 some never come again, as Twilio. */
  readonly isForProviders?: true;
  /** Says no before a body is read, such as to a path that leads nowhere; undefined lets the request in. */
  readonly knock?: (tools: Tools, asked: Pick<Asked, 'method' | 'path'>) => Promise<Told | undefined>;
  readonly answer: (tools: Tools, asked: Asked) => Promise<Told>;
  /** What it says when it was not asked at all: too large, too many, a bug. */
  readonly refuse: (status: number) => Told;
};
