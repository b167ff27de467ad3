// The code by which whoever stands at the counter goes on with their own phone, in their language.
const shownIn = {
  en: {
    scan: 'Scan this with your own phone to go on there. It is good once, for ten minutes.',
    qr: 'QR code that leads to the conversation',
  },
  de: {
    scan: 'Scannen Sie dies mit Ihrem eigenen Telefon, um dort weiterzumachen. Es gilt einmal, zehn Minuten lang.',
    qr: 'QR-Code, der zum Gespräch führt',
  },
  fr: {
    scan: 'Scannez ceci avec votre propre téléphone pour continuer. Le code sert une seule fois, pendant dix minutes.',
    qr: 'Code QR qui mène à la conversation',
  },
  es: {
    scan: 'Escanee esto con su propio teléfono para seguir allí. Sirve una sola vez, durante diez minutos.',
    qr: 'Código QR que lleva a la conversación',
  },
} as const;

export function CounterCode({ language, picture }: { language: keyof typeof shownIn; picture: string }) {
  const shown = shownIn[language];
  return (
    <>
      <p lang={language} className="text-center text-lg" role="status">
        {shown.scan}
      </p>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
        alt={shown.qr}
        className="size-64 justify-self-center rounded-md border border-line bg-white p-1.5"
      />
    </>
  );
}
