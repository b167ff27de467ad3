// The words of what recipients keep of somebody who was erased, and for how long (Art. 17(1), 19).
export const keeping = {
  keeps: {
    lead: '{channels} : ',
    carries: 'Transporte l’un de vos canaux et garde peut-être des messages d’avant.',
    signed: 'Tel que signé, en anglais :',
    asked: {
      messages: {
        first: {
          one: 'Un message y a été vidé et effacé par son interface.',
          other: '{count} messages y ont été vidés et effacés par son interface.',
        },
        after: 'De ses propres sauvegardes ils ont disparu au plus tard le {date}.',
        left: {
          one: 'Un message n’a pas pu y être effacé en une semaine : à nous d’y veiller. Les messages y restent 400 jours.',
          other: '{count} messages n’ont pas pu y être effacés en une semaine : à nous d’y veiller. Les messages y restent 400 jours.',
        },
      },
      chat: {
        first: {
          one: 'Un message y a été effacé par son interface, des deux côtés.',
          other: '{count} messages y ont été effacés par son interface, des deux côtés.',
        },
        kept: {
          one: 'Il y en a un que son interface n’efface plus, parce qu’il est trop ancien ou que la discussion lui est fermée : il reste dans la discussion jusqu’à ce que vous l’y effaciez.',
          other:
            'Il y en a {count} que son interface n’efface plus, parce qu’ils sont trop anciens ou que la discussion lui est fermée : ils restent dans la discussion jusqu’à ce que vous les y effaciez.',
        },
        left: {
          one: 'Un message n’a pas pu y être effacé en une semaine : à nous d’y veiller.',
          other: '{count} messages n’ont pas pu y être effacés en une semaine : à nous d’y veiller.',
        },
      },
      files: {
        first: { one: 'Un fichier y a été effacé par son interface.', other: '{count} fichiers y ont été effacés par son interface.' },
        after:
          'Son interface n’efface pas les mots : selon ses dires elle les garde 30 jours au plus, jusqu’au {date}. Ce qui se trouve dans votre discussion est à vous.',
        left: {
          one: 'Un fichier n’a pas pu y être effacé en une semaine : à nous d’y veiller.',
          other: '{count} fichiers n’ont pas pu y être effacés en une semaine : à nous d’y veiller.',
        },
      },
      redaction: {
        first: {
          one: 'Un message y a été caviardé par son interface : mots et numéros ont disparu de ses données.',
          other: '{count} messages y ont été caviardés par son interface : mots et numéros ont disparu de ses données.',
        },
        after: 'Les journaux de ses serveurs ne peuvent pas l’être ; selon ses dires ils sont gardés quelques semaines.',
        kept: {
          one: 'Il y en a un que son interface ne connaît pas : rien n’en a été caviardé.',
          other: 'Il y en a {count} que son interface ne connaît pas : rien n’en a été caviardé.',
        },
        left: {
          one: 'Un message n’a pas pu y être caviardé en une semaine : à nous d’y veiller.',
          other: '{count} messages n’ont pas pu y être caviardés en une semaine : à nous d’y veiller.',
        },
      },
      mailbox: {
        first: {
          one: 'Un e-mail a été trouvé dans les dossiers de notre boîte, et effacé.',
          other: '{count} e-mails ont été trouvés dans les dossiers de notre boîte, et effacés.',
        },
        after: 'Les sauvegardes de la boîte sont chez qui la gère : à nous de les demander.',
        missing: {
          one: 'Un e-mail a été cherché dans tous les dossiers et trouvé dans aucun.',
          other: '{count} e-mails ont été cherchés dans tous les dossiers et trouvés dans aucun.',
        },
        elsewhere: {
          one: 'Un e-mail venait d’une boîte qui n’est plus lue, et n’était pas dans celle-ci : à nous d’y veiller là-bas.',
          other: '{count} e-mails venaient d’une boîte qui n’est plus lue, et n’étaient pas dans celle-ci : à nous d’y veiller là-bas.',
        },
        kept: {
          one: 'Un e-mail sans identifiant propre n’a pas pu y être retrouvé : à nous d’y veiller.',
          other: '{count} e-mails sans identifiant propre n’ont pas pu y être retrouvés : à nous d’y veiller.',
        },
        left: {
          one: 'Un e-mail n’a pas pu y être effacé en une semaine : à nous d’y veiller.',
          other: '{count} e-mails n’ont pas pu y être effacés en une semaine : à nous d’y veiller.',
        },
      },
      nothing: {
        first: {
          one: 'Son interface n’efface rien : un message transporté n’a pas pu y être repris.',
          other: 'Son interface n’efface rien : {count} messages transportés n’ont pas pu y être repris.',
        },
        after: 'Ce qui se trouve dans votre discussion est à vous, et vous pouvez l’y effacer.',
      },
      protocol: {
        first: {
          one: 'Un message est passé par un protocole qui ne peut rien reprendre (SMPP) : à nous de demander que ce qui en reste y soit effacé.',
          other:
            '{count} messages sont passés par un protocole qui ne peut rien reprendre (SMPP) : à nous de demander que ce qui en reste y soit effacé.',
        },
      },
    },
    published: {
      viber: 'Viber dit garder un message jusqu’à sa remise, et deux semaines s’il ne peut être remis.',
      line: 'LINE dit garder images et fichiers un certain temps, et ne publie aucun délai pour les mots.',
      'meta-pages':
        'Meta ne publie aucun délai pour les messages de Messenger et Instagram : selon sa politique de confidentialité, la durée se décide au cas par cas.',
      'meta-by-twilio': 'Meta dit garder 30 jours au plus les messages de WhatsApp que Twilio lui remet.',
      relay:
        'C’est le relais par lequel nos e-mails partent : ce qu’il garde dans sa file et ses journaux, et combien de temps, c’est son exploitant qui l’a fixé. Aucun délai n’est publié.',
      mailgun:
        'Mailgun dit garder les e-mails aussi longtemps que nous l’avons fixé, sept jours au plus, et ce qui leur est arrivé au moins trois jours.',
      sendgrid:
        'SendGrid dit garder les mots d’un e-mail jusqu’à sa remise, trois jours au plus, la plupart du reste 37 jours, et certains événements sans mots sous pseudonyme jusqu’à un an.',
      postmark:
        'Postmark dit garder les e-mails, et ce qui leur est arrivé, 45 jours, ou aussi longtemps que le compte le prévoit, entre 7 et 365 jours.',
      ses: 'Amazon ne publie aucun délai pour les e-mails que SES reçoit ; selon ses dires, SNS essaie de les remettre une heure au plus, puis les jette, sauf si une file pour les échecs est attachée.',
      fcm: 'Google dit garder une notification qui ne peut être remise aussi longtemps qu’on le lui dit, ici un jour, et ce à quoi il reconnaît votre appareil jusqu’à ce que l’application y renonce ou ne serve pas pendant 270 jours, puis jusqu’à 180 jours encore.',
      apns: 'Apple dit garder une notification qui ne peut être remise jusqu’au moment indiqué, ici un jour. Aucun délai n’est publié pour ce à quoi votre appareil y est reconnu.',
      'web-push':
        'Ce service ne peut pas lire la notification et, selon le protocole, la garde au plus aussi longtemps qu’on le lui dit, ici un jour. Aucun délai n’est publié pour l’adresse de votre navigateur.',
    },
  },
};
