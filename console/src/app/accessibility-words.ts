// The words of the accessibility statement. Every sentence here must be true: what a test does not check is named as weak.
import { words } from '#lib/language.ts';

export const accessibilityWords = words(
  {
    title: 'Accessibility',
    about: 'How usable Parley’s pages for staff are for people with disabilities, and what is still weak.',
    parts: 'See every part',
    aim: 'What we aim for',
    aimText:
      'WCAG 2.2 at level AA, which is what EN 301 549 asks for. We think these pages meet it in large part; nobody outside has audited them yet.',
    checked: 'What tests check on every page',
    checkedAxe: 'The rules of axe find nothing, in light and in dark.',
    checkedKeys:
      'Everything that can be reached by Tab shows its focus; there is one main region, one heading of the page and a way to skip to it.',
    checkedZoom: 'Nothing has to be scrolled sideways at 200 % zoom and at a width of 320 pixels.',
    checkedTargets: 'Targets are at least 24 by 24 pixels or have room around them.',
    checkedShift: 'Nothing jumps while a page loads.',
    helps: 'What helps',
    helpsKeys: 'The whole work can be done by keyboard; press ? for all keys and Ctrl K to go anywhere.',
    helpsSingle: 'Single-key shortcuts can be turned off for those who dictate.',
    helpsTheme: 'Light, dark, or as your system says; colour never speaks alone.',
    helpsMotion: 'Whoever asks the system for less motion gets almost none.',
    helpsLive: 'New messages and results are told to screen readers.',
    weak: 'What is weak or not known',
    weakReaders:
      'The pages were checked by tests in Chromium; they have not been tried systematically with NVDA, JAWS, VoiceOver or TalkBack.',
    weakPeople: 'No people with disabilities have tested them for us yet.',
    weakMail: 'Mails and files from customers are shown as they came; their own pictures and layout may lack descriptions and contrast.',
    weakFiles: 'Long lists show a part at a time, so that a search by the browser finds only what is loaded.',
    tell: 'Tell us',
    tellText:
      'Something does not work for you? Tell whoever runs Parley in your company; they know whom to write to. Say the page and what you use.',
  },
  {
    title: 'Barrierefreiheit',
    about: 'Wie gut Menschen mit Behinderungen Parleys Seiten für das Team nutzen können und was noch schwach ist.',
    parts: 'Alle Bausteine sehen',
    aim: 'Was wir anstreben',
    aimText:
      'WCAG 2.2 auf Stufe AA, wie es EN 301 549 verlangt. Nach unserer Einschätzung erfüllen die Seiten das zum großen Teil; von außen geprüft hat sie noch niemand.',
    checked: 'Was Tests auf jeder Seite prüfen',
    checkedAxe: 'Die Regeln von axe finden nichts, hell wie dunkel.',
    checkedKeys:
      'Alles, was per Tab erreichbar ist, zeigt seinen Fokus; es gibt einen Hauptbereich, eine Überschrift der Seite und einen Sprung dorthin.',
    checkedZoom: 'Bei 200 % Zoom und bei 320 Pixeln Breite muss nichts seitlich gescrollt werden.',
    checkedTargets: 'Ziele sind mindestens 24 mal 24 Pixel groß oder haben Platz um sich.',
    checkedShift: 'Beim Laden einer Seite springt nichts.',
    helps: 'Was hilft',
    helpsKeys: 'Die ganze Arbeit geht per Tastatur; ? zeigt alle Tasten, Strg K führt überallhin.',
    helpsSingle: 'Kürzel aus einer Taste lassen sich ausschalten, wenn man diktiert.',
    helpsTheme: 'Hell, dunkel oder wie das System; Farbe spricht nie allein.',
    helpsMotion: 'Wer das System um weniger Bewegung bittet, bekommt fast keine.',
    helpsLive: 'Neue Nachrichten und Ergebnisse werden Screenreadern gesagt.',
    weak: 'Was schwach oder nicht bekannt ist',
    weakReaders: 'Geprüft wurde mit Tests in Chromium, nicht planmäßig mit NVDA, JAWS, VoiceOver oder TalkBack.',
    weakPeople: 'Menschen mit Behinderungen haben die Seiten noch nicht für uns erprobt.',
    weakMail:
      'Mails und Dateien von Kunden erscheinen, wie sie kamen; ihren Bildern und ihrem Aufbau können Beschreibung und Kontrast fehlen.',
    weakFiles: 'Lange Listen zeigen nur einen Teil, sodass die Suche des Browsers nur Geladenes findet.',
    tell: 'Sag es uns',
    tellText:
      'Etwas geht für dich nicht? Sag es denen, die Parley bei euch betreiben; sie wissen, wohin. Nenne die Seite und womit du arbeitest.',
  },
);
