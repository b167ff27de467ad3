// Whether people on a channel are told that their words were read: off, until somebody says why it should not be (Art. 25(2)). Only a channel that is there can be asked.
import { useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { useWords, words } from '#lib/language.ts';
import { Field, SelectField } from '#ui/field.tsx';

const tellReadWords = words(
  {
    label: 'Tell people that their messages were read',
    no: 'No',
    yes: 'Yes',
    hint: 'It also tells the provider when your people work. On WhatsApp, that somebody writes is shown only together with this.',
    reason: 'Why people are told',
    reasonHint: 'A step towards less privacy: the reason stands under Settings, where it can be taken back.',
  },
  {
    label: 'Menschen sagen, dass ihre Nachrichten gelesen wurden',
    no: 'Nein',
    yes: 'Ja',
    hint: 'Es sagt auch dem Anbieter, wann eure Leute arbeiten. Auf WhatsApp ist nur zusammen damit zu sehen, dass jemand schreibt.',
    reason: 'Warum es gesagt wird',
    reasonHint: 'Ein Schritt zu weniger Datenschutz: Die Begründung steht unter Einstellungen und lässt sich dort zurücknehmen.',
  },
);

export function TellRead({ isOn, error }: { isOn: boolean; error: unknown }) {
  const w = useWords(tellReadWords);
  const [wish, setWish] = useState(isOn ? 'yes' : 'no');
  return (
    <>
      <SelectField
        label={w.label}
        name="tellsRead"
        value={wish}
        onChange={(event) => setWish(event.target.value)}
        choices={[
          { value: 'no', label: w.no },
          { value: 'yes', label: w.yes },
        ]}
        hint={w.hint}
        error={fieldError(error, 'settings/tellsRead')}
      />
      {wish === 'yes' && !isOn && (
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
