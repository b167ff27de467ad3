// The privacy notice in Spanish. Warm and plain on purpose (Art. 12(1)); the articles stand beside the sections, not in the sentences.
import { periodWords } from '@parley/contract/period';
import type { NoticeWords } from './words.ts';

const after = {
  collected: 'después de recibirlos',
  'last-contact': 'después del último mensaje de la conversación',
  closing: 'después de cerrar la conversación',
  'end-of-contract': 'después del fin de su contrato',
} as const;

export const es: NoticeWords = {
  short: (company, others) =>
    `${company} lee lo que escribe aquí para poder ayudarle. ${others ? 'Qué más hacemos y por qué está en nuestro aviso de privacidad completo; la publicidad solo llega si dijo que sí.' : 'No lo usamos para nada más, salvo que diga que sí.'} Puede ver sus datos, llevárselos o pedirnos que los borremos en cualquier momento.`,
  controller: {
    heading: 'Quiénes somos',
    body: (company, country) =>
      `${company.name} es responsable de sus datos. Puede encontrarnos aquí:\n${company.name}\n${company.address}\n${country}\n${company.contactEmail ?? ''}`,
  },
  contact: {
    heading: 'Preguntas sobre sus datos',
    body: (officer, email) =>
      officer
        ? `Quien se encarga de la protección de datos cuida de los suyos y le atiende con gusto:\n${officer}`
        : `Escríbanos sin más a ${email}. Una persona lo lee y le responde.`,
  },
  purposes: {
    heading: 'Para qué usamos sus datos',
    basis: {
      consent: 'Solo lo hacemos si usted dio su consentimiento (art. 6.1.a del RGPD).',
      contract: 'Lo necesitamos para hacer lo que nos pidió (art. 6.1.b del RGPD).',
      'legal-obligation': 'La ley nos lo exige (art. 6.1.c del RGPD).',
      'vital-interests': 'Esto protege la vida o la salud de alguien (art. 6.1.d del RGPD).',
      'public-task': 'Es una tarea de interés público que se nos ha encargado (art. 6.1.e del RGPD).',
      'legitimate-interests': 'Tenemos un interés legítimo en ello, y usted puede oponerse (art. 6.1.f del RGPD).',
    },
    data: (categories) => `Datos que usamos: ${categories}.`,
    special: (categories) =>
      `También usa categorías especiales de datos: ${categories}. Para ello hace falta su consentimiento explícito (art. 9, apartado 2, letra a, del RGPD).`,
  },
  noted: {
    heading: 'Lo que nuestro equipo anota sobre usted',
    intro: 'Además de lo que usted escribe, nuestro equipo puede anotar lo siguiente sobre usted, solo para el fin que se indica:',
    line: (name, purpose, kept) => `• ${name} (para «${purpose}»), se conserva: ${kept}.`,
    by: { person: 'Nos lo dice usted.', company: 'Nuestro equipo lo anota sin que usted nos lo diga.' },
  },
  sources: {
    heading: 'Lo que no hemos recibido de usted',
    short: 'Algunos datos no proceden de usted: el aviso completo dice de dónde.',
    intro: 'Para estos fines usamos también datos que no proceden de usted. Vienen de aquí:',
    named: {
      import: (name) => `tomados de otro sistema: ${name}.`,
      'other-person': (name) => `nos los dijo otra persona: ${name}.`,
      'other-source': (name) => `de esta fuente: ${name}.`,
    },
    known: {
      company: 'anotados por nuestro propio equipo.',
      provider: 'el servicio por el que nos escribe nos da el nombre de su perfil.',
      handover: 'otra empresa, desde la que usted hizo que nos trajeran sus datos; es lo que esa empresa tenía sobre usted.',
      representative: 'alguien que ejerció sus derechos en su nombre; es lo que nos dijo de usted.',
    },
    isPublic: { yes: 'Esta fuente es de acceso público.', no: 'Esta fuente no es de acceso público.' },
    rest: 'Todo lo demás de esta página vale también para estos datos. Se lo decimos en el plazo de un mes, o con nuestro primer mensaje si llega antes.',
  },
  interests: { heading: 'Cuando actuamos en nuestro propio interés' },
  recipients: {
    heading: 'Quién más recibe datos',
    nobody:
      'Nadie más trabaja con sus datos para nosotros. Si nos escribe por correo electrónico, los servidores de correo llevan el mensaje, como cualquier correo. Nunca vendemos sus datos.',
    nobodyBut:
      'Nadie más recibe sus datos, salvo las empresas con las que decidimos juntas. Están nombradas a continuación. Si nos escribe por correo electrónico, los servidores de correo llevan el mensaje, como cualquier correo. Nunca vendemos sus datos.',
    some: 'Estas empresas nos ayudan. Solo pueden usar sus datos para nosotros y según nuestras instrucciones. Nunca vendemos sus datos.',
    alone: 'Estas empresas deciden por sí mismas cómo usan lo que reciben. Lo dicen sus propios avisos.',
    one: (recipient, country) => `${recipient.name}, ${country}: ${recipient.service}`,
  },
  joint: {
    heading: 'Empresas con las que decidimos juntas',
    body: (email) =>
      `Con estas empresas decidimos juntos cómo se usan sus datos. Un acuerdo por escrito dice quién hace qué. Puede ejercer sus derechos ante nosotros o ante cualquiera de ellas, y pasamos lo que le toca a cada una. Le contamos lo que acordamos: escriba a ${email}.`,
  },
  transfers: {
    heading: 'Países fuera de Europa',
    none: 'No pasamos sus datos a nadie fuera del Espacio Económico Europeo.',
    some: 'Algunas de las empresas que nos ayudan trabajan fuera del Espacio Económico Europeo. Sus datos siguen protegidos:',
    safeguard: {
      adequacy: 'la Comisión Europea ha decidido que allí los datos están bien protegidos',
      clauses: 'las obligan las cláusulas contractuales tipo de la Comisión Europea',
      'binding-rules': 'se les aplican normas vinculantes que aprobó una autoridad de protección de datos',
      certification: 'las cubre un certificado reconocido con compromisos vinculantes',
      'explicit-consent': 'solo si usted aceptó exactamente esto después de que le explicáramos los riesgos',
    },
    copy: (email) => `Si quiere una copia de estas garantías, escriba a ${email}.`,
  },
  periods: {
    heading: 'Cuánto tiempo los guardamos',
    intro:
      'El plazo empieza el día que se indica aquí. Después los datos se borran, salvo que una ley nos obligue a guardarlos más tiempo.',
    period: (period, starts) => `${periodWords(period, { Y: ['año', 'años'], M: ['mes', 'meses'], D: ['día', 'días'] })} ${after[starts]}`,
  },
  rights: {
    heading: 'Qué puede pedirnos',
    body: (email) =>
      `Puede pedirnos en cualquier momento que\n• le mostremos sus datos y le demos una copia,\n• corrijamos lo que esté mal,\n• los borremos,\n• no los usemos mientras se aclara una duda,\n• se los demos, a usted o a otra persona, en un formato que lean los ordenadores.\nTambién puede oponerse a cómo los usamos; lo explicamos en la parte siguiente. No le cuesta nada. Use nuestra página de privacidad o escriba a ${email}. Respondemos en el plazo de un mes.`,
  },
  objection: {
    heading: 'Su derecho a oponerse',
    interests:
      'Cuando actuamos en nuestro propio interés, puede oponerse en cualquier momento por motivos de su situación. Entonces paramos, salvo que podamos mostrarle razones muy fuertes.',
    advertising: 'Puede oponerse a la publicidad en cualquier momento, sin dar razones. Entonces se acaba.',
  },
  withdrawal: {
    heading: 'Retirar un sí',
    body: 'Si dio su consentimiento para algo, puede retirarlo en cualquier momento en nuestra página de privacidad o con el enlace que lleva cada uno de esos mensajes. Es tan fácil como decir que sí. Lo que hicimos antes sigue siendo lícito.',
  },
  complaint: {
    heading: 'Si no está contento con nosotros',
    body: (authority) =>
      `Díganoslo, por favor, para que podamos arreglarlo. También puede reclamar en cualquier momento ante una autoridad de protección de datos, donde vive o trabaja, o aquí: ${authority}`,
  },
  duty: {
    heading: '¿Tiene que contarnos algo?',
    body: 'No, ni la ley ni un contrato le obligan. Pero sin su mensaje no podemos ayudarle, y sin una forma de llegar a usted no podemos responder.',
  },
  machines: {
    heading: 'Ninguna máquina decide',
    body: 'Ninguna máquina decide sola nada importante para usted, y no hacemos ningún perfil suyo.',
    some: {
      heading: 'Decisiones de máquinas',
      body: 'Una máquina decide sola lo siguiente, con un efecto importante para usted. Puede pedir que lo examine una persona, dar su opinión e impugnarlo.',
    },
  },
  categories: {
    all: 'todo lo que tenemos sobre usted',
    Name: 'nombre',
    Contact: 'datos de contacto',
    EmailAddress: 'correo electrónico',
    TelephoneNumber: 'número de teléfono',
    AccountIdentifier: 'cuenta de cliente',
    Identifying: 'señas por las que le reconocemos',
    Communication: 'lo que escribe',
    EmailContent: 'correos con archivos adjuntos',
    CommunicationsMetadata: 'cuándo y cómo viajaron los mensajes',
    SocialMediaCommunication: 'mensajes de redes sociales',
    Language: 'idioma',
    IPAddress: 'dirección de internet',
    UserAgent: 'tipo de navegador',
    Location: 'lugar aproximado',
    Preference: 'sus decisiones',
    VoiceCommunicationRecording: 'grabaciones de llamadas',
    Authenticating: 'códigos que muestran que es usted',
  },
  channels: {
    'web-chat': 'en el chat',
    email: 'por correo electrónico',
    sms: 'por SMS',
    whatsapp: 'por WhatsApp',
    messenger: 'por Messenger',
    instagram: 'por Instagram',
    telegram: 'por Telegram',
    viber: 'por Viber',
    line: 'por LINE',
    custom: 'por un canal propio',
  },
};
