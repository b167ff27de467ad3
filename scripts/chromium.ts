// The browser of the tests: Debian's Chromium, driven by playwright-core, which brings none of its own. Its headless shell is the same engine
// without the frame around the pages, which nobody looks at in a test and which cost two fifths of the processor.
import fs from 'node:fs';
import { aptInstall } from './apt.ts';

const shell = '/usr/bin/chromium-headless-shell';
const places = [
  shell,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium (PARLEY_CHROMIUM first), its headless shell installed with apt when root finds none; else advice for the person. */
export function findChromium(): { path: string | undefined; advice: string } {
  const advice = 'install it (Debian: apt-get install chromium) or set PARLEY_CHROMIUM to the path of one';
  const given = process.env['PARLEY_CHROMIUM'];
  if (given) return { path: fs.existsSync(given) ? given : undefined, advice: `PARLEY_CHROMIUM names no file: ${given}` };
  const look = () => places.find((place) => fs.existsSync(place));
  if (look() !== shell && !aptInstall('chromium-headless-shell') && !look()) aptInstall('chromium'); // older systems have no shell
  return { path: look(), advice };
}
