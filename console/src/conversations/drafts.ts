// What is being written, per conversation, while the agent looks elsewhere. In memory only: a draft is about a person and must not rest on a device.
import { useSyncExternalStore } from 'react';
import { client } from '#lib/client.ts';
import { createStore } from '#lib/store.ts';
import type { Attachment, Message } from './types.ts';

export type DraftFile = {
  readonly key: string;
  readonly file: Pick<File, 'name' | 'type' | 'size'>;
  readonly state: 'uploading' | 'ready' | 'failed';
  readonly attachment?: Attachment;
  readonly error?: unknown;
};
export type Draft = {
  readonly kind: Message['kind'];
  readonly message: string;
  readonly note: string;
  readonly files: readonly DraftFile[];
  /** Titles as they are typed, blank ones too; of the reply, never of a note. */
  readonly choices: readonly string[];
  /** Those among them that would be obeyed when tapped: none goes with a reply, so the reply waits. */
  readonly obeyed?: readonly string[];
  /** The last message there was when the reply was begun; absent while nothing is written. */
  readonly begunAfter?: number | undefined;
};

const blank: Draft = { kind: 'message', message: '', note: '', files: [], choices: [] };
const drafts = createStore<Readonly<Record<string, Draft>>>({});

/** A part of a draft; whoever watches one is not drawn again for the others. */
export function useDraft<T>(conversation: string, part: (draft: Draft) => T): T {
  return useSyncExternalStore(drafts.subscribe, () => part(draftOf(conversation)));
}

export function draftOf(conversation: string): Draft {
  return drafts.get()[conversation] ?? blank;
}

export function changeDraft(conversation: string, change: Partial<Draft>): void {
  drafts.change((now) => ({ ...now, [conversation]: { ...(now[conversation] ?? blank), ...change } }));
}

/** What is written, of a note or of a reply. */
export const textOf = (draft: Draft): string => (draft.kind === 'note' ? draft.note : draft.message);

/** What would be offered with the reply: no blanks, nothing twice. */
export function titlesOf({ choices }: Pick<Draft, 'choices'>): string[] {
  return [...new Set(choices.map((each) => each.trim()).filter((each) => each !== ''))];
}

/** Choices of a message that is taken back to be written anew, before those that were typed meanwhile: neither is lost. */
export const choicesJoined = (back: readonly string[], draft: Pick<Draft, 'choices'>): string[] =>
  titlesOf({ choices: [...back, ...draft.choices] });

/** Whether leaving the page now would lose written words. */
export function isAnythingWritten(): boolean {
  return Object.values(drafts.get()).some(
    (draft) => draft.message.trim() || draft.note.trim() || draft.files.length > 0 || titlesOf(draft).length > 0,
  );
}

/** Uploads files as they are added, so that sending later is quick. */
export function attach(conversation: string, files: readonly File[]): void {
  for (const file of files) {
    const entry: DraftFile = { key: crypto.randomUUID(), file, state: 'uploading' };
    changeDraft(conversation, { files: [...draftOf(conversation).files, entry] });
    void upload(conversation, entry.key, file);
  }
}

export function detach(conversation: string, key: string): void {
  changeDraft(conversation, { files: draftOf(conversation).files.filter((file) => file.key !== key) });
}

async function upload(conversation: string, key: string, file: File): Promise<void> {
  try {
    const attachment = await client.call('uploadAttachment', {
      params: { conversation },
      bytes: file,
      type: mediaType(file),
      fileName: file.name,
    });
    settle(conversation, key, { state: 'ready', attachment });
  } catch (error) {
    settle(conversation, key, { state: 'failed', error });
  }
}

/** JSON and forms mean something else to a server than a file: such files travel as plain bytes. */
function mediaType(file: File): string {
  return /json|x-www-form-urlencoded|multipart/.test(file.type) ? 'application/octet-stream' : file.type;
}

function settle(conversation: string, key: string, change: Pick<DraftFile, 'state' | 'attachment' | 'error'>): void {
  changeDraft(conversation, { files: draftOf(conversation).files.map((file) => (file.key === key ? { ...file, ...change } : file)) });
}
