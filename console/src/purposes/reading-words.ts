// The words about how a notice reads.
import { words } from '#lib/language.ts';

export const readingWords = words(
  {
    title: 'How it reads',
    about:
      'Ease by the Flesch formula of the language: 100 is very easy, below 50 is hard for many (Art. 12(1)). A formula sees length only; read it aloud as well.',
    score: (score: number) => `${score} of 100`,
    firstLayer: 'Short form',
    fine: 'Every part reads easily enough.',
    hard: (count: number) => (count === 1 ? 'One part is hard to read' : `${count} parts are hard to read`),
    advice: 'Begin with the longest sentence: make two of it, and take shorter words.',
    previews: 'How people meet it',
    previewsAbout: 'The short form on each channel, in the language chosen above.',
    chat: 'In the chat',
    sms: 'Text message',
    segments: (segments: number, length: number) =>
      segments === 1 ? `one segment, ${length} places` : `${segments} segments, ${length} places`,
    voice: 'Spoken',
    poster: 'On a poster',
    posterNote: 'the short form opens with the code',
    seconds: (seconds: number) => `about ${seconds} seconds`,
  },
  {
    title: 'Wie es sich liest',
    about:
      'Lesbarkeit nach der Flesch-Formel der Sprache: 100 ist sehr leicht, unter 50 ist für viele schwer (Art. 12 Abs. 1). Eine Formel sieht nur Längen; lies es auch laut.',
    score: (score: number) => `${score} von 100`,
    firstLayer: 'Kurzform',
    fine: 'Jeder Teil liest sich leicht genug.',
    hard: (count: number) => (count === 1 ? 'Ein Teil ist schwer zu lesen' : `${count} Teile sind schwer zu lesen`),
    advice: 'Beginne mit dem längsten Satz: mach zwei daraus und nimm kürzere Wörter.',
    previews: 'Wie es den Leuten begegnet',
    previewsAbout: 'Die Kurzform auf jedem Weg, in der oben gewählten Sprache.',
    chat: 'Im Chat',
    sms: 'SMS',
    segments: (segments: number, length: number) =>
      segments === 1 ? `ein Segment, ${length} Stellen` : `${segments} Segmente, ${length} Stellen`,
    voice: 'Gesprochen',
    poster: 'Auf einem Plakat',
    posterNote: 'die Kurzform öffnet sich mit dem Code',
    seconds: (seconds: number) => `etwa ${seconds} Sekunden`,
  },
);
