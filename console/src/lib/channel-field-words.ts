// The same for the settings of channels, templates and devices.
export const germanChannelFields: Readonly<Record<string, string>> = {
  'and auth are not the keys of a subscription': 'und auth sind nicht die Schlüssel eines Abonnements',
  'belongs to another bot: what lies in the old one could be taken back no more. Open another channel.':
    'gehört zu einem anderen Bot: Was beim alten liegt, ließe sich nicht mehr zurücknehmen. Öffne einen weiteren Kanal.',
  'cannot be checked: this channel has no identity secret': 'lässt sich nicht prüfen: Dieser Kanal hat kein Identitätsgeheimnis',
  'cannot be off: text messages leave over an encrypted line': 'kann nicht aus sein: Textnachrichten gehen verschlüsselt hinaus',
  'cannot be off: mail is fetched over an encrypted line': 'kann nicht aus sein: Mail wird über eine verschlüsselte Leitung geholt',
  'cannot be off: mail leaves over an encrypted line': 'kann nicht aus sein: Mail geht über eine verschlüsselte Leitung hinaus',
  'could not be looked up at the provider for a day: try again when it answers':
    'ließ sich beim Anbieter seit einem Tag nicht nachsehen: Versuche es, wenn er wieder antwortet',
  'does not fit the settings of #': 'passt nicht zu den Einstellungen von #',
  'goes with the API key': 'gehört zum API-Schlüssel',
  'has 32 digits or letters a to f': 'hat 32 Ziffern oder Buchstaben von a bis f',
  'has characters that cannot be sent': 'hat Zeichen, die sich nicht senden lassen',
  'has characters that no user name has': 'hat Zeichen, die kein Benutzername hat',
  'holds no RSA key of 2048 bits or more': 'enthält keinen RSA-Schlüssel mit mindestens 2048 Bit',
  'is a number, as LINE shows it': 'ist eine Zahl, wie LINE sie zeigt',
  'is a number, as Meta shows it': 'ist eine Zahl, wie Meta sie zeigt',
  'is another app than this company’s': 'ist eine andere App als die dieses Unternehmens',
  'is being changed already: end the one before first': 'wird schon gewechselt: Beende zuerst das vorige',
  'is needed, with at least 16 characters: without it nobody could tell a true webhook from a forged one':
    'fehlt oder hat weniger als 16 Zeichen: Ohne es ließe sich ein echter Webhook von keinem gefälschten unterscheiden',
  'is needed: a long row of letters and digits': 'fehlt: eine lange Folge von Buchstaben und Ziffern',
  'is needed: at least 16 characters without blanks': 'fehlt: mindestens 16 Zeichen ohne Leerzeichen',
  'is needed: at most 15 characters without blanks': 'fehlt: höchstens 15 Zeichen ohne Leerzeichen',
  'is needed: at most 8 characters': 'fehlt: höchstens 8 Zeichen',
  'is needed: messages are sent from it': 'fehlt: Von ihr aus wird gesendet',
  'is needed: ten letters and digits, as Apple shows them beside the key':
    'fehlt: zehn Buchstaben und Ziffern, wie Apple sie beim Schlüssel zeigt',
  'is needed: ten letters and digits, as Apple shows them beside the membership':
    'fehlt: zehn Buchstaben und Ziffern, wie Apple sie bei der Mitgliedschaft zeigt',
  'is needed: the bundle id of the app, such as com.example.shop': 'fehlt: die Bundle-ID der App, etwa com.example.shop',
  'is needed: the company that carries your messages': 'fehlt: die Firma, die eure Nachrichten befördert',
  'is needed: the company that keeps the mailbox, your own if it does':
    'fehlt: die Firma, bei der das Postfach liegt, auch wenn es die eigene ist',
  'is needed: the id of your application there': 'fehlt: die Kennung eurer Anwendung dort',
  'is needed: with it webhooks are set and messages are forgotten': 'fehlt: Damit werden Webhooks gesetzt und Nachrichten vergessen',
  'is needed: without it nobody could tell a true webhook from a forged one':
    'fehlt: Ohne es ließe sich ein echter Webhook von keinem gefälschten unterscheiden',
  'is neither a short code nor a name of at most 11 letters and digits':
    'ist weder eine Kurzwahl noch ein Name mit höchstens 11 Buchstaben und Ziffern',
  'is no API key: SK and 32 digits or letters a to f': 'ist kein API-Schlüssel: SK und 32 Ziffern oder Buchstaben von a bis f',
  'is no API key: eight letters and digits': 'ist kein API-Schlüssel: acht Buchstaben und Ziffern',
  'is no access token': 'ist kein Zugriffstoken',
  'is no account SID: AC and 32 digits or letters a to f': 'ist keine Account-SID: AC und 32 Ziffern oder Buchstaben von a bis f',
  'is no address of a push service that is known here': 'ist keine Adresse eines Push-Dienstes, der hier bekannt ist',
  'is no address with https': 'ist keine Adresse mit https',
  'is no basic id, such as @lantern': 'ist keine Basic ID, etwa @lantern',
  'is no country of two letters, such as DE': 'ist kein Land in zwei Buchstaben, etwa DE',
  'is no directory': 'ist kein Verzeichnis',
  'is no domain, such as mail.example.com': 'ist keine Domain, etwa mail.example.com',
  'is no host, such as imap.example.com': 'ist kein Host, etwa imap.example.com',
  'is no host, such as smpp.example.com': 'ist kein Host, etwa smpp.example.com',
  'is no host, such as smtp.example.com': 'ist kein Host, etwa smtp.example.com',
  'is no id of a chat': 'ist keine Kennung eines Chats',
  'is no id of an application': 'ist keine Kennung einer Anwendung',
  'is no messaging service: MG and 32 digits or letters a to f':
    'ist kein Messaging Service: MG und 32 Ziffern oder Buchstaben von a bis f',
  'is no name of a bot, such as lantern_bot': 'ist kein Name eines Bots, etwa lantern_bot',
  'is no name of a bot, such as lanternloom': 'ist kein Name eines Bots, etwa lanternloom',
  'is no name of a folder': 'ist kein Name eines Ordners',
  'is no name of a server, such as mx.example.com': 'ist kein Name eines Servers, etwa mx.example.com',
  'is no number with its country, such as +12025550100': 'ist keine Nummer mit Ländervorwahl, etwa +12025550100',
  'is no port': 'ist kein Port',
  'is no private RSA key of at least 2,048 bits in PEM, as the application gave it':
    'ist kein privater RSA-Schlüssel mit mindestens 2.048 Bit in PEM, wie ihn die Anwendung gab',
  'is no public key for ECDSA in base64, as SendGrid shows it':
    'ist kein öffentlicher Schlüssel für ECDSA in Base64, wie SendGrid ihn zeigt',
  'is no token as BotFather gives it: a number, a colon, and letters':
    'ist kein Token, wie BotFather es gibt: eine Zahl, ein Doppelpunkt und Buchstaben',
  'is no token as Viber shows it: three groups of letters and digits with dashes between':
    'ist kein Token, wie Viber es zeigt: drei Gruppen von Buchstaben und Ziffern mit Strichen dazwischen',
  'is no topic of SNS, such as arn:aws:sns:eu-central-1:123456789012:mail':
    'ist kein Topic von SNS, etwa arn:aws:sns:eu-central-1:123456789012:mail',
  'is no web chat': 'ist kein Web-Chat',
  'is none: at least 16 characters without blanks': 'ist keiner: mindestens 16 Zeichen ohne Leerzeichen',
  'is none: whsec_ and 24 to 64 random bytes in base64': 'ist keines: whsec_ und 24 bis 64 zufällige Bytes in Base64',
  'is not a .p8 file of Apple: a key on the curve P-256': 'ist keine .p8-Datei von Apple: ein Schlüssel auf der Kurve P-256',
  'is not a mail address': 'ist keine Mailadresse',
  'is not approved by the provider, or paused there': 'ist vom Anbieter nicht freigegeben oder dort pausiert',
  'is not offered by this company': 'bietet dieses Unternehmen nicht an',
  'is not signed with the identity secret of this channel': 'ist nicht mit dem Identitätsgeheimnis dieses Kanals signiert',
  'is not the JSON file of a service account': 'ist nicht die JSON-Datei eines Dienstkontos',
  'is nothing that this channel could do': 'ist nichts, was dieser Kanal könnte',
  'is on or off': 'ist an oder aus',
  'is out of date: exp is in seconds and lies in the past': 'ist abgelaufen: exp zählt in Sekunden und liegt in der Vergangenheit',
  'is signed, but does not hold an account (1 to 160 characters) and exp':
    'ist signiert, enthält aber kein account (1 bis 160 Zeichen) und kein exp',
  'names an account that begins as those of another channel do, such as telegram: or sms:':
    'nennt ein Konto, das wie die eines anderen Kanals beginnt, etwa telegram: oder sms:',
  'is switched on once the channel is there, with a reason': 'wird eingeschaltet, sobald es den Kanal gibt, mit einer Begründung',
  'is too large: 200 at most': 'ist zu groß: höchstens 200',
  'is valid for too long: exp must lie within a day': 'gilt zu lange: exp muss innerhalb eines Tages liegen',
  'must be another folder': 'muss ein anderer Ordner sein',
  'must be one line each, without tabs or rows of spaces':
    'muss je eine Zeile sein, ohne Tabulatoren und ohne mehrere Leerzeichen hintereinander',
  'must be one of advertising: the provider approved this template as marketing':
    'muss ein Werbezweck sein: Der Anbieter hat diese Vorlage als Werbung freigegeben',
  'must fill every gap': 'muss jede Lücke füllen',
  'must have at least 32 characters': 'muss mindestens 32 Zeichen haben',
  'must not contain +: answers come back to address+r.…': 'darf kein + enthalten: Antworten kommen an adresse+r.… zurück',
  'needs a picture, a link or a code that cannot be filled in here':
    'braucht ein Bild, einen Link oder einen Code, der sich hier nicht einsetzen lässt',
  'or a messaging service is needed': 'oder ein Messaging Service fehlt',
  'or a short code or name is needed': 'oder eine Kurzwahl oder ein Name fehlt',
  'says nowhere how to end advertising: add a button or a footer for it at the provider':
    'sagt nirgends, wie sich Werbung beenden lässt: Ergänze dafür beim Anbieter einen Knopf oder eine Fußzeile',
  'stays as it is. Open another channel.': 'bleibt, wie es ist. Öffne einen weiteren Kanal.',
  'stays as it is: notice, transfer and data map say where messages go. Open another channel, or correct the register.':
    'bleibt, wie es ist: Hinweise, Übermittlung und Datenkarte sagen, wohin Nachrichten gehen. Öffne einen weiteren Kanal oder berichtige das Verzeichnis.',
  'stays as it is: the register says who carried what. Open another channel.':
    'bleibt, wie es ist: Das Verzeichnis sagt, wer was befördert hat. Öffne einen weiteren Kanal.',
  'stays as it is: what lies at the old one could be taken back no more. Open another channel.':
    'bleibt, wie es ist: Was beim alten liegt, ließe sich nicht mehr zurücknehmen. Öffne einen weiteren Kanal.',
  'stays as it is: what lies in the old account could be taken back no more. Open another channel.':
    'bleibt, wie es ist: Was im alten Konto liegt, ließe sich nicht mehr zurücknehmen. Öffne einen weiteren Kanal.',
  'takes origins such as https://www.example.com': 'nimmt Adressen wie https://www.example.com',
};
