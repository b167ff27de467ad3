// The words of the channels of Meta.
import { words } from '#lib/language.ts';

export const metaWords = words(
  {
    provider: 'Carried by',
    sandbox: 'Sandbox: nothing leaves',
    sandboxHint: 'To try it out: messages stay in memory here, and you can play the person under Sandbox.',
    metaHint: 'Meta becomes a recipient in your register. Until its agreement is entered there, the gate lets nothing leave.',
    twilioHint:
      'Twilio and Meta, to whom it hands everything on, become recipients in your register. Until Twilio’s agreement is entered there, the gate lets nothing leave.',
    number: 'Number',
    numberHint: 'With its country. It must be registered for WhatsApp at Twilio; a messaging service may take its place.',
    kept: 'Left empty, the one that is set stays.',
    verifyToken: 'Verify token',
    webhookMore: 'Enter both at your app under Webhooks, or let Parley do it. All numbers and pages of one app share one address.',
    connect: 'Set it at the app',
  },
  {
    provider: 'Befördert durch',
    sandbox: 'Sandkasten: nichts verlässt das Haus',
    sandboxHint: 'Zum Ausprobieren: Nachrichten bleiben hier im Speicher, und unter „Sandkasten“ spielst du die Person.',
    metaHint: 'Meta wird ein Empfänger in eurem Verzeichnis. Bis dort der Vertrag steht, lässt die Schranke nichts hinaus.',
    twilioHint:
      'Twilio und Meta, an die es alles weitergibt, werden Empfänger in eurem Verzeichnis. Bis dort Twilios Vertrag steht, lässt die Schranke nichts hinaus.',
    number: 'Nummer',
    numberHint: 'Mit ihrem Land. Sie muss bei Twilio für WhatsApp registriert sein; ein Nachrichtendienst kann sie ersetzen.',
    kept: 'Leer gelassen bleibt der gesetzte Wert.',
    verifyToken: 'Verifizierungstoken',
    webhookMore:
      'Beides bei eurer App unter Webhooks eintragen, oder Parley trägt es ein. Alle Nummern und Seiten einer App teilen eine Adresse.',
    connect: 'Bei der App eintragen',
  },
);

/** Names of what Meta must be told, and where it is found there. */
export const metaLabels = words(
  {
    numberId: 'Phone number id',
    businessId: 'WhatsApp Business account id',
    pageId: 'Page id',
    instagramId: 'Instagram account id',
    appId: 'App id',
    appSecret: 'App secret',
    token: 'Access token',
  },
  {
    numberId: 'Kennung der Nummer',
    businessId: 'Kennung des WhatsApp-Business-Kontos',
    pageId: 'Kennung der Seite',
    instagramId: 'Kennung des Instagram-Kontos',
    appId: 'App-Kennung',
    appSecret: 'App-Geheimcode',
    token: 'Zugriffstoken',
  },
);
export const metaHints = words(
  {
    numberId: 'In the app at Meta under WhatsApp, API setup. It is not the number itself.',
    businessId: 'On the same page. Your templates belong to it.',
    pageId: 'Of the page on Facebook, under its transparency.',
    instagramId: 'Of the professional account that is linked with the page.',
    appId: 'Of your app at developers.facebook.com.',
    appSecret: 'What Meta hands in is signed with it. Under App settings, Basic.',
    token: 'Of a system user or the page, without an end.',
  },
  {
    numberId: 'In der App bei Meta unter WhatsApp, API-Einrichtung. Sie ist nicht die Nummer selbst.',
    businessId: 'Auf derselben Seite. Zu ihm gehören eure Vorlagen.',
    pageId: 'Der Seite auf Facebook, unter Seitentransparenz.',
    instagramId: 'Des professionellen Kontos, das mit der Seite verbunden ist.',
    appId: 'Eurer App auf developers.facebook.com.',
    appSecret: 'Damit ist signiert, was Meta übergibt. Unter App-Einstellungen, Allgemein.',
    token: 'Eines Systemnutzers oder der Seite, ohne Ablauf.',
  },
);

/** How the messages of a sandbox of WhatsApp may end, by Meta’s code. */
export const metaEndWords = words(
  {
    delivered: 'They arrive',
    '551': 'Person cannot be reached (551)',
    '131026': 'WhatsApp cannot deliver (131026)',
    '131047': 'Time for answers is over (131047)',
    '131050': 'Person has stopped (131050)',
    '130429': 'Too many at once (130429)',
    '131048': 'Begun with too many people (131048)',
    '190': 'Token is not accepted (190)',
    '131016': 'Meta is away (131016)',
  },
  {
    delivered: 'Sie kommen an',
    '551': 'Person nicht erreichbar (551)',
    '131026': 'WhatsApp kann nicht zustellen (131026)',
    '131047': 'Zeit für Antworten vorbei (131047)',
    '131050': 'Person hat gestoppt (131050)',
    '130429': 'Zu viele auf einmal (130429)',
    '131048': 'Mit zu vielen Leuten begonnen (131048)',
    '190': 'Token wird nicht angenommen (190)',
    '131016': 'Meta ist fort (131016)',
  },
);

/** The same for a page: Messenger and Instagram, whose time for answers has a code each. */
const pageEnds = (late: string) => ({
  en: {
    delivered: 'They arrive',
    '551': 'Person cannot be reached (551)',
    '2018001': 'Person is not known any more (2018001)',
    [late]: `Time for answers is over (${late})`,
    '613': 'Too many at once (613)',
    '190': 'Token is not accepted (190)',
    '2': 'Meta is away (2)',
  },
  de: {
    delivered: 'Sie kommen an',
    '551': 'Person nicht erreichbar (551)',
    '2018001': 'Person ist nicht mehr bekannt (2018001)',
    [late]: `Zeit für Antworten vorbei (${late})`,
    '613': 'Zu viele auf einmal (613)',
    '190': 'Token wird nicht angenommen (190)',
    '2': 'Meta ist fort (2)',
  },
});
export const pageEndWords = { messenger: pageEnds('2018278'), instagram: pageEnds('2534022') } as const;
