// Where agents write: a reply for a purpose, or a note. What the gate would say stands above the text before a word is typed (`gate`, `verdict`),
// and the server's gate has the last word when it is sent.

import { useQueryClient } from '@tanstack/react-query';
import { ListPlus, Paperclip, SendHorizontal } from 'lucide-react';
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { Kbd } from '#ui/kbd.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { useConversationKeys } from './aim.ts';
import { DraftFiles } from './draft-files.tsx';
import { attach, changeDraft, type Draft, draftOf, textOf, titlesOf, useDraft } from './drafts.ts';
import { useMasking, WillMask } from './masking.tsx';
import { Meanwhile } from './meanwhile.tsx';
import { send } from './outbox.ts';
import { useTellPresence } from './presence.ts';
import { messagesQuery, putMessage } from './queries.ts';
import type { Conversation, Message } from './types.ts';
import { Used, useIsTooLong } from './used.tsx';
import { useReplyWindow } from './window.ts';
import { threadWords } from './words.ts';
import { WrittenText } from './written-text.tsx';

const WindowNotice = lazy(() => import('./reply-window.tsx').then((part) => ({ default: part.WindowNotice })));
const Choices = lazy(() => import('./choices.tsx').then((part) => ({ default: part.Choices })));
const withoutFiles: ReadonlySet<string> = new Set(['sms']);

type ComposerProps = {
  conversation: Conversation;
  purpose: string;
  wouldSend: boolean;
  gate: ReactNode;
  /** The channels of this person, with what is allowed on each. */
  channels: ReactNode;
  verdict: ReactNode;
};

