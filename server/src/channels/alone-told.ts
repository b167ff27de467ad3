// Privacy officers hear at once when somebody did alone what shows them customers, or makes somebody an officer: it must not happen in silence.
import { doneAlone } from '#access';
import { config } from '#kit/config';
import { listen } from '#kit/outbox';
import { aloneWords } from './alone-words.ts';
import { tellOfficer } from './officer.ts';

export const aloneTold = listen(doneAlone, 'channels.alone-told', (work, { entry, officer, what }) =>
  tellOfficer(work, 'channels.alone-told', { entry, officer }, (language, name) =>
    aloneWords(language, name, what, `${config.of(work).publicUrl}/emergencies`, entry),
  ),
);
