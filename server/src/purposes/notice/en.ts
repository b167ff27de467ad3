// The privacy notice in English. Warm and plain on purpose (Art. 12(1)); the articles stand beside the sections, not in the sentences.
import { periodWords } from '@parley/contract/period';
import type { NoticeWords } from './words.ts';

const after = {
  collected: 'after we collected it',
  'last-contact': 'after the last message in the conversation',
  closing: 'after the conversation was closed',
  'end-of-contract': 'after your contract with us ends',
} as const;

export const en: NoticeWords = {
  short: (company, others) =>
    `${company} reads what you write here so that we can help you. ${others ? 'What else we do, and why, is in our full privacy notice; advertising only ever comes if you said yes.' : 'We use it for nothing else unless you say yes.'} You can see your data, take it along or ask us to erase it at any time.`,
  controller: {
    heading: 'Who we are',
    body: (company, country) =>
      `${company.name} is responsible for your data. You can reach us here:\n${company.name}\n${company.address}\n${country}\n${company.contactEmail ?? ''}`,
  },
  contact: {
    heading: 'Questions about your data',
    body: (officer, email) =>
      officer
        ? `Our data protection officer looks after your data and is glad to hear from you:\n${officer}`
        : `Just write to us at ${email}. A person reads it and answers.`,
  },
  purposes: {
    heading: 'What we use your data for',
    basis: {
      consent: 'We do this only if you agreed (Art. 6(1)(a) GDPR).',
      contract: 'We need this to do what you asked us for (Art. 6(1)(b) GDPR).',
      'legal-obligation': 'The law asks this of us (Art. 6(1)(c) GDPR).',
      'vital-interests': 'This protects somebody’s life or health (Art. 6(1)(d) GDPR).',
      'public-task': 'This is a task in the public interest that was given to us (Art. 6(1)(e) GDPR).',
      'legitimate-interests': 'We have a fair interest in this, and you can object (Art. 6(1)(f) GDPR).',
    },
    data: (categories) => `Data used: ${categories}.`,
    special: (categories) =>
      `It also uses special categories of data: ${categories}. That needs your explicit agreement (Art. 9(2)(a) GDPR).`,
  },
  noted: {
    heading: 'What our team notes about you',
    intro: 'Besides what you write, our team may note the following about you. We note it for nothing but the purpose beside it:',
    line: (name, purpose, kept) => `• ${name} (for “${purpose}”), kept for ${kept}.`,
    by: { person: 'You tell us this yourself.', company: 'Our team notes this without your telling us.' },
  },
  sources: {
    heading: 'What we did not get from you',
    short: 'Some of it is not from you: the full notice says where it came from.',
    intro: 'For these purposes we also use data that did not come from you. Here is where it came from:',
    named: {
      import: (name) => `taken over from another system: ${name}.`,
      'other-person': (name) => `told to us by somebody else: ${name}.`,
      'other-source': (name) => `from ${name}.`,
    },
    known: {
      company: 'noted by our own team.',
      provider: 'the service by which you write gives us the name in your profile there.',
      handover: 'another company, from which you had your data brought to us; it is what that company held about you.',
      representative: 'somebody who asked us for your rights in your name; it is what they told us of you.',
    },
    isPublic: { yes: 'Everybody has access to this source.', no: 'This source is not open to everybody.' },
    rest: 'Everything else on this page holds for these data as well. We tell you within a month, or with our first message to you if that comes sooner.',
  },
  interests: { heading: 'Where we act in our own interest' },
  recipients: {
    heading: 'Who else receives data',
    nobody:
      'Nobody else works with your data for us. If you write to us by email, the mail servers on the way carry the message, as with any email. We never sell your data.',
    nobodyBut:
      'Nobody else gets your data but the companies with which we decide together. They are named next. If you write to us by email, the mail servers on the way carry the message, as with any email. We never sell your data.',
    some: 'These companies help us. They may use your data only for us and as we tell them. We never sell your data.',
    alone: 'These companies decide for themselves how they use what they get. Their own notices say how.',
    one: (recipient, country) => `${recipient.name}, ${country}: ${recipient.service}`,
  },
  joint: {
    heading: 'Companies with which we decide together',
    body: (email) =>
      `With these companies we decide together how your data is used. We agreed in writing who does what. You can use your rights with us or with any of them, and we pass on what is theirs to do. We tell you what we agreed: write to ${email}.`,
  },
  transfers: {
    heading: 'Countries outside Europe',
    none: 'We pass your data to nobody outside the European Economic Area.',
    some: 'Some of those who help us work outside the European Economic Area. Your data stays protected:',
    safeguard: {
      adequacy: 'the European Commission has decided that data is well protected there',
      clauses: 'standard contract clauses of the European Commission bind them',
      'binding-rules': 'binding rules that a data protection authority approved apply to them',
      certification: 'an approved certificate with binding promises covers them',
      'explicit-consent': 'only if you agreed to exactly this after we told you about the risks',
    },
    copy: (email) => `If you would like a copy of these safeguards, write to ${email}.`,
  },
  periods: {
    heading: 'How long we keep it',
    intro: 'The clock starts on the day that we name here. After that the data is deleted, unless a law makes us keep it longer.',
    period: (period, starts) =>
      `${periodWords(period, { Y: ['year', 'years'], M: ['month', 'months'], D: ['day', 'days'] })} ${after[starts]}`,
  },
  rights: {
    heading: 'What you can ask for',
    body: (email) =>
      `You can ask us at any time to\n• show you your data and give you a copy,\n• correct what is wrong,\n• erase it,\n• stop using it while a question is being settled,\n• give it to you, or to somebody else, in a form that computers can read.\nYou can also object to how we use it; more on that in the next part. It costs you nothing. Use our privacy page or write to ${email}. We answer within a month.`,
  },
  objection: {
    heading: 'Your right to object',
    interests:
      'Where we act in our own interest you can object at any time, for reasons that lie in your situation. Then we stop, unless we can show you very strong reasons.',
    advertising: 'You can object to advertising at any time, without any reason. Then it stops.',
  },
  withdrawal: {
    heading: 'Taking back a yes',
    body: 'If you agreed to something, you can take that back at any time on our privacy page or with the link in each of these messages. It is as easy as saying yes was. What we did before stays lawful.',
  },
  complaint: {
    heading: 'If you are not happy with us',
    body: (authority) =>
      `Please tell us, so that we can put it right. You can also complain to a data protection authority at any time, where you live or work or here: ${authority}`,
  },
  duty: {
    heading: 'Do you have to tell us anything?',
    body: 'No, neither a law nor a contract makes you. But without your message we cannot help, and without a way to reach you we cannot answer.',
  },
  machines: {
    heading: 'No decisions by machines',
    body: 'No machine alone decides anything that matters for you, and we build no profile of you.',
    some: {
      heading: 'Decisions by machines',
      body: 'A machine alone decides the following with a significant effect for you. You may ask for a person to look at it, give your view and contest it.',
    },
  },
  categories: {
    all: 'everything we hold about you',
    Name: 'name',
    Contact: 'contact details',
    EmailAddress: 'email address',
    TelephoneNumber: 'telephone number',
    AccountIdentifier: 'customer account',
    Identifying: 'marks by which we know you again',
    Communication: 'what you write',
    EmailContent: 'emails with attachments',
    CommunicationsMetadata: 'when and how messages travelled',
    SocialMediaCommunication: 'messages from social networks',
    Language: 'language',
    IPAddress: 'internet address',
    UserAgent: 'kind of browser',
    Location: 'rough location',
    Preference: 'your choices',
    VoiceCommunicationRecording: 'recordings of calls',
    Authenticating: 'codes that prove it is you',
  },
  channels: {
    'web-chat': 'in the chat',
    email: 'by email',
    sms: 'by text message',
    whatsapp: 'on WhatsApp',
    messenger: 'on Messenger',
    instagram: 'on Instagram',
    telegram: 'by Telegram',
    viber: 'by Viber',
    line: 'by LINE',
    custom: 'by a channel of our own',
  },
};
