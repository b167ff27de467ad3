// The second step of a yes, and what is asked where a statement or an age is needed.
export const consent = {
  answer: {
    title: 'Your answer',
    statement: 'If you agree, you say this, and only this:',
    age: 'How old are you?',
    choose: 'Please choose',
    ages: {
      'under-13': 'Younger than 13',
      '13': '13',
      '14': '14',
      '15': '15',
      '16': '16',
      '17': '17',
      'of-age': '18 or older',
    },
    country: 'In which country do you live?',
    elsewhere: 'Another country',
    parent: 'Email of a parent or guardian, if you are a child',
    parentWhy: 'We ask them, because at that age it counts only if they agree. We use the address for nothing else.',
    waitsSelf:
      'Almost done. It still has to be confirmed: by the parent you named, or by you in a message {channel}. Until then it counts as no, and after 7 days we forget it.',
    answerIt: 'Read and answer',
  },
  confirm: {
    title: 'Please confirm',
    ask: 'Is this right?',
    askParent: 'A child asks for your permission',
    said: 'What was said:',
    saidParent: 'The child would like to agree to this:',
    yes: 'Yes',
    no: 'No',
    given: 'Confirmed. It counts from now on. You can change your mind at any time.',
    pending: 'Thank you. The child confirms it now, in a message of their own. You can still take it back here.',
    over: 'This is not open any more: it was answered, taken back, or the time was over. Nothing happens.',
    declined: 'Done. It counts as no, and nothing happens.',
    free: 'No is as good as yes. If you do nothing, nothing happens.',
    notice: 'What happens with the data',
  },
};

export type ConsentWords = typeof consent;
