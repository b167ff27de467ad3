// The privacy notice in French. Warm and plain on purpose (Art. 12(1)); the articles stand beside the sections, not in the sentences.
import { periodWords } from '@parley/contract/period';
import type { NoticeWords } from './words.ts';

const after = {
  collected: 'après les avoir reçues',
  'last-contact': 'après le dernier message de la conversation',
  closing: 'après la fin de la conversation',
  'end-of-contract': 'après la fin de votre contrat',
} as const;

export const fr: NoticeWords = {
  short: (company, others) =>
    `${company} lit ce que vous écrivez ici pour pouvoir vous aider. ${others ? 'Ce que nous faisons d’autre, et pourquoi, se trouve dans notre politique de confidentialité ; la publicité ne vient que si vous avez dit oui.' : 'Nous ne l’utilisons pour rien d’autre, sauf si vous dites oui.'} Vous pouvez à tout moment voir vos données, les emporter ou nous demander de les effacer.`,
  controller: {
    heading: 'Qui nous sommes',
    body: (company, country) =>
      `${company.name} est responsable de vos données. Vous pouvez nous joindre ici :\n${company.name}\n${company.address}\n${country}\n${company.contactEmail ?? ''}`,
  },
  contact: {
    heading: 'Des questions sur vos données',
    body: (officer, email) =>
      officer
        ? `La personne chargée de la protection des données veille sur vos données et vous répond volontiers :\n${officer}`
        : `Écrivez-nous simplement à ${email}. Une personne vous lit et vous répond.`,
  },
  purposes: {
    heading: 'À quoi servent vos données',
    basis: {
      consent: 'Nous ne le faisons que si vous avez donné votre accord (art. 6, § 1, a) du RGPD).',
      contract: 'C’est nécessaire pour faire ce que vous nous avez demandé (art. 6, § 1, b) du RGPD).',
      'legal-obligation': 'La loi nous le demande (art. 6, § 1, c) du RGPD).',
      'vital-interests': 'Cela protège la vie ou la santé de quelqu’un (art. 6, § 1, d) du RGPD).',
      'public-task': 'C’est une mission d’intérêt public qui nous a été confiée (art. 6, § 1, e) du RGPD).',
      'legitimate-interests': 'Nous y avons un intérêt légitime, et vous pouvez vous y opposer (art. 6, § 1, f) du RGPD).',
    },
    data: (categories) => `Données utilisées : ${categories}.`,
    special: (categories) =>
      `Cela utilise aussi des catégories particulières de données : ${categories}. Il y faut votre accord explicite (art. 9, paragraphe 2, point a, du RGPD).`,
  },
  noted: {
    heading: 'Ce que notre équipe note à votre sujet',
    intro: 'En plus de ce que vous écrivez, notre équipe peut noter ce qui suit à votre sujet, uniquement pour le but indiqué :',
    line: (name, purpose, kept) => `• ${name} (pour « ${purpose} »), conservation : ${kept}.`,
    by: { person: 'Vous nous le dites vous-même.', company: 'Notre équipe le note sans que vous nous l’ayez dit.' },
  },
  sources: {
    heading: 'Ce que nous ne tenons pas de vous',
    short: 'Certaines données ne viennent pas de vous : la notice complète dit d’où.',
    intro: 'Pour ces finalités, nous utilisons aussi des données qui ne viennent pas de vous. Voici d’où elles viennent :',
    named: {
      import: (name) => `reprises d’un autre système : ${name}.`,
      'other-person': (name) => `communiquées par quelqu’un d’autre : ${name}.`,
      'other-source': (name) => `de cette source : ${name}.`,
    },
    known: {
      company: 'notées par notre propre équipe.',
      provider: 'le service par lequel vous écrivez nous donne le nom de votre profil.',
      handover: 'une autre entreprise, d’où vous nous avez fait apporter vos données ; c’est ce qu’elle détenait sur vous.',
      representative: 'une personne qui a exercé vos droits en votre nom ; c’est ce qu’elle nous a dit de vous.',
    },
    isPublic: { yes: 'Cette source est accessible au public.', no: 'Cette source n’est pas accessible au public.' },
    rest: 'Tout le reste de cette page vaut aussi pour ces données. Nous vous le disons dans un délai d’un mois, ou avec notre premier message s’il vient plus tôt.',
  },
  interests: { heading: 'Quand nous agissons dans notre propre intérêt' },
  recipients: {
    heading: 'Qui d’autre reçoit des données',
    nobody:
      'Personne d’autre ne travaille avec vos données pour nous. Si vous nous écrivez par e-mail, les serveurs de messagerie transportent le message, comme pour tout e-mail. Nous ne vendons jamais vos données.',
    nobodyBut:
      'Personne d’autre ne reçoit vos données, sauf les entreprises avec qui nous décidons. Elles sont nommées juste après. Si vous nous écrivez par e-mail, les serveurs de messagerie transportent le message, comme pour tout e-mail. Nous ne vendons jamais vos données.',
    some: 'Ces entreprises nous aident. Elles ne peuvent utiliser vos données que pour nous et selon nos instructions. Nous ne vendons jamais vos données.',
    alone: 'Ces entreprises décident elles-mêmes de l’usage de ce qu’elles reçoivent. Leurs propres notices le disent.',
    one: (recipient, country) => `${recipient.name}, ${country} : ${recipient.service}`,
  },
  joint: {
    heading: 'Les entreprises avec qui nous décidons',
    body: (email) =>
      `Avec ces entreprises, nous décidons ensemble de l’usage de vos données. Un accord écrit dit qui fait quoi. Vous pouvez faire valoir vos droits auprès de nous ou de chacune d’elles, et nous transmettons ce qui lui revient. Pour savoir ce que dit cet accord, écrivez à ${email}.`,
  },
  transfers: {
    heading: 'Pays hors d’Europe',
    none: 'Nous ne transmettons vos données à personne hors de l’Espace économique européen.',
    some: 'Certaines des entreprises qui nous aident travaillent hors de l’Espace économique européen. Vos données restent protégées :',
    safeguard: {
      adequacy: 'la Commission européenne a reconnu que les données y sont bien protégées',
      clauses: 'elles sont liées par les clauses contractuelles types de la Commission européenne',
      'binding-rules': 'elles sont soumises à des règles contraignantes approuvées par une autorité de protection des données',
      certification: 'elles sont couvertes par un certificat reconnu, avec des engagements contraignants',
      'explicit-consent': 'seulement si vous avez accepté précisément cela, après que nous vous avons expliqué les risques',
    },
    copy: (email) => `Si vous souhaitez une copie de ces garanties, écrivez à ${email}.`,
  },
  periods: {
    heading: 'Combien de temps nous les gardons',
    intro:
      'Le délai commence le jour indiqué ici. Ensuite les données sont effacées, sauf si une loi nous oblige à les garder plus longtemps.',
    period: (period, starts) => `${periodWords(period, { Y: ['an', 'ans'], M: ['mois', 'mois'], D: ['jour', 'jours'] })} ${after[starts]}`,
  },
  rights: {
    heading: 'Ce que vous pouvez demander',
    body: (email) =>
      `Vous pouvez nous demander à tout moment\n• de vous montrer vos données et de vous en donner une copie,\n• de corriger ce qui est faux,\n• de les effacer,\n• de ne pas les utiliser tant qu’une question reste ouverte,\n• de les donner, à vous ou à quelqu’un d’autre, sous une forme lisible par un ordinateur.\nVous pouvez aussi vous opposer à la façon dont nous les utilisons ; la partie suivante l’explique. Cela ne vous coûte rien. Utilisez notre page de confidentialité ou écrivez à ${email}. Nous répondons en un mois au plus.`,
  },
  objection: {
    heading: 'Votre droit de dire non',
    interests:
      'Quand nous agissons dans notre propre intérêt, vous pouvez vous y opposer à tout moment, pour des raisons liées à votre situation. Nous arrêtons alors, sauf si nous pouvons vous montrer des raisons très fortes.',
    advertising: 'Vous pouvez vous opposer à la publicité à tout moment, sans donner de raison. Elle s’arrête alors.',
  },
  withdrawal: {
    heading: 'Reprendre un oui',
    body: 'Si vous avez donné votre accord, vous pouvez le retirer à tout moment sur notre page de confidentialité ou avec le lien dans chacun de ces messages. C’est aussi simple que de dire oui. Ce que nous avons fait avant reste licite.',
  },
  complaint: {
    heading: 'Si vous n’êtes pas content de nous',
    body: (authority) =>
      `Dites-le-nous, pour que nous puissions y remédier. Vous pouvez aussi à tout moment vous plaindre auprès d’une autorité de protection des données, là où vous vivez ou travaillez, ou ici : ${authority}`,
  },
  duty: {
    heading: 'Devez-vous nous dire quelque chose ?',
    body: 'Non, ni une loi ni un contrat ne vous y oblige. Mais sans votre message nous ne pouvons pas aider, et sans moyen de vous joindre nous ne pouvons pas répondre.',
  },
  machines: {
    heading: 'Pas de décision par une machine',
    body: 'Aucune machine ne décide seule de quelque chose d’important pour vous, et nous n’établissons pas de profil de vous.',
    some: {
      heading: 'Décisions par une machine',
      body: 'Une machine décide seule de ce qui suit, avec un effet important pour vous. Vous pouvez demander qu’une personne l’examine, donner votre avis et le contester.',
    },
  },
  categories: {
    all: 'tout ce que nous avons sur vous',
    Name: 'nom',
    Contact: 'coordonnées',
    EmailAddress: 'adresse e-mail',
    TelephoneNumber: 'numéro de téléphone',
    AccountIdentifier: 'compte client',
    Identifying: 'signes qui nous permettent de vous reconnaître',
    Communication: 'ce que vous écrivez',
    EmailContent: 'e-mails avec pièces jointes',
    CommunicationsMetadata: 'quand et comment les messages ont circulé',
    SocialMediaCommunication: 'messages des réseaux sociaux',
    Language: 'langue',
    IPAddress: 'adresse internet',
    UserAgent: 'type de navigateur',
    Location: 'lieu approximatif',
    Preference: 'vos choix',
    VoiceCommunicationRecording: 'enregistrements d’appels',
    Authenticating: 'codes qui montrent que c’est vous',
  },
  channels: {
    'web-chat': 'dans le chat',
    email: 'par e-mail',
    sms: 'par SMS',
    whatsapp: 'par WhatsApp',
    messenger: 'par Messenger',
    instagram: 'sur Instagram',
    telegram: 'par Telegram',
    viber: 'par Viber',
    line: 'par LINE',
    custom: 'par un canal propre',
  },
};
