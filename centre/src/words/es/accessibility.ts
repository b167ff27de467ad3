import type { AccessibilityWords } from '../en/accessibility.ts';

export const accessibility: AccessibilityWords = {
  statement: {
    title: 'Accesibilidad',
    intro:
      'Estas páginas son para todo el mundo. Esta declaración dice qué hicimos para ello, cómo lo sabemos y qué no es perfecto todavía.',
    standard: 'La norma que seguimos',
    standardText:
      'Estas páginas de privacidad están hechas para cumplir las pautas de accesibilidad para el contenido web (WCAG) 2.2, nivel AA, lo que incluye lo que la norma EN 301 549 pide a las páginas web.',
    means: [
      'Funcionan sin JavaScript y solo con el teclado, y todo en ellas tiene un nombre que un lector de pantalla puede decir.',
      'Se pueden ampliar al 200 % sin desplazarse de lado, y caben en teléfonos pequeños.',
      'Los colores tienen suficiente contraste, en claro y en oscuro, sea cual sea el color de la empresa.',
      'Cada botón es bastante grande para un dedo, y nada se mueve ni caduca mientras lee. Solo la visita termina, después de una hora.',
      'Las palabras son sencillas, en inglés, alemán, francés y español.',
    ],
    tested: 'Cómo se comprueba',
    testedText:
      'Por el propio fabricante, no por un organismo externo. Con cada cambio, cada página se comprueba en un navegador real con la herramienta axe, en claro, en oscuro y en un teléfono; se hacen visitas enteras sin JavaScript; se miden la ampliación y el tamaño de los botones.',
    gaps: 'Qué no es perfecto',
    gapList: [
      'Las personas que usan cada día un lector de pantalla todavía no han probado estas páginas.',
      'No hay versión en lengua de signos ni en lectura fácil.',
      'Los textos que escribió la propia empresa, como partes del aviso, y los ficheros de su archivo pueden ser menos accesibles.',
      'Las horas están en UTC, porque estas páginas no preguntan dónde está usted.',
    ],
    write: 'A quién escribir',
    writeText: '¿Algo se lo impidió? Díganoslo, y en qué página. Respondemos, y mientras tanto le damos lo que necesita de otra manera.',
    writeNobody: '¿Algo se lo impidió? Dígaselo a la empresa cuyo mensaje le trajo aquí.',
    subject: 'Accesibilidad de las páginas de privacidad',
    body: 'Si nuestra respuesta no ayuda, el organismo que vela por la accesibilidad en su país recibe reclamaciones.',
    date: 'Hecha el {date}.',
  },
};
