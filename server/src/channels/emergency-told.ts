// Privacy officers hear at once that somebody reads in an emergency. The mail names neither customer nor colleague: both stand on the page it leads to.
import { emergencyOpened } from '#access';
import { config } from '#kit/config';
import { listen } from '#kit/outbox';
import { emergencyWords } from './emergency-words.ts';
import { tellOfficer } from './officer.ts';

export const emergencyTold = listen(emergencyOpened, 'channels.emergency-told', (work, { entry, officer }) =>
  tellOfficer(work, 'channels.emergency-told', { entry, officer }, (language, name) =>
    emergencyWords(language, name, `${config.of(work).publicUrl}/emergencies`, entry),
  ),
);