export function Composer({ conversation, purpose, wouldSend, gate, channels, verdict }: ComposerProps) {
  const w = useWords(threadWords);
  const name = usePersonName()(conversation.person);
  const id = conversation.id;
  const cache = useQueryClient();
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const kind = useDraft(id, (draft) => draft.kind);
  const files = useDraft(id, (draft) => draft.files);
  const asksChoices = useDraft(id, (draft) => draft.kind === 'message' && draft.choices.length > 0);
  const begunAfter = useDraft(id, (draft) => draft.begunAfter);
  const ready = useDraft(id, isReady);
  const isNote = kind === 'note';
  const turn = (to: Draft['kind']) => {
    if (to === 'note') paused();
    changeDraft(id, { kind: to });
    area.current?.focus(); // now: what is typed next must not be taken for keys
  };
  const { writing, paused } = useTellPresence(id);
  useConversationKeys(id, { r: () => turn('message'), n: () => turn('note') });

  const window = useReplyWindow(conversation);
  const longest = window?.longest ?? undefined;
  const below = window?.link[purpose === 'service-conversation' ? 'reply' : 'start'] ?? '';
  const isTooLong = useIsTooLong(id, longest) && !isNote;
  const isClosed = !isNote && window?.state === 'closed';

  const { seen, may, forget } = useMasking();
  const submit = async (): Promise<void> => {
    if (!ready || isClosed || isTooLong) return;
    const text = textOf(draftOf(id)).trim();
    if (!(await may(text)) || textOf(draftOf(id)).trim() !== text) return; // changed meanwhile: it is asked for again
    const said = seen?.of === text ? seen.text : text; // what was masked does not even leave
    forget();
    const attachments = files.flatMap((file) => file.attachment ?? []);
    const after = cache.getQueryData(messagesQuery(id).queryKey)?.pages[0]?.items.at(-1)?.sequence ?? 0;
    // only then: a provider would be told that nobody writes, and a moment later have the words
    const onSent = (message: Message): void => {
      paused();
      putMessage(cache, id, message);
    };
    const choices = isNote ? [] : titlesOf(draftOf(id));
    send({ conversation: id, kind, text: said, purpose: isNote ? undefined : purpose, attachments, choices, after, onSent });
    changeDraft(id, { ...(isNote ? { note: '' } : { message: '', choices: [], begunAfter: undefined }), files: [] });
    area.current?.focus();
  };
  // only a message to the person is told as writing: a note is the team's own
  const type = (next: string): void => {
    if (seen) forget();
    if (isNote) return void changeDraft(id, { note: next });
    changeDraft(id, { message: next, begunAfter: next.trim() ? (begunAfter ?? conversation.lastSequence) : undefined });
    if (next.trim()) writing();
    else paused();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
    else if (event.key === 'Escape') area.current?.blur();
  };
  const take = (taken: FileList | null | undefined): void => attach(id, [...(taken ?? [])]);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const paste = (event: ClipboardEvent): void => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    take(event.clipboardData.files);
  };

  return (
    <section
      aria-label={w.writeAs}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className="border-t border-line bg-surface px-3 pt-0.5 pb-3 sm:px-5"
    >
      <Meanwhile conversation={conversation} begunAfter={isNote ? undefined : begunAfter} />
      <div
        className={`mx-auto max-w-3xl rounded-lg border transition-colors duration-100 focus-within:border-accent ${over ? 'border-accent bg-accent-soft' : isNote ? 'border-warn-line bg-warn-soft' : 'border-edge bg-raised'}`}
      >
        <div className="px-2 pt-2">
          <Tabs
            label={w.writeAs}
            value={kind}
            onChange={(to) => changeDraft(id, { kind: to as Draft['kind'] })}
            tabs={[
              { value: 'message', label: w.reply },
              { value: 'note', label: w.noteTab },
            ]}
            aside={isNote ? <span className="ml-auto px-1.5 text-xs text-muted">{w.noteHint}</span> : gate}
          >
            {!isNote && channels && <div className="px-1 pt-1.5">{channels}</div>}
            {!isNote && verdict && <div className="px-1 pt-2">{verdict}</div>}
            {!isNote && window && (
              <Suspense>
                <div className="px-1 pt-2 empty:hidden">
                  <WindowNotice conversation={conversation} purpose={purpose} window={window} />
                </div>
              </Suspense>
            )}
            {seen && (
              <WillMask
                seen={seen}
                isNote={isNote}
                onSend={() => void submit()}
                onEdit={() => {
                  forget();
                  area.current?.focus();
                }}
              />
            )}
            <WrittenText
              area={area}
              conversation={id}
              aria-label={isNote ? w.writeNote : w.replyTo(name)}
              placeholder={over ? w.dropHere : isNote ? w.writeNote : w.replyTo(name)}
              onType={type}
              onBlur={paused}
              onKeyDown={press}
              onPaste={paste}
            />
          </Tabs>
        </div>
        {asksChoices && (
          <Suspense>
            <Choices
              key={id}
              conversation={id}
              channel={conversation.inbox.channel}
              onLeave={() => area.current?.focus()}
              onSend={() => void submit()}
            />
          </Suspense>
        )}
        <DraftFiles conversation={id} files={files} />
        <div className="flex items-center gap-1 px-2 pb-2">
          {(isNote || !withoutFiles.has(conversation.inbox.channel)) && (
            <IconButton icon={Paperclip} label={w.attach} onClick={() => picker.current?.click()} />
          )}
          {!isNote && !asksChoices && (
            <IconButton
              icon={ListPlus}
              label={w.addChoices}
              onClick={() => {
                changeDraft(id, { choices: [''] });
                area.current?.focus(); // this button goes away: until the fields are there, keys are words of the reply
              }}
            />
          )}
          <input ref={picker} type="file" multiple hidden onChange={(event) => take(event.target.files)} />
          <span className="grow px-1 text-xs text-muted">
            {!isNote && <Used conversation={id} longest={longest} isSms={conversation.inbox.channel === 'sms'} below={below} />}
            {conversation.status === 'closed' && !isNote && w.closedHint}
          </span>
          <span className="mr-1 flex items-center gap-1 text-xs max-sm:hidden">
            <Kbd keys="Control Enter" />
          </span>
          <Button
            look={isNote || wouldSend ? 'solid' : 'plain'}
            size="sm"
            icon={isNote ? undefined : SendHorizontal}
            disabled={!ready || isClosed || isTooLong}
            onClick={() => void submit()}
          >
            {isNote ? w.addNote : w.send}
          </Button>
        </div>
      </div>
    </section>
  );
}

function isReady(draft: Draft): boolean {
  if (draft.files.some((file) => file.state !== 'ready')) return false;
  if (draft.kind === 'message' && draft.obeyed?.some((title) => titlesOf(draft).includes(title))) return false;
  return textOf(draft).trim() !== '';
}
