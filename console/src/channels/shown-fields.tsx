// Whether people on a channel see that somebody writes, and are told that their words were read: off, until somebody says why it should not be (Art. 25(2)). Only a channel that is there can be asked.
import { useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { useWords, words } from '#lib/language.ts';
import { Field, SelectField } from '#ui/field.tsx';
import type { Channel } from './channels-page.tsx';

const toggles = ['showsTyping', 'tellsRead'] as const;
type Toggle = (typeof toggles)[number];
const has: Partial<Record<Channel['inbox']['channel'], readonly Toggle[]>> = {
  ...{ whatsapp: toggles, messenger: toggles, instagram: toggles, line: toggles },
  telegram: ['showsTyping'],
};

const shownWords = words(
  {
    showsTyping: 'Show people that somebody writes to them',
    tellsRead: 'Tell people that their messages were read',
    no: 'No',
    yes: 'Yes',
    hint: 'It also tells the messenger when your people work.',
    together:
      'It also tells the messenger when your people work. WhatsApp shows it only where people are told as well that their messages were read.',
    reason: 'Why it is switched on',
    reasonHint: 'A step towards less privacy: the reason stands under Settings, where it can be taken back.',
  },
  {
    showsTyping: 'Menschen zeigen, dass ihnen jemand schreibt',
    tellsRead: 'Menschen sagen, dass ihre Nachrichten gelesen wurden',
    no: 'Nein',
    yes: 'Ja',
    hint: 'Es sagt auch dem Messenger, wann eure Leute arbeiten.',
    together:
      'Es sagt auch dem Messenger, wann eure Leute arbeiten. WhatsApp zeigt es nur, wo auch gesagt wird, dass Nachrichten gelesen wurden.',
    reason: 'Warum es eingeschaltet wird',
    reasonHint: 'Ein Schritt zu weniger Datenschutz: Die Begründung steht unter Einstellungen und lässt sich dort zurücknehmen.',
  },
);

export function ShownFields({ channel, error }: { channel: Channel; error: unknown }) {
  const w = useWords(shownWords);
  const known = (toggle: Toggle): boolean => channel.settings[toggle] === true;
  const [on, setOn] = useState<readonly Toggle[]>(toggles.filter(known));
  return (
    <>
      {has[channel.inbox.channel]?.map((toggle) => (
        <SelectField
          key={toggle}
          label={w[toggle]}
          name={toggle}
          value={on.includes(toggle) ? 'yes' : 'no'}
          onChange={(event) => setOn([...on.filter((each) => each !== toggle), ...(event.target.value === 'yes' ? [toggle] : [])])}
          choices={[
            { value: 'no', label: w.no },
            { value: 'yes', label: w.yes },
          ]}
          hint={toggle === 'showsTyping' && channel.inbox.channel === 'whatsapp' ? w.together : w.hint}
          error={fieldError(error, `settings/${toggle}`)}
        />
      ))}
      {on.some((toggle) => !known(toggle)) && (
        <Field
          required
          label={w.reason}
          name="reason"
          maxLength={500}
          autoComplete="off"
          hint={w.reasonHint}
          error={fieldError(error, 'reason')}
        />
      )}
    </>
  );
}

/** What the form says of it, in the server's shape; nothing where it was not asked. */
export const shownOf = (form: FormData): Record<string, boolean> =>
  Object.fromEntries(toggles.filter((each) => form.has(each)).map((each) => [each, form.get(each) === 'yes']));
