// The browser of the tests: Debian's chromium, driven by playwright-core, which brings none of its own.
import fs from 'node:fs';
import { aptInstall } from './apt.ts';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium (PARLEY_CHROMIUM first), installed with apt when root finds none; else advice for the person. */
export function findChromium(): { path: string | undefined; advice: string } {
  const advice = 'install it (Debian: apt-get install chromium) or set PARLEY_CHROMIUM to the path of one';
  const given = process.env['PARLEY_CHROMIUM'];
  if (given) return { path: fs.existsSync(given) ? given : undefined, advice: `PARLEY_CHROMIUM names no file: ${given}` };
  const look = () => places.find((place) => fs.existsSync(place));
  const found = look() ?? (aptInstall('chromium') ? look() : undefined);
  return { path: found, advice };
}
