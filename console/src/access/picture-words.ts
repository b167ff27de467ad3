// The words of logo, photo and the look that customers see.
import { problemCode } from '#lib/client.ts';
import { words, wordsNow } from '#lib/language.ts';

export const pictureWords = words(
  {
    logo: 'Logo',
    logoHint: 'PNG, JPEG or WebP, at most 512 kB and 2000 pixels a side. It should stand on light and on dark.',
    noLogo: 'No logo. Customers see your name.',
    onLight: 'On light',
    onDark: 'On dark',
    choose: 'Choose a picture',
    replace: 'Replace',
    remove: 'Remove',
    savedLogo: 'Logo saved.',
    removedLogo: 'Logo removed.',
    tooLarge: 'This picture is too large: at most 512 kB and 2000 pixels a side.',
    notAPicture: 'This is not a PNG, JPEG or WebP picture.',
    preview: 'How customers see it',
    light: 'Light',
    dark: 'Dark',
    hello: 'Hello! How can we help?',
    question: 'Does this lamp fit outside?',
    yourData: 'My data and choices',
    send: 'Send',
    asChosen: (ratio: string) => `used as chosen, contrast ${ratio}`,
    adapted: (colour: string, ratio: string) => `made readable as ${colour}, contrast ${ratio}`,
    photo: 'Photo',
    photoHint: 'Cut to a small square on this device before it is sent, so that the place and time of the picture never leave it.',
    cropTitle: 'Cut your photo',
    cropAbout: 'This square is sent, and nothing else of the picture.',
    cropAcross: 'Move across',
    cropDown: 'Move up and down',
    save: 'Save photo',
    cancel: 'Cancel',
    savedPhoto: 'Photo saved.',
    removedPhoto: 'Photo removed.',
  },
  {
    logo: 'Logo',
    logoHint: 'PNG, JPEG oder WebP, höchstens 512 kB und 2000 Pixel je Seite. Es soll auf Hell und auf Dunkel stehen können.',
    noLogo: 'Kein Logo. Kunden sehen euren Namen.',
    onLight: 'Auf Hell',
    onDark: 'Auf Dunkel',
    choose: 'Bild wählen',
    replace: 'Ersetzen',
    remove: 'Entfernen',
    savedLogo: 'Logo gespeichert.',
    removedLogo: 'Logo entfernt.',
    tooLarge: 'Dieses Bild ist zu groß: höchstens 512 kB und 2000 Pixel je Seite.',
    notAPicture: 'Das ist kein Bild in PNG, JPEG oder WebP.',
    preview: 'Wie Kunden es sehen',
    light: 'Hell',
    dark: 'Dunkel',
    hello: 'Hallo! Wie können wir helfen?',
    question: 'Ist diese Lampe für draußen?',
    yourData: 'Meine Daten und Entscheidungen',
    send: 'Senden',
    asChosen: (ratio: string) => `wie gewählt, Kontrast ${ratio}`,
    adapted: (colour: string, ratio: string) => `lesbar gemacht als ${colour}, Kontrast ${ratio}`,
    photo: 'Foto',
    photoHint:
      'Wird auf diesem Gerät zu einem kleinen Quadrat geschnitten, bevor es gesendet wird: Ort und Zeit der Aufnahme verlassen es nie.',
    cropTitle: 'Foto zuschneiden',
    cropAbout: 'Dieses Quadrat wird gesendet, sonst nichts vom Bild.',
    cropAcross: 'Seitlich verschieben',
    cropDown: 'Auf und ab verschieben',
    save: 'Foto speichern',
    cancel: 'Abbrechen',
    savedPhoto: 'Foto gespeichert.',
    removedPhoto: 'Foto entfernt.',
  },
);

/** Why a picture was refused, in the language of the page; undefined for any other error. */
export function pictureRefusal(error: unknown): string | undefined {
  const w = wordsNow(pictureWords);
  return { 'too-large': w.tooLarge, 'unsupported-media': w.notAPicture }[problemCode(error) ?? ''];
}
