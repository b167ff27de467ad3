// What each purpose is, in Spanish, for the person it concerns: short, friendly, no law.
import type { PurposeTexts } from '../types.ts';

export const es: Readonly<Record<string, PurposeTexts>> = {
  'service-conversation': {
    name: 'Responderle',
    description: 'Leemos lo que nos escribe y le respondemos. Guardamos la conversación para que no tenga que explicarlo todo dos veces.',
  },
  'service-messages': {
    name: 'Avisos sobre su pedido o consulta',
    description: 'Le contamos lo que necesita saber sobre algo que nos pidió, por ejemplo un pedido, una cita o una reparación.',
  },
  'identity-verification': {
    name: 'Asegurarnos de que es usted',
    description: 'Antes de mostrar, cambiar o borrar algo suyo le enviamos un código. Así nadie puede hacerlo en su nombre.',
  },
  'rights-fulfilment': {
    name: 'Cumplir sus derechos',
    description: 'Cuando pide ver, corregir, llevarse o borrar sus datos, lo hacemos y podemos demostrarlo después.',
  },
  'satisfaction-survey': {
    name: 'Preguntarle qué tal fue',
    description: 'Después de una conversación podemos preguntarle, con una sola pregunta corta, si le ayudamos bien.',
    interest: 'Queremos saber dónde ayudamos bien y dónde tenemos que mejorar.',
  },
  marketing: {
    name: 'Novedades y ofertas',
    description: 'Le hablamos de novedades y ofertas que pueden interesarle, solo por los medios en los que nos dijo que sí.',
    choice: 'Sí, envíenme novedades y ofertas {channel}. Puedo cambiar de opinión en cualquier momento.',
  },
  analytics: {
    name: 'Aprender de las visitas',
    description: 'Miramos cómo se usa nuestro chat, por ejemplo dónde se abrió y cuánto duró, para mejorarlo.',
    choice: 'Sí, pueden mirar cómo uso {channel} para mejorarlo. Puedo cambiar de opinión en cualquier momento.',
  },
  recording: {
    name: 'Grabar llamadas',
    description: 'Grabamos una llamada para poder volver a escucharla, por ejemplo cuando se acordó algo.',
    choice: 'Sí, pueden grabar esta llamada. Puedo cambiar de opinión en cualquier momento.',
  },
  'staff-administration': {
    name: 'Cuentas del equipo',
    description: 'Guardamos el nombre y el correo de quienes trabajan con Parley, para que puedan entrar y quede claro quién hizo qué.',
  },
};
