// The second step of a yes, and what is asked where a statement or an age is needed.
import type { ConsentWords } from '../en/consent.ts';

export const consent: ConsentWords = {
  answer: {
    title: 'Su respuesta',
    statement: 'Si acepta, dice esto, y solo esto:',
    age: '¿Qué edad tiene?',
    choose: 'Elija, por favor',
    ages: {
      'under-13': 'Menos de 13 años',
      '13': '13',
      '14': '14',
      '15': '15',
      '16': '16',
      '17': '17',
      'of-age': '18 años o más',
    },
    country: '¿En qué país vive?',
    elsewhere: 'Otro país',
    parent: 'Correo de su madre, padre o tutor, si es menor',
    parentWhy: 'Le preguntamos, porque a esa edad solo cuenta si está de acuerdo. No usamos la dirección para nada más.',
    waitsSelf:
      'Casi listo. Falta confirmarlo: por la madre, el padre o el tutor que indicó, o por usted en un mensaje {channel}. Hasta entonces cuenta como no, y a los 7 días lo olvidamos.',
    answerIt: 'Leer y responder',
  },
  confirm: {
    title: 'Por favor, confirme',
    ask: '¿Es correcto?',
    askParent: 'Un menor le pide permiso',
    said: 'Lo que se dijo:',
    saidParent: 'El menor quiere aceptar esto:',
    yes: 'Sí',
    no: 'No',
    given: 'Confirmado. Vale desde ahora. Puede cambiar de opinión cuando quiera.',
    pending: 'Gracias. Ahora lo confirma el menor, en un mensaje propio. Todavía puede retirarlo aquí.',
    over: 'Esto ya no está abierto: se respondió, se retiró o pasó el plazo. No ocurre nada.',
    declined: 'Hecho. Cuenta como no, y no ocurre nada.',
    free: 'Un no vale tanto como un sí. Si no hace nada, no pasa nada.',
    notice: 'Qué ocurre con los datos',
  },
};
