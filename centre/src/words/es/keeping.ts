// The words of what recipients keep of somebody who was erased, and for how long (Art. 17(1), 19).
export const keeping = {
  keeps: {
    lead: '{channels}: ',
    carries: 'Lleva uno de sus canales y quizá guarde mensajes de antes.',
    signed: 'Tal como se firmó, en inglés:',
    asked: {
      messages: {
        first: {
          one: 'Un mensaje se vació y se borró allí por su interfaz.',
          other: '{count} mensajes se vaciaron y se borraron allí por su interfaz.',
        },
        after: 'De sus propias copias de seguridad desaparecen a más tardar el {date}.',
        left: {
          one: 'Uno no se pudo borrar allí en una semana: nos toca ocuparnos. Los mensajes quedan allí 400 días.',
          other: '{count} no se pudieron borrar allí en una semana: nos toca ocuparnos. Los mensajes quedan allí 400 días.',
        },
      },
      chat: {
        first: {
          one: 'Un mensaje se borró allí por su interfaz, para ambas partes.',
          other: '{count} mensajes se borraron allí por su interfaz, para ambas partes.',
        },
        kept: {
          one: 'Hay uno que su interfaz ya no borra, porque es demasiado antiguo o el chat le está cerrado: queda en el chat hasta que usted lo borre allí.',
          other:
            'Hay {count} que su interfaz ya no borra, porque son demasiado antiguos o el chat le está cerrado: quedan en el chat hasta que usted los borre allí.',
        },
        left: {
          one: 'Uno no se pudo borrar allí en una semana: nos toca ocuparnos.',
          other: '{count} no se pudieron borrar allí en una semana: nos toca ocuparnos.',
        },
      },
      files: {
        first: { one: 'Un archivo se borró allí por su interfaz.', other: '{count} archivos se borraron allí por su interfaz.' },
        after: 'Su interfaz no borra palabras: según dice, las guarda 30 días como mucho, hasta el {date}. Lo que está en su chat es suyo.',
        left: {
          one: 'Un archivo no se pudo borrar allí en una semana: nos toca ocuparnos.',
          other: '{count} archivos no se pudieron borrar allí en una semana: nos toca ocuparnos.',
        },
      },
      redaction: {
        first: {
          one: 'Un mensaje se tachó allí por su interfaz: palabras y números han desaparecido de sus registros.',
          other: '{count} mensajes se tacharon allí por su interfaz: palabras y números han desaparecido de sus registros.',
        },
        after: 'Los registros de sus servidores no se pueden tachar; según dice, se guardan unas semanas.',
        kept: {
          one: 'Hay uno que su interfaz no conoce: no se tachó nada de él.',
          other: 'Hay {count} que su interfaz no conoce: no se tachó nada de ellos.',
        },
        left: {
          one: 'Uno no se pudo tachar allí en una semana: nos toca ocuparnos.',
          other: '{count} no se pudieron tachar allí en una semana: nos toca ocuparnos.',
        },
      },
      mailbox: {
        first: {
          one: 'Un correo se encontró en las carpetas de nuestro buzón y se borró.',
          other: '{count} correos se encontraron en las carpetas de nuestro buzón y se borraron.',
        },
        after: 'Las copias de seguridad del buzón las tiene quien lo lleva: nos toca pedirlas.',
        missing: {
          one: 'Uno se buscó en todas las carpetas y no se encontró en ninguna.',
          other: '{count} se buscaron en todas las carpetas y no se encontraron en ninguna.',
        },
        elsewhere: {
          one: 'Uno venía de un buzón que ya no se lee, y no estaba en este: nos toca ocuparnos allí.',
          other: '{count} venían de un buzón que ya no se lee, y no estaban en este: nos toca ocuparnos allí.',
        },
        kept: {
          one: 'Uno sin identificador propio no se pudo volver a encontrar allí: nos toca ocuparnos.',
          other: '{count} sin identificador propio no se pudieron volver a encontrar allí: nos toca ocuparnos.',
        },
        left: {
          one: 'Uno no se pudo borrar allí en una semana: nos toca ocuparnos.',
          other: '{count} no se pudieron borrar allí en una semana: nos toca ocuparnos.',
        },
      },
      nothing: {
        first: {
          one: 'Su interfaz no borra nada: un mensaje que llevó no se pudo retirar allí.',
          other: 'Su interfaz no borra nada: {count} mensajes que llevó no se pudieron retirar allí.',
        },
        after: 'Lo que está en su chat es suyo, y puede borrarlo allí.',
      },
      protocol: {
        first: {
          one: 'Un mensaje pasó por un protocolo que no puede retirar nada (SMPP): nos toca pedir que se borre lo que quede de él.',
          other:
            '{count} mensajes pasaron por un protocolo que no puede retirar nada (SMPP): nos toca pedir que se borre lo que quede de ellos.',
        },
      },
    },
    published: {
      viber: 'Viber dice que guarda un mensaje solo hasta que se entrega, y dos semanas si no se puede entregar.',
      line: 'LINE dice que guarda imágenes y archivos durante cierto tiempo, y no publica ningún plazo para las palabras.',
      'meta-pages':
        'Meta no publica ningún plazo para los mensajes de Messenger e Instagram: según su política de privacidad, decide en cada caso cuánto los necesita.',
      'meta-by-twilio': 'Meta dice que guarda 30 días como mucho los mensajes de WhatsApp que le pasa Twilio.',
      relay:
        'Es el servidor por el que sale nuestro correo: qué guarda en su cola y sus registros, y cuánto tiempo, lo fijó quien lo lleva. No hay ningún plazo publicado.',
      mailgun:
        'Mailgun dice que guarda el correo tanto como hayamos fijado, siete días como mucho, y lo que pasó con él al menos tres días.',
      sendgrid:
        'SendGrid dice que guarda las palabras de un correo hasta que se entrega, tres días como mucho, casi todo lo demás 37 días, y algunos sucesos sin palabras bajo un seudónimo hasta un año.',
      postmark: 'Postmark dice que guarda el correo, y lo que pasó con él, 45 días, o tanto como fije la cuenta, entre 7 y 365 días.',
      ses: 'Amazon no publica ningún plazo para el correo que recibe SES; dice que SNS intenta entregarlo una hora como mucho y luego lo descarta, salvo que haya una cola para lo fallido.',
      fcm: 'Google dice que guarda un aviso que no puede entregar tanto como se le indica, aquí un día, y aquello por lo que conoce su dispositivo hasta que la aplicación lo deja o no se usa en 270 días, y luego hasta 180 días más.',
      apns: 'Apple dice que guarda un aviso que no puede entregar hasta el momento que se le indica, aquí un día. No publica ningún plazo para aquello por lo que conoce su dispositivo.',
      'web-push':
        'No puede leer el aviso y, según el protocolo, lo guarda como mucho tanto como se le indica, aquí un día. No hay ningún plazo publicado para la dirección de su navegador.',
    },
  },
};
