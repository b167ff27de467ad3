// The field of the composer.
import type { RefObject, TextareaHTMLAttributes } from 'react';
import { textOf, useDraft } from './drafts.ts';

type WrittenProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange' | 'className'> & {
  area: RefObject<HTMLTextAreaElement | null>;
  conversation: string;
  onType: (text: string) => void;
};

/** The field alone watches the text: a key draws nothing else. */
export function WrittenText({ area, conversation, onType, ...rest }: WrittenProps) {
  return (
    <textarea
      ref={area}
      data-composer
      rows={3}
      {...rest}
      value={useDraft(conversation, textOf)}
      onChange={(event) => onType(event.target.value)}
      className="field-sizing-content max-h-72 min-h-20 w-full max-sm:min-h-14 resize-none bg-transparent px-1.5 py-2 text-md leading-relaxed outline-none"
    />
  );
}
