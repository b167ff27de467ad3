// What each purpose is, in English, for the person it concerns: short, friendly, no law.
import type { PurposeTexts } from '../types.ts';

export const en: Readonly<Record<string, PurposeTexts>> = {
  'service-conversation': {
    name: 'Answering you',
    description: 'We read what you write to us and answer. We keep the conversation so that you need not explain everything twice.',
  },
  'service-messages': {
    name: 'News about your order or request',
    description: 'We tell you what you need to know about something you asked us for, such as an order, a booking or a repair.',
  },
  'identity-verification': {
    name: 'Making sure it is really you',
    description: 'We send you a code before we show, change or delete anything of yours, so that nobody else can do it in your name.',
  },
  'rights-fulfilment': {
    name: 'Looking after your rights',
    description: 'When you ask for your data, correct it, take it along or have it erased, we do that and can show later that we did.',
  },
  'satisfaction-survey': {
    name: 'Asking how we did',
    description: 'After a conversation we may ask you in one short question whether we helped you well.',
    interest: 'We would like to know where we help well and where we must get better.',
  },
  marketing: {
    name: 'News and offers',
    description: 'We tell you about new things and offers that may be of interest to you, only where you said yes.',
    choice: 'Yes, please send me news and offers {channel}. I can change my mind at any time.',
  },
  analytics: {
    name: 'Learning from visits',
    description: 'We look at how our chat is used, such as where it was opened and how long it took, to make it better.',
    choice: 'Yes, you may look at how I use {channel} to make it better. I can change my mind at any time.',
  },
  recording: {
    name: 'Recording calls',
    description: 'We record a call so that we can listen to it again, for example when something was agreed.',
    choice: 'Yes, you may record this call. I can change my mind at any time.',
  },
  'staff-administration': {
    name: 'Accounts of colleagues',
    description: 'We keep name and email address of everyone who works with Parley, so that they can sign in and it is clear who did what.',
  },
};
