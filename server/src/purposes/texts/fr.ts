// What each purpose is, in French, for the person it concerns: short, friendly, no law.
import type { PurposeTexts } from '../types.ts';

export const fr: Readonly<Record<string, PurposeTexts>> = {
  'service-conversation': {
    name: 'Vous répondre',
    description:
      'Nous lisons ce que vous nous écrivez et nous répondons. Nous gardons la conversation pour que vous n’ayez pas à tout expliquer deux fois.',
  },
  'service-messages': {
    name: 'Des nouvelles de votre commande ou de votre demande',
    description:
      'Nous vous disons ce que vous devez savoir sur ce que vous nous avez demandé, par exemple une commande, un rendez-vous ou une réparation.',
  },
  'identity-verification': {
    name: 'Vérifier que c’est bien vous',
    description:
      'Avant de montrer, modifier ou effacer quoi que ce soit qui vous concerne, nous vous envoyons un code. Ainsi, personne ne peut le faire à votre place.',
  },
  'rights-fulfilment': {
    name: 'Respecter vos droits',
    description: 'Quand vous demandez à voir, corriger, emporter ou effacer vos données, nous le faisons et pouvons le prouver plus tard.',
  },
  'satisfaction-survey': {
    name: 'Vous demander si tout s’est bien passé',
    description: 'Après une conversation, nous pouvons vous demander en une courte question si nous vous avons bien aidé.',
    interest: 'Nous aimerions savoir où nous aidons bien et où nous devons faire mieux.',
  },
  marketing: {
    name: 'Nouveautés et offres',
    description: 'Nous vous parlons de nouveautés et d’offres qui peuvent vous intéresser, seulement là où vous avez dit oui.',
    choice: 'Oui, envoyez-moi vos nouveautés et offres {channel}. Je peux changer d’avis à tout moment.',
  },
  analytics: {
    name: 'Apprendre des visites',
    description:
      'Nous regardons comment notre chat est utilisé, par exemple où il a été ouvert et combien de temps cela a duré, pour l’améliorer.',
    choice: 'Oui, vous pouvez regarder comment j’utilise {channel} pour faire mieux. Je peux changer d’avis à tout moment.',
  },
  recording: {
    name: 'Enregistrer les appels',
    description: 'Nous enregistrons un appel pour pouvoir le réécouter, par exemple quand quelque chose a été convenu.',
    choice: 'Oui, vous pouvez enregistrer cet appel. Je peux changer d’avis à tout moment.',
  },
  'staff-administration': {
    name: 'Comptes des collègues',
    description:
      'Nous gardons le nom et l’adresse e-mail de chaque personne qui travaille avec Parley, pour qu’elle puisse se connecter et qu’on sache qui a fait quoi.',
  },
};
