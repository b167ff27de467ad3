import { expect, test, vi } from 'vitest';
import { openApi, type Tell } from './api.ts';
import type { Chat } from './chat.ts';
import * as developer from './developer.ts';

function open() {
  const done: unknown[] = [];
  let tell: Tell = () => {};
  const chat: Chat = {
    open: () => void done.push('open'),
    close: () => void done.push('close'),
    isOpen: () => false,
    identify: (identity) => void done.push(['identify', identity]),
    forget: () => void done.push('forget'),
    language: 'en',
  };
  const api = openApi((given) => {
    tell = given;
    return chat;
  });
  return { api, chat, done, tell };
}

test('calls written down are carried out in order, and one that fails stops no other', () => {
  const said = vi.spyOn(developer, 'tellDeveloper').mockImplementation(() => {});
  const { api, done } = open();
  api.push(['identify', 'signed'], ['constructor'], 'nonsense', ['open'], ['close']);
  expect(done).toEqual([['identify', 'signed'], 'open', 'close']);
  expect(said).toHaveBeenCalledTimes(1);
});

test('the page hears how many, until it stops listening; a fault of its own does not reach the chat', () => {
  vi.spyOn(developer, 'tellDeveloper').mockImplementation(() => {});
  const { api, tell } = open();
  const heard: unknown[] = [];
  api.on('message', () => {
    throw new Error('of the page');
  });
  const stop = api.on('message', (told) => heard.push(told));
  tell('message', 2);
  tell('unread', 2);
  stop();
  tell('message', 1);
  expect(heard).toEqual([{ count: 2 }]);
});

test('the language can be read and changed', () => {
  const { api, chat } = open();
  api.language = 'fr';
  expect([api.language, chat.language]).toEqual(['fr', 'fr']);
});
