// The words of what recipients keep of somebody who was erased, and for how long (Art. 17(1), 19).
export const keeping = {
  keeps: {
    lead: '{channels}: ',
    carries: 'Befördert einen Ihrer Kanäle und hat vielleicht noch Nachrichten von früher.',
    signed: 'So, wie es unterschrieben wurde, auf Englisch:',
    asked: {
      messages: {
        first: {
          one: 'Eine Nachricht wurde dort über die Schnittstelle geleert und gelöscht.',
          other: '{count} Nachrichten wurden dort über die Schnittstelle geleert und gelöscht.',
        },
        after: 'Aus den dortigen Sicherungen sind sie spätestens am {date} verschwunden.',
        left: {
          one: 'Eine ließ sich dort binnen einer Woche nicht löschen: Darum müssen wir uns kümmern. Nachrichten bleiben dort 400 Tage.',
          other:
            '{count} ließen sich dort binnen einer Woche nicht löschen: Darum müssen wir uns kümmern. Nachrichten bleiben dort 400 Tage.',
        },
      },
      chat: {
        first: {
          one: 'Eine Nachricht wurde dort über die Schnittstelle gelöscht, für beide Seiten.',
          other: '{count} Nachrichten wurden dort über die Schnittstelle gelöscht, für beide Seiten.',
        },
        kept: {
          one: 'Eine löscht die Schnittstelle nicht mehr, weil sie zu alt oder der Chat für sie geschlossen ist: Sie bleibt im Chat, bis Sie sie dort löschen.',
          other:
            '{count} löscht die Schnittstelle nicht mehr, weil sie zu alt sind oder der Chat für sie geschlossen ist: Sie bleiben im Chat, bis Sie sie dort löschen.',
        },
        left: {
          one: 'Eine ließ sich dort binnen einer Woche nicht löschen: Darum müssen wir uns kümmern.',
          other: '{count} ließen sich dort binnen einer Woche nicht löschen: Darum müssen wir uns kümmern.',
        },
      },
      files: {
        first: {
          one: 'Eine Datei wurde dort über die Schnittstelle gelöscht.',
          other: '{count} Dateien wurden dort über die Schnittstelle gelöscht.',
        },
        after:
          'Worte löscht die Schnittstelle nicht: Nach eigener Auskunft bleiben sie dort höchstens 30 Tage, bis zum {date}. Was in Ihrem Chat liegt, gehört Ihnen.',
        left: {
          one: 'Eine Datei ließ sich dort binnen einer Woche nicht löschen: Darum müssen wir uns kümmern.',
          other: '{count} Dateien ließen sich dort binnen einer Woche nicht löschen: Darum müssen wir uns kümmern.',
        },
      },
      redaction: {
        first: {
          one: 'Eine Nachricht wurde dort über die Schnittstelle geschwärzt: Worte und Nummern stehen nicht mehr in den Aufzeichnungen.',
          other:
            '{count} Nachrichten wurden dort über die Schnittstelle geschwärzt: Worte und Nummern stehen nicht mehr in den Aufzeichnungen.',
        },
        after: 'Protokolle der dortigen Server lassen sich nicht schwärzen; nach eigener Auskunft bleiben sie einige Wochen.',
        kept: {
          one: 'Eine kennt die Schnittstelle nicht: Von ihr wurde nichts geschwärzt.',
          other: '{count} kennt die Schnittstelle nicht: Von ihnen wurde nichts geschwärzt.',
        },
        left: {
          one: 'Eine ließ sich dort binnen einer Woche nicht schwärzen: Darum müssen wir uns kümmern.',
          other: '{count} ließen sich dort binnen einer Woche nicht schwärzen: Darum müssen wir uns kümmern.',
        },
      },
      mailbox: {
        first: {
          one: 'Eine E-Mail wurde in den Ordnern unseres Postfachs dort gefunden und gelöscht.',
          other: '{count} E-Mails wurden in den Ordnern unseres Postfachs dort gefunden und gelöscht.',
        },
        after: 'Sicherungen des Postfachs liegen bei dem, der es betreibt: Wir müssen dort nachfragen.',
        missing: {
          one: 'Eine wurde in allen Ordnern gesucht und in keinem gefunden.',
          other: '{count} wurden in allen Ordnern gesucht und in keinem gefunden.',
        },
        elsewhere: {
          one: 'Eine kam aus einem Postfach, das nicht mehr gelesen wird, und war in diesem nicht zu finden: Darum müssen wir uns dort kümmern.',
          other:
            '{count} kamen aus einem Postfach, das nicht mehr gelesen wird, und waren in diesem nicht zu finden: Darum müssen wir uns dort kümmern.',
        },
        kept: {
          one: 'Eine ohne eigene Kennung war dort nicht wiederzufinden: Darum müssen wir uns kümmern.',
          other: '{count} ohne eigene Kennung waren dort nicht wiederzufinden: Darum müssen wir uns kümmern.',
        },
        left: {
          one: 'Eine ließ sich dort binnen einer Woche nicht löschen: Darum müssen wir uns kümmern.',
          other: '{count} ließen sich dort binnen einer Woche nicht löschen: Darum müssen wir uns kümmern.',
        },
      },
      nothing: {
        first: {
          one: 'Die Schnittstelle löscht nichts: Eine beförderte Nachricht ließ sich dort nicht zurücknehmen.',
          other: 'Die Schnittstelle löscht nichts: {count} beförderte Nachrichten ließen sich dort nicht zurücknehmen.',
        },
        after: 'Was in Ihrem Chat liegt, gehört Ihnen, und Sie können es dort löschen.',
      },
      protocol: {
        first: {
          one: 'Eine Nachricht ging über ein Protokoll, das nichts zurücknehmen kann (SMPP): Wir müssen dort bitten, zu löschen, was davon blieb.',
          other:
            '{count} Nachrichten gingen über ein Protokoll, das nichts zurücknehmen kann (SMPP): Wir müssen dort bitten, zu löschen, was davon blieb.',
        },
      },
    },
    published: {
      viber: 'Viber sagt, dass eine Nachricht dort nur bis zur Zustellung bleibt, und zwei Wochen, wenn sie nicht zugestellt werden kann.',
      line: 'LINE sagt, dass Bilder und Dateien dort eine gewisse Zeit bleiben, und nennt für Worte keine Frist.',
      'meta-pages':
        'Meta nennt für Nachrichten von Messenger und Instagram keine Frist: Laut Datenschutzrichtlinie entscheidet sich im Einzelfall, wie lange sie gebraucht werden.',
      'meta-by-twilio': 'Meta sagt, dass Nachrichten von WhatsApp, die Twilio übergibt, dort höchstens 30 Tage bleiben.',
      relay:
        'Über diesen Server verlässt uns die E-Mail: Was in seiner Warteschlange und seinen Protokollen wie lange bleibt, hat festgelegt, wer ihn betreibt. Eine Frist ist nicht veröffentlicht.',
      mailgun:
        'Mailgun sagt, dass E-Mails dort so lange bleiben, wie wir es eingestellt haben, höchstens sieben Tage, und was mit ihnen geschah, mindestens drei Tage.',
      sendgrid:
        'SendGrid sagt, dass die Worte einer E-Mail dort bis zur Übergabe bleiben, höchstens drei Tage, das meiste andere 37 Tage und manche Ereignisse ohne Worte unter einem Pseudonym bis zu einem Jahr.',
      postmark:
        'Postmark sagt, dass E-Mails, und was mit ihnen geschah, dort 45 Tage bleiben oder so lange, wie das Konto eingestellt ist, zwischen 7 und 365 Tagen.',
      ses: 'Amazon nennt keine Frist für E-Mails, die SES annimmt; SNS versucht nach eigener Auskunft höchstens eine Stunde lang, sie zu übergeben, und verwirft sie dann, sofern keine Warteschlange für Misslungenes angeschlossen ist.',
      fcm: 'Google sagt, dass eine Benachrichtigung, die nicht zugestellt werden kann, so lange bleibt wie vorgegeben, hier einen Tag; woran Ihr Gerät dort erkannt wird, bleibt, bis die App es aufgibt oder 270 Tage nicht benutzt wird, und danach bis zu 180 Tage.',
      apns: 'Apple sagt, dass eine Benachrichtigung, die nicht zugestellt werden kann, bis zur vorgegebenen Zeit bleibt, hier einen Tag. Woran Ihr Gerät dort erkannt wird, dafür ist keine Frist veröffentlicht.',
      'web-push':
        'Lesen lässt sich die Benachrichtigung dort nicht, und nach dem Protokoll bleibt sie höchstens so lange wie vorgegeben, hier einen Tag. Für die Adresse Ihres Browsers ist keine Frist veröffentlicht.',
    },
  },
};
