// The words of what recipients keep of somebody who was erased, and for how long (Art. 17(1), 19).
export const keeping = {
  keeps: {
    lead: '{channels}: ',
    carries: 'It carries a channel of yours, and may keep messages that went there before.',
    signed: 'As it was signed, in English:',
    asked: {
      messages: {
        first: {
          one: 'One message was emptied and deleted there by its interface.',
          other: '{count} messages were emptied and deleted there by its interface.',
        },
        after: 'From its own backups they are gone by {date}.',
        left: {
          one: 'One could not be deleted there within a week: we have to see to it. It keeps messages for 400 days.',
          other: '{count} could not be deleted there within a week: we have to see to them. It keeps messages for 400 days.',
        },
      },
      chat: {
        first: {
          one: 'One message was deleted there by its interface, for both sides.',
          other: '{count} messages were deleted there by its interface, for both sides.',
        },
        kept: {
          one: 'One its interface deletes no more, because it is too old or the chat is closed to it: it stays in the chat until you delete it there.',
          other:
            '{count} its interface deletes no more, because they are too old or the chat is closed to it: they stay in the chat until you delete them there.',
        },
        left: {
          one: 'One could not be deleted there within a week: we have to see to it.',
          other: '{count} could not be deleted there within a week: we have to see to them.',
        },
      },
      files: {
        first: { one: 'One file was deleted there by its interface.', other: '{count} files were deleted there by its interface.' },
        after:
          'Its interface deletes no words: by its own account it keeps those for 30 days at most, until {date}. What lies in your chat is yours.',
        left: {
          one: 'One file could not be deleted there within a week: we have to see to it.',
          other: '{count} files could not be deleted there within a week: we have to see to them.',
        },
      },
      redaction: {
        first: {
          one: 'One message was redacted there by its interface: words and numbers are gone from its records.',
          other: '{count} messages were redacted there by its interface: words and numbers are gone from its records.',
        },
        after: 'The logs of its servers cannot be redacted; by its own account they are kept for a few weeks.',
        kept: {
          one: 'One its interface does not know: nothing was redacted of it.',
          other: '{count} its interface does not know: nothing was redacted of them.',
        },
        left: {
          one: 'One could not be redacted there within a week: we have to see to it.',
          other: '{count} could not be redacted there within a week: we have to see to them.',
        },
      },
      mailbox: {
        first: {
          one: 'One mail was found in the folders of our mailbox there, and deleted.',
          other: '{count} mails were found in the folders of our mailbox there, and deleted.',
        },
        after: 'Backups of the mailbox are kept by whoever runs it: we have to ask for them.',
        missing: {
          one: 'One was looked for in every folder and found in none.',
          other: '{count} were looked for in every folder and found in none.',
        },
        elsewhere: {
          one: 'One was fetched from a mailbox that is no longer read, and was not found in this one: we have to see to it there.',
          other:
            '{count} were fetched from a mailbox that is no longer read, and were not found in this one: we have to see to them there.',
        },
        kept: {
          one: 'One without a name of its own could not be found again there: we have to see to it.',
          other: '{count} without names of their own could not be found again there: we have to see to them.',
        },
        left: {
          one: 'One could not be deleted there within a week: we have to see to it.',
          other: '{count} could not be deleted there within a week: we have to see to them.',
        },
      },
      nothing: {
        first: {
          one: 'Its interface deletes nothing: one message that it carried could not be taken back there.',
          other: 'Its interface deletes nothing: {count} messages that it carried could not be taken back there.',
        },
        after: 'What lies in your chat is yours, and you can delete it there.',
      },
      protocol: {
        first: {
          one: 'One message went by a protocol that can take nothing back (SMPP): we have to ask it to delete what it kept of it.',
          other: '{count} messages went by a protocol that can take nothing back (SMPP): we have to ask it to delete what it kept of them.',
        },
      },
    },
    published: {
      viber: 'Viber says that it keeps a message no longer than until it is delivered, and for two weeks when it cannot be.',
      line: 'LINE says that it keeps pictures and files for a certain time, and publishes no period for words.',
      'meta-pages':
        'Meta publishes no period for messages of Messenger and Instagram: by its privacy policy it decides case by case how long it needs them.',
      'meta-by-twilio': 'Meta says that it keeps messages of WhatsApp that Twilio hands it for 30 days at most.',
      relay:
        'It is the relay by which our mail leaves: what it keeps in its queue and its logs, and how long, whoever runs it has set. No period is published.',
      mailgun:
        'Mailgun says that it keeps mail for as long as we have set, for seven days at most, and what happened with it for three days at least.',
      sendgrid:
        'SendGrid says that it keeps the words of a mail until it is handed in, for three days at most, most of the rest for 37 days, and some events without words under a pseudonym for up to a year.',
      postmark:
        'Postmark says that it keeps mail, and what happened with it, for 45 days, or for as long as the account is set to, between 7 and 365 days.',
      ses: 'Amazon publishes no period for mail that SES takes in; it says that SNS tries to hand it in for an hour at most, and discards it then, unless a queue for what failed is attached.',
      fcm: 'Google says that it keeps a push that it cannot deliver for as long as it is told to, here for one day, and what it knows your device by until the app gives that up or is not used for 270 days, and for up to 180 days more.',
      apns: 'Apple says that it keeps a push that it cannot deliver until the time it is told, here for one day. It publishes no period for what it knows your device by.',
      'web-push':
        'It cannot read what is pushed, and by the protocol keeps it for as long as it is told to at most, here for one day. No period is published for the address of your browser.',
    },
  },
};
