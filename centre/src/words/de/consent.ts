// The second step of a yes, and what is asked where a statement or an age is needed.
import type { ConsentWords } from '../en/consent.ts';

export const consent: ConsentWords = {
  answer: {
    title: 'Ihre Antwort',
    statement: 'Wenn Sie zustimmen, sagen Sie dies und nur dies:',
    age: 'Wie alt sind Sie?',
    choose: 'Bitte wählen',
    ages: {
      'under-13': 'Jünger als 13',
      '13': '13',
      '14': '14',
      '15': '15',
      '16': '16',
      '17': '17',
      'of-age': '18 oder älter',
    },
    country: 'In welchem Land leben Sie?',
    elsewhere: 'Ein anderes Land',
    parent: 'E-Mail der Eltern, falls Sie ein Kind sind',
    parentWhy: 'Wir fragen sie, denn in diesem Alter zählt es nur, wenn sie zustimmen. Für anderes verwenden wir die Adresse nicht.',
    waitsSelf:
      'Fast fertig. Es muss noch bestätigt werden: von den genannten Eltern oder von Ihnen in einer Nachricht {channel}. Bis dahin gilt es als Nein, und nach 7 Tagen vergessen wir es.',
    answerIt: 'Lesen und antworten',
  },
  confirm: {
    title: 'Bitte bestätigen',
    ask: 'Stimmt das so?',
    askParent: 'Ein Kind bittet um Ihre Erlaubnis',
    said: 'Das wurde gesagt:',
    saidParent: 'Dem möchte das Kind zustimmen:',
    yes: 'Ja',
    no: 'Nein',
    given: 'Bestätigt. Es gilt ab jetzt. Sie können es sich jederzeit anders überlegen.',
    pending: 'Danke. Das Kind bestätigt es nun in einer eigenen Nachricht. Sie können es hier noch zurücknehmen.',
    over: 'Das ist nicht mehr offen: Es wurde beantwortet, zurückgenommen, oder die Zeit war um. Es geschieht nichts.',
    declined: 'Erledigt. Es gilt als Nein, und nichts geschieht.',
    free: 'Ein Nein ist so gut wie ein Ja. Wenn Sie nichts tun, geschieht nichts.',
    notice: 'Was mit den Daten geschieht',
  },
};
