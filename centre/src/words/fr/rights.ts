import type { RightsWords } from '../en/rights.ts';

export const rights: RightsWords = {
  rights: {
    own: 'Avec vos propres mots, si vous voulez',
    ownMust: 'Qu’est-ce qui est faux, et qu’est-ce qui serait juste ?',
    hint: 'Une phrase suffit. Seule notre équipe la lit.',
    empty: 'Écrivez ce qui est faux ; une phrase suffit.',
    send: 'Envoyer',
    exists: 'Vous l’avez déjà demandé, et la réponse n’est pas encore donnée.',
    add: 'Voulez-vous ajouter quelque chose ? Écrivez-nous.',
    more: 'S’agit-il d’autre chose ? Alors écrivez-le ici.',
    see: 'Voir ma demande',
  },
  correct: {
    title: 'Corriger quelque chose',
    intro: 'Ce que nous gardons sur vous doit être juste (art. 16).',
    atOnce: 'Nom et langue',
    atOnceText: 'Ils changent aussitôt.',
    name: 'Nom',
    nameHint: 'Laissez vide si nous ne devons pas le connaître.',
    language: 'Langue dans laquelle nous vous écrivons',
    save: 'Enregistrer',
    saved: 'Enregistré. Nous l’utilisons ainsi dès maintenant.',
    other: 'Autre chose',
    otherText: 'Dites-nous ce qui est faux. Une personne de notre équipe le corrige, ou vous dit pourquoi non, dans le mois.',
  },
  object: {
    title: 'M’opposer',
    intro:
      'Vous pouvez nous dire de ne plus utiliser vos données pour l’une de ces finalités (art. 21). Chacune dit pourquoi nous les utilisons.',
    none: 'Il n’y a rien à quoi s’opposer pour le moment : nous n’utilisons vos données que pour ce que vous avez demandé ou accepté, ou ce qu’une loi exige.',
    marketing: 'Cesse aussitôt et pour de bon. Vous n’avez pas à dire pourquoi.',
    weighed:
      'Cela cesse aussitôt. Une personne de notre équipe met ensuite les raisons en balance et répond dans le mois. Savoir pourquoi cela compte dans votre cas nous aide, mais vous n’avez pas à le dire.',
    yes: 'M’opposer',
    objected: 'Vous vous êtes opposé. Nous n’utilisons pas vos données pour cela.',
    bases: {
      consent: 'Nous les utilisons parce que vous avez consenti (art. 6(1)(a)).',
      contract: 'Nous les utilisons en raison d’un contrat avec vous (art. 6(1)(b)).',
      'legal-obligation': 'Nous les utilisons parce qu’une loi l’exige (art. 6(1)(c)).',
      'vital-interests': 'Nous les utilisons pour protéger une vie (art. 6(1)(d)).',
      'public-task': 'Nous les utilisons pour une mission d’intérêt public (art. 6(1)(e)).',
      'legitimate-interests': 'Nous les utilisons pour une raison qui est la nôtre, mise en balance avec vos intérêts (art. 6(1)(f)).',
    },
    choices: 'Ce à quoi vous avez dit oui, vous le retirez sous « Choix ».',
  },
  restrict: {
    title: 'Mettre mes données en pause ?',
    intro:
      'Nous gardons alors vos données, mais ne les utilisons plus (art. 18) : par exemple pendant une correction, ou parce que vous en avez besoin pour un litige.',
    means: 'Nous pouvons encore vous répondre sur cette demande. Avant d’utiliser de nouveau vos données, nous vous le disons.',
    yes: 'Mettre en pause',
    restricted: 'Vos données sont déjà en pause : elles sont gardées, mais pas utilisées.',
    next: 'Cela vaut aussitôt. Une personne de notre équipe regarde ensuite et répond dans le mois.',
  },
  requests: {
    title: 'Mes demandes',
    intro: 'La loi nous donne un mois pour répondre. Cela ne vous coûte rien.',
    none: 'Vous n’avez encore rien demandé.',
    noneWhy: 'Ce que vous demandez apparaît ici, avec la date de notre réponse.',
    what: 'Voir ce que je peux demander',
    kinds: {
      access: 'Une copie de mes données',
      rectification: 'Corriger mes données',
      erasure: 'Me faire effacer',
      restriction: 'Mettre mes données en pause',
      objection: 'Opposition',
    },
    against: 'Opposition : {purpose}',
    states: { received: 'Reçue', approved: 'Acceptée', 'in-progress': 'En cours', fulfilled: 'Faite', refused: 'Refusée' },
    receivedOn: 'Reçue le',
    dueOn: 'Réponse avant le',
    closedOn: 'Réponse le',
    daysLeft: { one: 'encore 1 jour', other: 'encore {count} jours' },
    late: 'Nous sommes en retard. Écrivez-nous ou écrivez à l’autorité de contrôle.',
    wrote: 'Vous avez écrit',
    answered: 'Notre réponse',
    download: 'Télécharger mes données (ZIP)',
    downloadWhy: 'La copie est refaite à chaque téléchargement et n’est gardée nulle part.',
    waiting: 'Une personne de notre équipe s’en occupe. Vous n’avez rien à faire.',
    opened: {
      access: 'Nous avons votre demande. Vous trouvez votre copie ici avant le {date}.',
      rectification: 'Nous avons votre demande. Une personne de notre équipe corrige, ou vous dit pourquoi non, avant le {date}.',
      erasure:
        'Nous avons votre demande. Une personne de notre équipe s’en occupe avant le {date}. Vous recevez ensuite une attestation à votre adresse e-mail confirmée.',
      restriction:
        'Vos données sont en pause dès maintenant : nous les gardons sans les utiliser. Une personne de notre équipe répond avant le {date}.',
      objection:
        'Dès maintenant, nous n’utilisons pas vos données pour cela. Une personne de notre équipe l’examine et répond avant le {date}.',
    },
    done: {
      access: 'Votre copie est prête. Vous pouvez la télécharger ici.',
      rectification: 'C’est fait. C’est corrigé.',
      erasure: 'C’est fait. Vos données ont été effacées.',
      restriction: 'C’est fait. Vos données sont gardées, mais pas utilisées.',
      objection: 'C’est fait. Dès maintenant, nous n’utilisons plus vos données pour cela.',
    },
    refusedWhy: 'Vous pouvez saisir l’autorité de contrôle ou la justice : voir contact et aide.',
    grounds: {
      'manifestly-unfounded': 'Elle était clairement sans fondement (art. 12(5)).',
      'manifestly-excessive': 'La même chose a été demandée trop souvent (art. 12(5)).',
      'legal-obligation': 'Une loi nous oblige à garder ces données (art. 17(3)(b)).',
      'legal-claims': 'Nous avons besoin de ces données pour un litige (art. 17(3)(e)).',
      'data-accurate': 'Nous avons vérifié, et les données sont justes (art. 16, 18).',
      'compelling-grounds': 'Nous avons des raisons qui pèsent plus lourd (art. 21(1)).',
    },
  },

  erase: {
    title: 'Me faire effacer ?',
    intro: 'Voici ce qui se passe, pour décider tranquillement.',
    goes: 'Ce qui disparaît',
    goesText:
      'Vos conversations, fichiers, adresses, choix et tout le reste de la page « Données ». Nous détruisons la clé qui les scelle : dès ce moment personne ne peut les lire, pas même nous.',
    backups: 'Les copies de sauvegarde deviennent illisibles aussi, en un jour environ.',
    others: 'Les entreprises qui travaillent pour nous reçoivent l’ordre d’effacer ce qu’elles ont.',
    stays: 'Ce qui reste, et pourquoi',
    staysText:
      'Une trace du fait que quelqu’un a été effacé et quand, sans votre nom ni votre adresse, pour pouvoir le prouver (art. 5(2)). Si une loi nous oblige à garder quelque chose, nous vous disons quoi, pourquoi et jusqu’à quand (art. 17(3)).',
    after: 'Et ensuite',
    afterText:
      'Une personne de notre équipe s’en occupe, au plus tard à la date prévue par la loi. Si vous avez confirmé une adresse e-mail, vous y recevez une réponse avec une attestation que vous pouvez vérifier. Vous pouvez nous écrire de nouveau à tout moment ; nous ne vous connaîtrons pas.',
    copyFirst: 'Voulez-vous vos données avant ?',
    copyLink: 'Emporter mes données',
    yes: 'Oui, effacer',
    no: 'Non, garder',
  },
};
