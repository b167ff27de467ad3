// A message on its way, or one that did not leave. A refusal by the gate stands here with its article; the words are never lost.
import { CircleAlert, Clock } from 'lucide-react';
import { errorWords, refusalOf } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Refusal } from '#ui/refusal.tsx';
import { changeDraft, choicesJoined, draftOf } from './drafts.ts';
import { bubbleClass } from './message.tsx';
import { Offered } from './offered.tsx';
import { discard, type Outgoing, sendAgain } from './outbox.ts';
import { threadWords } from './words.ts';

export function OutgoingItem({ outgoing }: { outgoing: Outgoing }) {
  const w = useWords(threadWords);
  const refusal = refusalOf(outgoing.error);
  const note = outgoing.kind === 'note';
  return (
    <div className={`flex flex-col items-end pt-4 ${note ? '' : '@5xl:pr-80'}`}>
      <div
        className={`${note ? 'w-full max-w-md self-center rounded-md border border-l-4 border-dashed border-warn-line bg-warn-soft px-4 py-3 whitespace-pre-wrap @5xl:w-72 @5xl:self-end' : `${bubbleClass(true)} max-w-[85%]!`} ${outgoing.state === 'sending' ? 'opacity-70' : ''}`}
      >
        {outgoing.text}
      </div>
      <Offered titles={outgoing.choices} />
      {outgoing.state === 'sending' && (
        <p role="status" className="mt-1 flex items-center gap-1.5 px-1 text-xs text-muted">
          <Clock aria-hidden className="size-3.5 animate-breathe" strokeWidth={2} /> {w.notYet}
        </p>
      )}
      {outgoing.state !== 'sending' && (
        <div className="mt-2 w-full max-w-[85%]">
          {refusal ? (
            <Refusal alert title={w.notSent} verdict={refusal} />
          ) : (
            <p role="alert" className="flex items-center justify-end gap-1.5 text-sm text-bad">
              <CircleAlert aria-hidden className="size-4 shrink-0" strokeWidth={2} /> {w.notSent}: {errorWords(outgoing.error)}
            </p>
          )}
          <div className="mt-2 flex justify-end gap-1.5">
            <Button size="sm" look="quiet" onClick={() => discard(outgoing.key)}>
              {w.discard}
            </Button>
            <Button size="sm" look="quiet" onClick={() => takeBack(outgoing)}>
              {w.editAgain}
            </Button>
            <Button size="sm" onClick={() => sendAgain(outgoing)}>
              {w.again}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

function takeBack({ conversation, key, kind, text, attachments, choices }: Outgoing): void {
  const draft = draftOf(conversation);
  const joined = (kept: string) => (kept.trim() ? `${text}\n\n${kept}` : text);
  const files = attachments.map((attachment) => ({ key: attachment.id, file: attachment, state: 'ready' as const, attachment }));
  const words = kind === 'note' ? { note: joined(draft.note) } : { message: joined(draft.message) };
  const offered = choices.length > 0 && { choices: choicesJoined(choices, draft) };
  changeDraft(conversation, { kind, ...words, files: [...draft.files, ...files], ...offered });
  discard(key);
  document.querySelector<HTMLTextAreaElement>('[data-composer]')?.focus();
}
