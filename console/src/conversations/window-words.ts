// The words of reply windows and approved messages.
import { words } from '#lib/language.ts';

export const windowWords = words(
  {
    soon: (time: string) => `You can answer freely until ${time}.`,
    personTitle: 'Only a person may still answer',
    person: (channel: string, hours: number, until: string) =>
      `${hours} hours have passed since the last message. ${channel} lets you, but no machine, answer until ${until}.`,
    closedTitle: 'The time for answers is over',
    closed: (channel: string) => `${channel} takes nothing from us until the person writes again. Use another channel until then.`,
    closedTemplates: (channel: string, hours: number) =>
      `${channel} takes words of your own for ${hours} hours after the person last wrote. Now only a template that it approved can be sent.`,
    full: (most: number, until: string) =>
      `WhatsApp lets the company begin with ${most} people in 24 hours, and that many were begun with. To somebody new, a template waits and leaves by itself, at the earliest at ${until}.`,
    choose: 'Choose a template',
    dialogTitle: 'Send a template',
    dialogAbout: 'Words that your company wrote and the provider approved. Fill the gaps; the gate decides as for any message.',
    template: 'Template',
    gap: (name: string) => (/^\d+$/.test(name) ? `Gap ${name}` : name.replaceAll('_', ' ')),
    preview: 'What the person will read',
    anew: 'Ask the provider again',
    old: 'The provider could not be asked now. This is what it told last time.',
    noneTitle: 'No template can be sent',
    none: 'Templates are written and submitted at the provider. Once one is approved there, it stands here.',
    notPlain: 'This template needs a picture, a link or a code that cannot be filled in here.',
    notApproved: (status: string) => `This template cannot be sent: ${status}.`,
    advertisingOnly: 'This template was approved as marketing: choose a purpose of advertising for it, and the gate asks for the consent.',
    unusable: 'not usable here',
    notSent: 'Not sent',
    cancel: 'Cancel',
    send: 'Send',
  },
  {
    soon: (time: string) => `Bis ${time} kannst du frei antworten.`,
    personTitle: 'Nur noch ein Mensch darf antworten',
    person: (channel: string, hours: number, until: string) =>
      `Seit der letzten Nachricht sind ${hours} Stunden vergangen. ${channel} lässt dich, aber keine Maschine, bis ${until} antworten.`,
    closedTitle: 'Die Zeit für Antworten ist vorbei',
    closed: (channel: string) => `${channel} nimmt nichts von uns an, bis die Person wieder schreibt. Nutze bis dahin einen anderen Kanal.`,
    closedTemplates: (channel: string, hours: number) =>
      `${channel} nimmt eigene Worte ${hours} Stunden lang an, nachdem die Person geschrieben hat. Jetzt geht nur noch eine freigegebene Vorlage.`,
    full: (most: number, until: string) =>
      `WhatsApp lässt die Firma in 24 Stunden mit ${most} Personen beginnen, und mit so vielen hat sie begonnen. Zu jemand Neuem wartet eine Vorlage und geht von selbst, frühestens ${until}.`,
    choose: 'Vorlage wählen',
    dialogTitle: 'Vorlage senden',
    dialogAbout: 'Worte eurer Firma, die der Anbieter freigegeben hat. Fülle die Lücken; die Schranke entscheidet wie bei jeder Nachricht.',
    template: 'Vorlage',
    gap: (name: string) => (/^\d+$/.test(name) ? `Lücke ${name}` : name.replaceAll('_', ' ')),
    preview: 'Was die Person lesen wird',
    anew: 'Anbieter noch einmal fragen',
    old: 'Der Anbieter war jetzt nicht zu erreichen. Das ist, was er zuletzt gesagt hat.',
    noneTitle: 'Keine Vorlage kann gesendet werden',
    none: 'Vorlagen werden beim Anbieter geschrieben und eingereicht. Sobald eine dort freigegeben ist, steht sie hier.',
    notPlain: 'Diese Vorlage braucht ein Bild, einen Link oder einen Code, die sich hier nicht einsetzen lassen.',
    notApproved: (status: string) => `Diese Vorlage kann nicht gesendet werden: ${status}.`,
    advertisingOnly:
      'Diese Vorlage wurde als Werbung freigegeben: wähle dafür einen Zweck der Werbung, dann fragt die Schranke nach der Einwilligung.',
    unusable: 'hier nicht nutzbar',
    notSent: 'Nicht gesendet',
    cancel: 'Abbrechen',
    send: 'Senden',
  },
);

/** As what a provider approved a template. */
export const categoryWords = words(
  { utility: 'service', marketing: 'advertising', authentication: 'codes' },
  { utility: 'Service', marketing: 'Werbung', authentication: 'Codes' },
);
export const statusWords = words(
  { approved: 'Approved', pending: 'Waiting for approval', paused: 'Paused by the provider', rejected: 'Not approved' },
  { approved: 'Freigegeben', pending: 'Wartet auf Freigabe', paused: 'Vom Anbieter angehalten', rejected: 'Nicht freigegeben' },
);
