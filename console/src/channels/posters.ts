// Those who post mail and whose API takes the address of the webhook, by the names under which people know them.
export const posters = { mailgun: 'Mailgun', sendgrid: 'SendGrid', postmark: 'Postmark' } as const;

export const isSettable = (poster: unknown): poster is keyof typeof posters => typeof poster === 'string' && Object.hasOwn(posters, poster);
