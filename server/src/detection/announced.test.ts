// Passwords that are announced in the usual way do not rest, however many words they have and wherever a form or a mail puts them; a line about a password stays.
import { describe, expect, it } from 'vitest';
import { rest, restHtml } from './detection.ts';

describe('a password that is announced', () => {
  it.each([
    ['my password: correct horse battery staple', 'my password: [secret]'],
    ['Hi, my password: correct horse battery staple. Please look into it', 'Hi, my password: [secret]. Please look into it'],
    ['Mein WLAN-Passwort: Haus am See 7\nDanke, boris', 'Mein WLAN-Passwort: [secret]\nDanke, boris'],
    ['mot de passe : trois petits chats', 'mot de passe : [secret]'],
    ['mi contraseña: gato negro y luna', 'mi contraseña: [secret]'],
    ['login: ada / geheim99', 'login: ada / [secret]'],
    ['Login: ada@example.com | Tulips!ever, thanks', 'Login: ada@example.com | [secret], thanks'],
    ['curl -u ada:Secret99 https://example.com', 'curl -u ada:[secret] https://example.com'],
    ['curl -s --user "ada:Secret99" https://example.com', 'curl -s --user "ada:[secret]" https://example.com'],
    ['password:\n\nHunter22!', 'password:\n\n[secret]'],
    ['password:\r\nHunter22!\r\nbye', 'password:\r\n[secret]\r\nbye'],
    ['Password\tHunter22!\nUser\tada', 'Password\t[secret]\nUser\tada'],
    ['Password:\tHunter22!', 'Password:\t[secret]'],
  ])('%j rests as %j', (text, rested) => expect(rest(text)).toEqual({ text: rested, found: { password: 1 } }));

  it.each([
    '<p>password:</p><p>Hunter22!</p>',
    '<table><td>Password</td><td>Hunter22!</td></table>',
    '<table>\n<tr>\n<td><p>Password</p>\n</td>\n<td class="b">\n<p>Hunter22!</p></td></tr>\n<tr><td>Size</td><td>XL</td></tr></table>',
    '<div>my password: <b>correct</b> horse battery staple</div>',
  ])('in markup does not rest either: %j', (markup) => {
    const { html, found } = restHtml(markup);
    expect(found).toEqual({ password: 1 });
    expect(html).toContain('[secret]');
    expect(html).not.toMatch(/Hunter|horse|staple/);
  });
});

it.each([
  'password: how do I reset it?',
  'my password: not working since yesterday',
  'Problem with my password: page stays blank',
  'Passwort: immer noch gesperrt, bitte helfen',
  'Password: correct but refused by the app',
  'Password: at least eight characters and a digit',
  'Passwort: siehe letzte Mail',
  'mot de passe : toujours pas recu',
  'contraseña: la que tenia antes no va',
  'Password: thanks for sending it again',
  'Wifi: very slow in the evening',
  'Settings > Password > Change my details',
  'I have lost my password:\n\nKind regards\nAda',
  'About the password:\n\n2 days ago it worked',
  'Password\tlast changed in May',
  'login: Android 14 / iOS 17',
  'user: ada / carol',
  'curl -u ada:$PASSWORD https://example.com',
  'password: [secret]',
  'my password: [secret] and more',
])('nothing is masked in %j', (text) => expect(rest(text)).toEqual({ text, found: {} }));
