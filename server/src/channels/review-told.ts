// Whoever decides who keeps what hears by mail that a review waits for them. The letter names nobody: names stand on the page it leads to.
import { reviewWaits } from '#access';
import { config } from '#kit/config';
import { listen } from '#kit/outbox';
import { tellOfficer } from './officer.ts';
import { reviewWords } from './review-words.ts';

export const reviewTold = listen(reviewWaits, 'channels.review-told', (work, { entry, officer }) =>
  tellOfficer(work, 'channels.review-told', { entry, officer }, (language, name) =>
    reviewWords(language, name, `${config.of(work).publicUrl}/reviews`),
  ),
);
