// The words of backups and their drills.
import { words } from '#lib/language.ts';

export const backupWords = words(
  {
    title: 'Backups',
    about:
      'When a backup was made last, whether a restore of it was tried out, and what is to be done (Art. 32(1)(b), (c)). Backups are made and tried out where Parley runs, by its operator; nothing is fetched or put in here.',
    last: 'The newest backup',
    none: 'None was made yet: what is lost is lost.',
    gone: 'Its key is destroyed: it opens no more.',
    madeAt: 'Made',
    opensUntil: 'Opens until',
    opensAbout: (days: number) =>
      `After ${days} days its key is destroyed, so that nobody who was erased meanwhile can be read in it for longer.`,
    todo: 'What to do',
    nothing: 'Nothing: the newest backup is fresh, and a restore went well in time.',
    'make-first': 'Make a first backup.',
    'make-anew': 'Make a new backup: the newest is old, or opens no more.',
    drill: 'Try a restore out. It runs beside the house and changes nothing in it.',
    'look-at-drill':
      'The last restore did not bring back what it must. Run it again where Parley runs: it names what was missing or should not be there.',
    command: 'Command',
    keysToo: 'The key folder is in no backup: copy it by itself, often, to another place, and keep no old copies.',
    drills: 'Restores that were tried out',
    noDrill: 'None yet.',
    drillAbout: (days: number) => `At least every ${days} days; the control of the posture looks at it.`,
    good: 'Good',
    bad: (count: number) => (count === 1 ? '1 deviation' : `${count} deviations`),
    of: 'of the backup of',
    took: (seconds: number) => `took ${seconds} s`,
  },
  {
    title: 'Sicherungen',
    about:
      'Wann zuletzt gesichert wurde, ob eine Wiederherstellung davon geübt wurde und was zu tun ist (Art. 32 Abs. 1 lit. b und c). Gesichert und geübt wird dort, wo Parley läuft, durch den Betreiber; hier wird nichts abgeholt oder eingespielt.',
    last: 'Die neueste Sicherung',
    none: 'Noch keine: Was verloren geht, ist verloren.',
    gone: 'Ihr Schlüssel ist vernichtet: Sie öffnet sich nicht mehr.',
    madeAt: 'Gemacht',
    opensUntil: 'Öffnet sich bis',
    opensAbout: (days: number) =>
      `Nach ${days} Tagen wird ihr Schlüssel vernichtet, damit niemand darin länger lesbar ist, der inzwischen gelöscht wurde.`,
    todo: 'Was zu tun ist',
    nothing: 'Nichts: Die neueste Sicherung ist frisch, und eine Wiederherstellung ging rechtzeitig gut.',
    'make-first': 'Mach eine erste Sicherung.',
    'make-anew': 'Mach eine neue Sicherung: Die neueste ist alt oder öffnet sich nicht mehr.',
    drill: 'Übe eine Wiederherstellung. Sie läuft neben dem Haus und ändert nichts darin.',
    'look-at-drill':
      'Die letzte Wiederherstellung brachte nicht zurück, was sie muss. Lass sie dort, wo Parley läuft, noch einmal laufen: Sie nennt, was fehlte oder nicht da sein darf.',
    command: 'Befehl',
    keysToo:
      'Der Schlüsselordner ist in keiner Sicherung: Kopiere ihn für sich, oft, an einen anderen Ort, und behalte keine alten Kopien.',
    drills: 'Geübte Wiederherstellungen',
    noDrill: 'Noch keine.',
    drillAbout: (days: number) => `Mindestens alle ${days} Tage; die Kontrolle der Lage sieht danach.`,
    good: 'Gut',
    bad: (count: number) => (count === 1 ? '1 Abweichung' : `${count} Abweichungen`),
    of: 'von der Sicherung vom',
    took: (seconds: number) => `dauerte ${seconds} s`,
  },
);
