// The words of teams.
import { words } from '#lib/language.ts';

export const teamWords = words(
  {
    title: 'Teams',
    about:
      'Colleagues who look after conversations together. A conversation is with one team or none, beside whoever it is assigned to; a role may be limited to the conversations of teams.',
    add: 'Make a team',
    edit: 'Change',
    editOf: (name: string) => `Change ${name}`,
    empty: 'No teams',
    emptyMore: 'Without teams everybody sees what their role shows them in its inboxes.',
    name: 'Name',
    inboxes: 'Inboxes that it serves',
    inboxesHint: 'Only conversations of these can be given to it. What it no longer serves falls back to no team.',
    members: 'Members',
    membersHint: 'A membership opens nothing by itself: what somebody may see follows from their roles.',
    byGroup: (name: string) => `${name} (by a group)`,
    byGroupHint:
      'Whoever is in it by a group at the identity provider stays as long as they are in that group, ticked or not; ticked, they stay beyond it.',
    noInbox: 'serves no inbox yet',
    people: (count: number) => (count === 1 ? 'one member' : count === 0 ? 'nobody in it yet' : `${count} members`),
    save: 'Save',
    saved: 'Saved.',
    cancel: 'Cancel',
    rest: 'Put to rest',
    restOf: (name: string) => `Put ${name} to rest?`,
    restAbout: 'For good. It has no members any more, and roles that are limited to it show nothing.',
    load: (open: number, all: number) =>
      all === 0
        ? 'No conversation is with it.'
        : `${all === 1 ? 'One conversation is' : `${all} conversations are`} with it, ${open} of them not closed. They fall back to no team, and to whoever sees all of their inbox.`,
    falling: (open: number, all: number) =>
      `${all === 1 ? 'One conversation' : `${all} conversations`} of the inboxes that it no longer serves would fall back to no team, ${open} of them not closed.`,
    saveAnyway: 'Save, and let them fall back',
    rested: 'Put to rest.',
    restedMark: 'at rest',
    mine: 'yours',
  },
  {
    title: 'Teams',
    about:
      'Wer sich gemeinsam um Gespräche kümmert. Ein Gespräch ist bei einem Team oder bei keinem, neben der Person, der es zugewiesen ist; eine Rolle lässt sich auf die Gespräche von Teams begrenzen.',
    add: 'Team bilden',
    edit: 'Ändern',
    editOf: (name: string) => `${name} ändern`,
    empty: 'Keine Teams',
    emptyMore: 'Ohne Teams sieht jede Person, was ihre Rolle in deren Postfächern zeigt.',
    name: 'Name',
    inboxes: 'Postfächer, die es betreut',
    inboxesHint: 'Nur Gespräche aus diesen können ihm gegeben werden. Was es nicht mehr betreut, fällt an kein Team zurück.',
    members: 'Mitglieder',
    membersHint: 'Eine Mitgliedschaft öffnet für sich nichts: Was jemand sehen darf, folgt aus den Rollen.',
    byGroup: (name: string) => `${name} (durch eine Gruppe)`,
    byGroupHint:
      'Wer durch eine Gruppe beim Identitätsanbieter darin ist, bleibt es, solange die Gruppe die Person enthält, mit Haken oder ohne; mit Haken auch danach.',
    noInbox: 'betreut noch kein Postfach',
    people: (count: number) => (count === 1 ? 'ein Mitglied' : count === 0 ? 'noch niemand darin' : `${count} Mitglieder`),
    save: 'Speichern',
    saved: 'Gespeichert.',
    cancel: 'Abbrechen',
    rest: 'Zur Ruhe legen',
    restOf: (name: string) => `${name} zur Ruhe legen?`,
    restAbout: 'Für immer. Es hat keine Mitglieder mehr, und Rollen, die auf es begrenzt sind, zeigen nichts.',
    load: (open: number, all: number) =>
      all === 0
        ? 'Kein Gespräch ist bei ihm.'
        : `${all === 1 ? 'Ein Gespräch ist' : `${all} Gespräche sind`} bei ihm, davon nicht geschlossen: ${open}. Sie fallen an kein Team zurück, und an alle, die ihr ganzes Postfach sehen.`,
    falling: (open: number, all: number) =>
      `${all === 1 ? 'Ein Gespräch' : `${all} Gespräche`} aus Postfächern, die es nicht mehr betreut, ${all === 1 ? 'fiele' : 'fielen'} an kein Team zurück, davon nicht geschlossen: ${open}.`,
    saveAnyway: 'Speichern und zurückfallen lassen',
    rested: 'Ruht.',
    restedMark: 'ruht',
    mine: 'deins',
  },
);
