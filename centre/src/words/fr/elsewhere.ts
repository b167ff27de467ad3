import type { ElsewhereWords } from '../en/elsewhere.ts';

export const elsewhere: ElsewhereWords = {
  handover: {
    title: 'Emporter mes données ailleurs',
    intro:
      'Vous pouvez emporter ce que vous nous avez donné, pour vous ou vers une autre entreprise (art. 20). Ce qui va à une entreprise est scellé pour qu’elle seule puisse l’ouvrir.',
    own: 'Les prendre pour vous',
    ownMeans:
      'Une archive ZIP avec JSON, CSV et vos fichiers, que d’autres programmes savent lire. Elle n’est pas scellée : gardez-la en lieu sûr.',
    ownTake: 'Télécharger mes données (JSON et CSV)',
    means:
      'Il contient votre nom, vos adresses, messages, fichiers et choix, en JSON et CSV. Ce que notre équipe a noté d’après ce que vous avez dit en fait partie ; ce qu’elle a noté entre elle, non. Demandez à l’autre entreprise sa clé publique et envoyez-lui le fichier.',
    receiver: 'L’autre entreprise',
    key: 'Sa clé publique',
    keyHint: '43 lettres et chiffres, ou son document de clé.',
    wrong: 'Ce n’est pas une clé publique utilisable. Copiez-la de nouveau en entier.',
    make: 'Créer le fichier scellé',
    byNet: 'Les envoyer directement',
    byFile: 'Ou prendre vous-même un fichier scellé',
    address: 'Adresse de l’autre entreprise',
    addressHint: 'Sa page de confidentialité ou son adresse web.',
    look: 'Voir qui les recevrait',
    who: '{name}, à l’adresse {host}, recevrait vos données. Est-ce l’entreprise que vous voulez ?',
    check:
      'Lisez l’adresse lettre par lettre : nous ne pouvons pas savoir qui se trouve derrière. Vous pouvez les reprendre tant que l’autre entreprise ne les a pas acceptées.',
    yes: 'Oui, envoyer',
    no: 'Non, une autre entreprise',
    sent: 'Elles sont en route. Donnez ce numéro à l’autre entreprise : {number}',
    wrongAddress:
      'Cette adresse ne mène à aucune entreprise qui reçoit des données ainsi. Demandez-lui son adresse, ou prenez le fichier scellé.',
    unreachable: 'Nous n’avons pas pu joindre cette adresse. Réessayez plus tard, ou prenez le fichier scellé.',
    large: 'Vos données dépassent ce que l’autre entreprise accepte ainsi. Veuillez prendre le fichier scellé.',
    history: 'Envoyées jusqu’ici',
    waiting: 'En route',
    delivered: 'Arrivées ; l’autre entreprise a signé',
    number: 'Numéro',
    receipt: 'Son reçu signé',
    standing: {
      waiting: 'Arrivées et signées ; personne là-bas ne les a encore acceptées',
      accepted: 'Acceptées par l’autre entreprise',
      refused: 'Refusées par l’autre entreprise et supprimées sans être ouvertes. Demandez-lui pourquoi.',
      expired: 'Non acceptées à temps, et supprimées sans être ouvertes. Demandez à l’autre entreprise, ou envoyez de nouveau.',
      withdrawn: 'Reprises par vous ; l’autre entreprise les a supprimées sans les ouvrir',
    },
    stopping: 'Vous les avez reprises. L’autre entreprise ne l’a pas encore confirmé ; nous le lui disons pendant trois semaines.',
    inDoubt:
      'Nous ne savons pas si elles sont arrivées, et le demandons une fois par jour pendant trois semaines. Vous pouvez les reprendre.',
    stop: 'Les reprendre',
    stopped: 'Nous le disons à l’autre entreprise.',
    tooLate: 'Elles ne peuvent plus être reprises. Ce qu’elles sont devenues est indiqué ci-dessous.',
    failed: {
      refused: 'Elle ne les a pas acceptées. Demandez pourquoi, envoyez de nouveau ou prenez le fichier scellé.',
      unreachable: 'Elle n’a pas pu être jointe pendant trois jours.',
      'address-refused': 'Son adresse mène maintenant ailleurs. Nous n’y avons rien envoyé.',
      'no-receipt': 'Elle n’a pas donné de reçu valable ; nous ne pouvons pas dire qu’elles sont arrivées.',
      stopped: 'Vous les avez reprises avant leur départ.',
      'not-confirmed':
        'Vous les avez reprises. L’autre entreprise ne l’a jamais confirmé ; nous ne savons pas si elles sont arrivées. Demandez-lui.',
      busy: 'Elle n’avait pas de place pour elles pendant deux semaines. Demandez-lui, envoyez de nouveau ou prenez le fichier scellé.',
      'not-allowed': 'Elles n’ont pas pu partir tant que vos données sont en attente.',
    },
  },

  notMeant: {
    title: 'Ce message n’est pas pour moi',
    why: 'Alors l’adresse où il est arrivé, avec tout ce qui s’y rattache, est aussitôt mise en pause, jusqu’à ce qu’une personne de notre équipe sache à qui elle est. Vous n’avez ni à vous identifier ni rien à prouver, et rien ne vous est montré sur personne.',
    yes: 'Ce n’est pas moi : mettre en pause',
    done: 'Merci. Rien n’est utilisé tant que l’on ne sait pas à qui c’est. Une personne de notre équipe l’examine avant le {date}.',
  },

  representing: {
    title: 'Une demande pour une autre personne',
    intro:
      'Vous avez fait une demande pour une autre personne et donné une adresse pour la réponse. Pour montrer que vous la lisez, faites-y envoyer un code.',
    send: 'M’envoyer un code',
    sent: 'Un code est en route vers votre adresse. Il vaut dix minutes.',
    code: 'Votre code',
    enter: 'Voir où elle en est',
    wrong: 'Ce code n’est pas le bon, ou n’est plus valable. Vous pouvez en demander un autre.',
    again: 'Envoyer un autre code',
    proved: 'Merci. Désormais {company} vous répond à cette adresse.',
    what: 'Vous avez demandé',
    question: 'On vous demande',
    answer: 'La réponse',
    longer: 'Pourquoi cela prend plus de temps',
    write: 'Veuillez répondre à {company} là où vous avez fait la demande.',
    copy: 'Télécharger la copie (ZIP)',
    packageWhy:
      'Le fichier est fait à chaque fois et contient ce qu’a fourni la personne pour laquelle vous avez demandé, en JSON et CSV. Gardez-le en lieu sûr.',
    copyWhy: 'Elle est faite à chaque fois et contient tout sur la personne pour laquelle vous avez demandé. Gardez-la en lieu sûr.',
  },
};
