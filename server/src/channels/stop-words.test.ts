import { isUnmistakable, stopLanguages, wishIn, wishOnButton } from '@parley/contract/stop-words';
import { describe, expect, it } from 'vitest';
import { answerIn, answers } from './stop-answers.ts';

describe('a word that ends messages', () => {
  it('is known in every language of the European Union', () => {
    const official = 'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv'.split(' ');
    expect([...stopLanguages].sort()).toEqual(official);
    for (const each of Object.values(answers)) expect(Object.keys(each).sort()).toEqual(official);
  });
  it('is answered in each of them with the word that takes it back, and help with one that ends messages where people talk too', () => {
    const facts = { company: 'lantern & {privacy}', contact: 'hello@example.com', privacy: 'https://example.com' };
    const named = (text: string) => text.match(/(?<!\p{L})\p{Lu}{3,}(?!\p{L})/gu) ?? [];
    for (const language of stopLanguages) {
      const [stopped, , helped] = (['stop', 'start', 'help'] as const).map((wish) => answerIn(wish, [undefined, language, 'de'], facts));
      expect([language, named(stopped ?? '').map((word) => wishIn(word)?.wish)]).toEqual([language, ['start']]);
      expect([language, named(helped ?? '').map((word) => isUnmistakable(word) && wishIn(word)?.wish)]).toEqual([language, ['stop']]);
      expect(helped).toMatch(/lantern & \{privacy\}.*hello@example\.com.*https:\/\/example\.com /);
    }
    expect(answerIn('start', ['tlh'], facts)).toMatch(/^lantern & \{privacy\}: We write to you here again/);
  });
  it.each([
    'STOP',
    'stop',
    ' Stop. ',
    'STOP!!!',
    '"stop"',
    'Opt-Out',
    'STOPALL',
    'ARRET',
    'arre\u0302t',
    '¡Baja!',
    'СТОП!',
    'ΤΕΛΟΣ',
    'LOPETA',
    'ALLJ',
  ])('%s', (text) => expect(wishIn(text)?.wish).toBe('stop'));
  // as people of each country write it, not as our list has it
  const inEach = {
    ...{ bg: 'Отписване', cs: 'Zrušit', da: 'Afmeld', de: 'ABMELDEN', el: 'Διαγραφή', en: 'Unsubscribe', es: 'Detener', et: 'Lõpeta' },
    ...{ fi: 'Peruuta', fr: 'Arrêt', ga: 'Díliostáil', hr: 'Otkaži', hu: 'Leiratkozás', it: 'Annulla', lt: 'Atsisakyti', lv: 'Pārtraukt' },
    ...{
      mt: 'Ikkanċella',
      nl: 'Uitschrijven',
      pl: 'Rezygnuję',
      pt: 'Cancelar',
      ro: 'Dezabonare',
      sk: 'Odhlásiť',
      sl: 'Prekliči',
      sv: 'Avsluta',
    },
  };
  it.each(Object.entries(inEach))('in %s: %s, also in capitals, without accents and with a full stop', (_, word) => {
    const bare = word.normalize('NFD').replace(/\p{M}/gu, '');
    for (const text of [word, word.toUpperCase(), bare, `${word.toLowerCase()}.`])
      expect([text, wishIn(text)?.wish]).toEqual([text, 'stop']);
  });
  it('is tried in each of those languages', () => expect(Object.keys(inEach).sort()).toEqual([...stopLanguages].sort()));
  it.each(['please stop', 'stop the lamp from flickering', 'nonstop', 'Stopping', '', '!', 'do not cancel', `stop${' '.repeat(80)}`])(
    'is not: %j',
    (text) => expect(wishIn(text)).toBeUndefined(),
  );
  it('tells its language where it belongs to one alone', () => {
    expect(wishIn('Odjava')).toEqual({ wish: 'stop', language: undefined }); // Croatian and Slovene alike
    expect(wishIn('Abbestellen')).toEqual({ wish: 'stop', language: 'de' });
    expect(wishIn('STOP')).toEqual({ wish: 'stop', language: undefined });
    expect(wishIn('désabonner')).toEqual({ wish: 'stop', language: 'fr' });
  });
  it.each([
    ['Seis', 'fi'],
    ['Peru', 'fi'],
    ['Stad', 'ga'],
    ['kraj', 'hr'],
    ['Alto', 'es'],
  ])('%s counts in its own language alone, since it says something else in others', (text, language) => {
    expect(wishIn(text)).toMatchObject({ wish: 'stop', onlyIn: language });
  });
  it('is unmistakable where nobody would answer a question with it, and known as such only if it is obeyed at all', () => {
    const plainly = ['STOP!', 'Stopp', 'unsubscribe', 'Abmelden', 'Désabonner', 'Odjava', 'DEZABONARE', 'UNSTOP'];
    expect(plainly.filter((word) => !isUnmistakable(word) || !wishIn(word))).toEqual([]);
    const answers = [
      'Cancel',
      'End',
      'quit',
      'Ende',
      'Beenden',
      'Widerruf',
      'basta',
      'koniec',
      'Baja',
      'info',
      'Hilfe',
      'Start',
      'Anmelden',
      '',
    ];
    expect(answers.filter(isUnmistakable)).toEqual([]);
  });
  it('takes no yes for a wish to hear again', () => expect(wishIn('Yes')).toBeUndefined());
  it('on a button is told before it is offered, unless STOP is meant as such', () => {
    const ends = ['Cancel', 'End', 'Beenden', ' stop! ', 'Ende', 'Annuler'].map(wishOnButton);
    expect(ends).toEqual(['stop', 'stop', 'stop', 'stop', 'stop', undefined]);
    expect(['Start', 'Anmelden', 'Info', 'Hilfe', 'Help'].map(wishOnButton)).toEqual(['start', 'start', 'help', 'help', 'help']);
    expect(['STOP', 'Cancel order', 'Peru', 'Kraj', 'Keep'].map(wishOnButton)).toEqual(Array(5).fill(undefined));
    expect(wishOnButton('Alto')).toBe('stop');
  });
  it('has its way back and its question', () => {
    expect([wishIn('Start'), wishIn('UNSTOP'), wishIn('Fortsetzen')].map((word) => word?.wish)).toEqual(['start', 'start', 'start']);
    expect([wishIn('Hilfe'), wishIn('HELP?'), wishIn('info'), wishIn('Għajnuna'), wishIn('pomoc')].map((word) => word?.wish)).toEqual(
      Array(5).fill('help'),
    );
  });
});
