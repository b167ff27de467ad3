// How people ask for a right of Art. 7(3) and 15 to 22, per language, in folded words (fold.ts): a verb alone says little ("delete my order"), so it counts beside the person's own data.
import type { AskedRight } from '@parley/contract';

/** Sources of patterns; `own` and `held` are two ways to say "my data", `denied` is a wish taken back or a thing done, with its verb. */
export type Phrases = {
  readonly own: string;
  readonly held: string;
  readonly denied: string;
  /** Looked for beside `own` or `held`. */
  readonly beside: Readonly<Partial<Record<AskedRight, string>>>;
  /** Enough by themselves. */
  readonly alone: Readonly<Partial<Record<AskedRight, string>>>;
};

const few = (words: number) => `(?: [a-z]+){0,${words}}?`;

export const phrases: Readonly<Record<string, Phrases>> = {
  en: {
    own: `my${few(2)} (?:data|information|details|records)(?! (?:plan|volume|roaming|usage|allowance|connection|package|bundle|cable|card|page|screen|sheet))`,
    held: `(?:data|info|information|everything|anything|all|what|details)${few(5)} (?:have|hold|stored?|storing|holding|keep|know|process|processing|collect|collected|saved)${few(2)} (?:on|about|of|from) me`,
    denied: `\\b(?:do not|don t|never|not|cannot|can t|didn t|did not) (?:(?:want|wish|need|mean|intend|ask|asked|asking|told|you|to|please|ever|yet|have|be|like|would|that|my|your|us|going|anyone|any|data|it) ){0,7}(?:deleted?|erased?|remove[d]?|destroy|wiped?|correct|restrict|object|withdraw|transfer)\\b|\\bi(?: ve)? (?:have |had |already |just )*(?:deleted|erased|removed|corrected|wiped)\\b`,
    beside: {
      portability: `machine readable|portab|another (?:provider|company|controller)|(?:transfer|transmit|port) my (?:personal )?data to`,
      restriction: `restrict|(?:stop|pause|suspend) (?:processing|using)${few(3)} (?:while|until)|(?:stop|pause|suspend|freeze|block) (?:processing|the processing|using)`,
      objection: `\\b(?:object|objection|oppose)\\b`,
      rectification: `\\b(?:correct|rectif[a-z]+|amend)\\b${few(8)} (?:data|information|details|records|it)\\b|(?:wrong|incorrect|inaccurate)${few(4)} (?:correct|rectify|amend)`,
      erasure: `\\b(?:delete|deleted|deletion|erase|erased|erasure|remove|removed|removal|wipe|destroy|get rid of)\\b`,
    },
    alone: {
      access: `subject access request|know what you know about me|\\bdsar\\b|right of access|(?:request|want|like|please|send|provide|need|give|right)${few(5)} (?:a )?cop(?:y|ies) of (?:all )?(?:of )?(?:my|the personal) (?:personal )?(?:data|information)|(?:request|exercise|demand)${few(4)} access to my${few(1)} (?:data|information)|(?:send|give|show|tell|provide|know|want|what|which|disclose)${few(4)} (?:data|info|information|everything|anything|all)${few(5)} (?:have|hold|stored?|storing|holding|keep|know|process|processing|collect|collected|saved)${few(2)} (?:on|about|of) me`,
      erasure: `right to be forgotten|right to erasure`,
      objection: `object to${few(5)} (?:direct marketing|profiling)`,
      portability: `right to (?:data )?portability`,
      withdrawal: `(?:withdraw|revoke|take back|withdrawing|revoking)${few(2)} (?:consent|permission)|consent${few(1)} (?:is )?withdrawn`,
      'human-review': `(?:human|person|somebody|someone)${few(6)} (?:automated|automatic|algorithmic) (?:decision|refusal|processing)|(?:automated|automatic) decision${few(8)} (?:human|person|someone)`,
    },
  },
  de: {
    own: `mein(?:e|er|en)(?: (?:bei ihnen|bei euch|gesamten?|samtlichen?|personenbezogenen?|personlichen?|gespeicherten?|privaten?))* (?:daten|angaben|informationen)\\b`,
    held: `(?:daten|informationen|angaben|alles|was)${few(6)} (?:uber mich|von mir|zu meiner person)|uber mich (?:gespeicherten?|vorhandenen?) (?:daten|informationen|angaben)`,
    denied: `\\b(?:nicht|keinesfalls|niemals)(?! (?:mehr|langer))(?: (?:dass|sie|ihr|du|ich|zu|ganz|einfach|jetzt|sofort|alle|meine[nr]?|personenbezogenen|daten|meinem?|konto|wieder|gleich|komplett|so)){0,7} (?:ge|zu )?(?:losch|entfern|vernicht|tilg|berichtig|korrigier|widersprech|widerspruch|einschrank|sperr)[a-z]*|\\b(?:losch|entfern|vernicht|tilg|berichtig|korrigier|widersprech|widersprich)[a-z]*(?: [a-z]+){0,7} (?:nicht|keinesfalls)$|\\bhabe?(?: [a-z]+){1,6} (?:geloscht|entfernt|korrigiert|berichtigt)\\b`,
    beside: {
      portability: `maschinenlesbar|ubertragbarkeit|(?:ubertrag|ubermittel)[a-z]*${few(8)} (?:anbieter|unternehmen)`,
      restriction: `einschrank|\\b(?:sperr(?:en|t|ung|e)|einfrieren)\\b`,
      objection: `widersprech|widersprich|widerspruch|untersag`,
      rectification: `berichtig|korrigier|richtigstell|richtigzustell`,
      erasure: `\\b(?:losch|geloscht|zu loschen|entfern|entfernt|vernicht|tilg)[a-z]*`,
      access: `\\bkopie\\b|auskunft|einsicht`,
    },
    alone: {
      access: `(?:welche|was|alle|alles|samtliche|auskunft)${few(6)} (?:uber mich|zu meiner person)${few(5)} (?:speicher|gespeicher|hab|wiss|wisst|verarbeit|vorlieg|vorhand)|(?:was|welche daten|alles)${few(2)} (?:wissen|wisst|haben|habt|speichern|speichert)${few(4)} (?:uber mich|von mir)|(?:kopie|auskunft)${few(6)} (?:daten|informationen)${few(4)} (?:von mir|uber mich|zu meiner person)|auskunftsrecht|datenauskunft|selbstauskunft`,
      erasure: `recht auf (?:vergessen|loschung)`,
      objection: `(?:widersprech|widerspruch)[a-z]*${few(5)} (?:werbung|werbezweck|direktwerbung|profiling)`,
      portability: `recht auf datenubertragbarkeit`,
      withdrawal: `(?:widerruf|widerrufe|zuruckzieh|ziehe|nehme)[a-z]*${few(5)} (?:einwilligung|zustimmung|einverstandnis)|(?:einwilligung|zustimmung|einverstandnis)${few(6)} (?:widerruf|zuruck)`,
      'human-review': `(?:mensch|person|mitarbeiter|jemand)${few(6)} (?:automatisiert|automatisch|algorithm)[a-z]* (?:entscheidung|ablehnung)|(?:automatisiert|automatisch)[a-z]* entscheidung${few(8)} (?:mensch|person|mitarbeiter)`,
    },
  },
  fr: {
    own: `mes${few(1)} (?:donnees|informations)(?! mobiles)`,
    held: `(?:donnees|informations|tout)${few(5)} (?:sur moi|me concernant|a mon sujet)`,
    denied: `\\b(?:ne|n) (?:(?:veux|souhaite|voulais|pas|que|vous|surtout|jamais|mes|donnees|demande|ai) ){0,7}(?:supprim|effac|detrui|rectifi|oppos)[a-z]*`,
    beside: {
      portability: `portabilite|lisible par (?:une )?machine|autre (?:prestataire|fournisseur)`,
      restriction: `limitation|(?:limiter|geler|suspendre) le traitement`,
      objection: `oppose|opposition`,
      rectification: `rectifi|corrig`,
      erasure: `supprim|suppression|effac|detrui`,
      access: `copie`,
    },
    alone: {
      access: `(?:quelles|toutes|savoir|communiquer|envoyer|connaitre|copie)${few(4)} (?:donnees|informations)${few(5)} (?:sur moi|me concernant|a mon sujet)|(?:demande|exerce|souhaite|droit)${few(4)} acces a mes${few(1)} donnees|droit d acces`,
      erasure: `droit a l (?:oubli|effacement)`,
      objection: `m oppose${few(5)} (?:prospection|publicite|profilage)`,
      portability: `droit a la portabilite`,
      withdrawal: `(?:retire|revoque|retirer|revoquer|retrait)${few(2)} consentement`,
      'human-review': `(?:humain|personne|quelqu un)${few(6)} decision automatis|(?:automatisee?s?|automatique)${few(8)} (?:humain|personne|humaine)`,
    },
  },
  es: {
    own: `mis datos(?! moviles)|mi informacion personal`,
    held: `(?:datos|informacion|todo lo que)${few(5)} (?:sobre mi|de mi|acerca de mi)\\b`,
    denied: `\\bno (?:(?:quiero|deseo|que|se|me|le|pido|mis|datos|ustedes|vayan|a|hace|falta) ){0,7}(?:borr|elimin|suprim|rectifi|opong)[a-z]*`,
    beside: {
      portability: `portabilidad|lectura mecanica|legible por maquina|otro (?:proveedor|responsable)`,
      restriction: `limitacion|limit(?:en|ar) el (?:tratamiento|uso)|bloque[a-z]*`,
      objection: `opongo|oposicion|oponerme`,
      rectification: `rectifi|corrij|corregi|correccion`,
      erasure: `borr[a-z]+|elimin[a-z]+|supr(?:im|esion)[a-z]*|cancelacion`,
      access: `copia|(?:solicito|solicitar|derecho|ejerc[a-z]+|pido)${few(3)} acceso`,
    },
    alone: {
      access: `(?:que|todos|cuales|saber|copia)${few(3)} (?:datos|informacion)${few(4)} (?:tien|guard|almacen|conserv|trat|sab)[a-z]*${few(2)} (?:sobre mi|de mi|acerca de mi)|derecho de acceso`,
      erasure: `derecho al olvido|derecho de supresion`,
      objection: `me opongo${few(5)} (?:publicidad|marketing|publicitari)`,
      portability: `derecho a la portabilidad`,
      withdrawal: `(?:retiro|revoco|retirar|revocar)${few(2)} consentimiento`,
      'human-review': `(?:persona|humano|alguien)${few(6)} decision automatiz|automatizada${few(8)} (?:persona|humano|humana)`,
    },
  },
  it: {
    own: `(?:i )?miei${few(1)} dati|(?:le )?mie informazioni personali`,
    held: `(?:dati|informazioni|tutto quello che)${few(5)} (?:su di me|sul mio conto|che mi riguardano)`,
    denied: `\\bnon (?:(?:voglio|desidero|che|vengano|siano|i|miei|dati|si|chiedo|di|dovete|ho) ){0,7}(?:cancell|elimin|rimuov|rettific|oppong)[a-z]*`,
    beside: {
      portability: `portabilita|leggibile da (?:un )?(?:dispositivo|macchina)|altro (?:fornitore|titolare)`,
      restriction: `limitazione|limitare il trattamento`,
      objection: `oppongo|opposizione|oppormi`,
      rectification: `rettific|corregg|correzione`,
      erasure: `cancell|elimin|rimuov|rimozione`,
      access: `copia|(?:chiedo|richiedo|diritto|esercit[a-z]+)${few(3)} (?:l )?accesso`,
    },
    alone: {
      access: `(?:quali|tutti|sapere|copia|che)${few(3)} (?:dati|informazioni)${few(5)} (?:su di me|sul mio conto|che mi riguardano)|diritto di accesso`,
      erasure: `diritto all (?:oblio|cancellazione)`,
      objection: `mi oppongo${few(5)} (?:marketing|pubblicit|profilazione)`,
      portability: `diritto alla portabilita`,
      withdrawal: `(?:revoco|ritiro|revocare|ritirare)${few(2)} consenso`,
      'human-review': `(?:persona|umano|qualcuno)${few(6)} decisione automatizzat|automatizzat[a-z]*${few(8)} (?:persona|umano|umana)`,
    },
  },
  nl: {
    own: `mijn${few(1)} (?:gegevens|persoonsgegevens|data)\\b`,
    held: `(?:gegevens|informatie|alles|wat)${few(5)} over mij\\b`,
    denied: `\\bniet(?! (?:meer|langer))(?: (?:dat|u|jullie|mijn|gegevens|te|zomaar|al)){0,6} (?:verwijder|wis|vernietig|corriger)[a-z]*|(?:verwijder|\\bwis)[a-z]*(?: [a-z]+){0,6} niet$`,
    beside: {
      portability: `machineleesbaar|overdraagbaarheid|andere (?:aanbieder|partij)`,
      restriction: `beperk`,
      objection: `bezwaar|verzet`,
      rectification: `corriger|rectific|rechtzet|verbeter`,
      erasure: `verwijder|\\b(?:wis|wissen|gewist)\\b|vernietig`,
      access: `kopie|inzage`,
    },
    alone: {
      access: `inzageverzoek|recht op inzage|(?:welke|alle|wat)${few(3)} (?:gegevens|informatie)${few(5)} over mij\\b|\\bwat (?:weten |hebben |bewaren )?(?:jullie|u|je)${few(5)} over mij\\b`,
      erasure: `recht op (?:vergetelheid|gegevenswissing)|recht om vergeten te worden`,
      objection: `bezwaar${few(6)} (?:direct marketing|reclame|profilering)`,
      portability: `recht op (?:data|gegevens)?overdraagbaarheid`,
      withdrawal: `trek${few(3)} toestemming${few(3)} in\\b|toestemming${few(3)} in(?:trekken| te trekken)|intrekk[a-z]*${few(4)} toestemming`,
      'human-review': `(?:mens|persoon|medewerker|iemand)${few(6)} (?:geautomatiseerde|automatische) (?:beslissing|besluit)|geautomatiseerde?${few(8)} (?:mens|persoon|medewerker)`,
    },
  },
  pl: {
    own: `moj(?:e|ich|ego|a)${few(2)} dan(?:e|ych)\\b|moich${few(2)} danych`,
    held: `dan(?:e|ych)${few(5)} (?:na moj temat|o mnie|mnie dotycz)|wszystko co${few(4)} o mnie`,
    denied: `\\bnie (?:(?:chce|prosze|zebyscie|aby|panstwo|moje|moich|danych|nalezy) ){0,5}(?:usuw|kasuj|usun|wymaz|popraw)[a-z]*`,
    beside: {
      portability: `przenies|maszynow|inne(?:go|mu) (?:dostawc|administrator)`,
      restriction: `ogranicz`,
      objection: `sprzeciw`,
      rectification: `sprostow|popraw|skoryg`,
      erasure: `usun|kasow|wymaz`,
      access: `kopi[aei]\\b|dostep[a-z]* do`,
    },
    alone: {
      access: `(?:jakie|wszystkie|wszelkie|jakich)${few(2)} dan(?:e|ych)${few(5)} (?:na moj temat|o mnie|mnie dotycz)|prawo dostepu do${few(2)} danych`,
      erasure: `prawo do bycia zapomnian|prawo do usuniecia`,
      portability: `prawo do przenoszenia`,
      withdrawal: `(?:wycof|cofam|cofn|odwol)[a-z]*${few(3)} zgod`,
      'human-review': `(?:czlowiek|osob|pracownik)[a-z]*${few(6)} (?:zautomatyzowan|automatyczn)[a-z]* decyzj|(?:zautomatyzowan|automatyczn)[a-z]*${few(8)} (?:czlowiek|osob|pracownik)`,
    },
  },
  pt: {
    own: `(?:os )?meus${few(1)} dados(?! moveis)`,
    held: `(?:dados|informacoes|tudo o que)${few(5)} (?:sobre mim|a meu respeito|que me dizem respeito)`,
    denied: `\\bnao (?:(?:quero|desejo|que|os|meus|dados|peco|me|vos) ){0,6}(?:apag|elimin|remov|exclu|retific)[a-z]*`,
    beside: {
      portability: `portabilidade|leitura automatica|legivel por maquina|outr[oa] (?:fornecedor|empresa)`,
      restriction: `limitacao|limit(?:em|ar) o tratamento|bloque`,
      objection: `oponho|oposicao|opor me`,
      rectification: `ret?ific|retific|corrij|correcao|corrig`,
      erasure: `apag|elimin|remov|exclu`,
      access: `copia|(?:solicito|peco|direito|exerc[a-z]+)${few(3)} acesso`,
    },
    alone: {
      access: `(?:que|quais|todos|saber|copia)${few(3)} (?:dados|informacoes)${few(4)} (?:sobre mim|a meu respeito)|direito de acesso`,
      erasure: `direito (?:a|ao) (?:ser esquecid|esquecimento|apagamento)`,
      objection: `oponho me${few(6)} (?:publicidade|marketing)`,
      portability: `direito (?:a|de) portabilidade`,
      withdrawal: `(?:retiro|revogo|retirar|revogar)${few(2)} consentimento`,
      'human-review': `(?:pessoa|humano|alguem)${few(6)} decisao automatiz|automatizada${few(8)} (?:pessoa|humano|humana)`,
    },
  },
};
