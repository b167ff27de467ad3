// What a poster says, in each language that its store offers; the preview of a notice shows it as well.

type PosterWords = {
  readonly ask: string;
  readonly how: string;
  readonly data: string;
  readonly picture: string;
  readonly title: string;
};

export const posterWords: Readonly<Record<'en' | 'de' | 'fr' | 'es', PosterWords>> = {
  en: {
    ask: 'Ask us here',
    how: 'Scan the code with your phone and write to us. You need no app and no account.',
    data: 'On the same page you read what we do with your data, and take back what you agreed to.',
    picture: 'QR code that leads to {url}',
    title: 'Poster for {store}',
  },
  de: {
    ask: 'Fragen Sie uns hier',
    how: 'Scannen Sie den Code mit Ihrem Telefon und schreiben Sie uns. Sie brauchen keine App und kein Konto.',
    data: 'Auf derselben Seite lesen Sie, was wir mit Ihren Daten tun, und nehmen zurück, wozu Sie zugestimmt haben.',
    picture: 'QR-Code, der zu {url} führt',
    title: 'Plakat für {store}',
  },
  fr: {
    ask: 'Posez-nous vos questions ici',
    how: 'Scannez le code avec votre téléphone et écrivez-nous. Ni application ni compte ne sont nécessaires.',
    data: 'Sur la même page, vous lisez ce que nous faisons de vos données et retirez vos accords.',
    picture: 'Code QR qui mène à {url}',
    title: 'Affiche pour {store}',
  },
  es: {
    ask: 'Pregúntenos aquí',
    how: 'Escanee el código con su teléfono y escríbanos. No necesita aplicación ni cuenta.',
    data: 'En la misma página lee qué hacemos con sus datos y retira lo que aceptó.',
    picture: 'Código QR que lleva a {url}',
    title: 'Cartel para {store}',
  },
};
