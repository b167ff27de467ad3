// How people ask for a right of Art. 7(3) and 15 to 22, per language, in folded words (fold.ts): a verb alone says little ("delete my order"), so it counts beside the person's own data.
import type { AskedRight } from '@parley/contract';

/** Sources of patterns; `own` and `held` are two ways to say "my data", `denied` is a wish taken back or a thing done, with its verb. */
export type Phrases = {
  readonly own: string;
  readonly held: string;
  /** Beside `held` alone: words by which somebody wants to know or to have it. */
  readonly wanted: string;
  /** A machine that decided, and a person who is to look at it: together, in one sentence or two in a row, they ask for the second look of Art. 22(3). */
  readonly machine: string;
  readonly human: string;
  readonly denied: string;
  /** Looked for beside `own` or `held`. */
  readonly beside: Readonly<Partial<Record<AskedRight, string>>>;
  /** Enough by themselves. */
  readonly alone: Readonly<Partial<Record<AskedRight, string>>>;
};

/** Spanish "mí" as it is folded: the word behind it says that it is not "mi teléfono". */
const mi = `mi(?= (?:y|o|que|en|para|por|a|con|desde|hasta|ya|no|si|segun|conforme|porque|cuando|ahora|hoy|gracias|saludos|inmediatamente|completamente)\\b|$)`;
const few = (words: number) => `(?: [a-z]+){0,${words}}?`;

export const phrases: Readonly<Record<string, Phrases>> = {
  en: {
    own: `my${few(2)} (?:data|information|details|records)(?! (?:plan|volume|roaming|usage|allowance|connection|package|bundle|cable|card|page|screen|sheet))|my (?:date of birth|birth date|(?:first |last |family )?name|surname|address|gender)${few(4)} (?:in|on) your (?:records|files?|databases?|systems?|books)`,
    held: `(?:data|info|information|everything|anything|all|what|whatever|details)${few(5)} (?:have|has|got|ve got|hold|holds|stored?|storing|holding|keep|know|process|processing|collect|collected|saved)${few(2)} (?:on|about|of|from) me`,
    wanted: `\\b(?:see|show|tell|send|give|know|print ?out|overview|list|copy|disclose|what|which)\\b.*(?:on|about|of) me\\b`,
    machine: `(?:computer|algorithm|software|automat[a-z]+ (?:system|process|check|tool))${few(3)} (?:turned|refus|reject|declin|denied|decid)|(?:refused|rejected|declined|turned down|denied|decided)${few(2)} by (?:a|an|your|the)${few(1)} (?:computer|algorithm|software|automat)|automat[a-z]+ (?:decision|refusal)`,
    human: `(?:human|person|employee|member of staff|staff|colleague)${few(4)} (?:look|review|check|decide|reconsider|assess|examine)|(?:look|review|check|decid|reconsider|assess|examin)[a-z]*${few(4)} by (?:a|an)${few(2)} (?:human|person|member|employee)`,
    denied: `\\b(?:do not|don t|never|not|cannot|can t|didn t|did not) (?:(?:want|wish|need|mean|intend|ask|asked|asking|told|you|to|please|ever|yet|have|be|like|would|that|my|your|us|going|anyone|any|data|it) ){0,7}(?:deleted?|erased?|remove[d]?|destroy|wiped?|correct|restrict|object|withdraw|transfer)\\b|\\bi(?: ve)? (?:have |had |already |just )*(?:deleted|erased|removed|corrected|wiped)\\b|\\bi(?: ve| have)? (?:entered|typed|filled|put|gave)(?: in)? my(?: [a-z]+){0,2} (?:data|details|information)`,
    beside: {
      portability: `machine readable|portab|another (?:provider|company|controller)|(?:transfer|transmit|port) my (?:personal )?data to|(?:transfer|transmit|port|mov)[a-z]*${few(4)} to (?:a|an|another|my|your)${few(1)} (?:competitor|provider|company|supplier|bank)`,
      restriction: `restrict|(?:stop|pause|suspend) (?:processing|using)${few(3)} (?:while|until)|(?:stop|pause|suspend|freeze|block) (?:processing|the processing|using)|(?:freeze|block|suspend|pause|stop|limit) (?:the )?use of|(?:do not|don t) (?:process|use)${few(6)} (?:until|while|further|for now)`,
      objection: `\\b(?:object|objection|oppose)\\b|(?:stop|cease|do not|don t|never|no longer)${few(7)} (?:advert[a-z]*|marketing|promotion[a-z]*|ads)\\b`,
      rectification: `\\b(?:correct|rectif[a-z]+|amend)\\b${few(8)} (?:data|information|details|records|it)\\b|(?:wrong|incorrect|inaccurate)${few(4)} (?:correct|rectify|amend)|\\b(?:wrong|incorrect|inaccurate|misspel[a-z]+|mis spel[a-z]+|out of date|outdated|no longer (?:right|correct|accurate)|(?:is|are) not (?:right|correct|accurate))\\b`,
      erasure: `\\b(?:delete|deleted|deletion|erase|erased|erasure|remove|removed|removal|wipe|destroy|get rid of)\\b|(?:no longer|do not|don t)${few(5)} (?:keep|store|retain|hold|to have) my\\b`,
      withdrawal: `no longer (?:agree|consent|allow|permit|authori[sz]e)`,
      access: `\\bwhere${few(3)} (?:get|got|obtain)[a-z]*|\\bwho${few(4)} (?:share|pass|give|gave|sold|sell|disclos)[a-z]*`,
    },
    alone: {
      access: `subject access request|know what you know about me|\\bdsar\\b|right of access|(?:request|want|like|please|send|provide|need|give|right)${few(5)} (?:a )?cop(?:y|ies) of (?:all )?(?:of )?(?:my|the personal) (?:personal )?(?:data|information)|(?:request|exercise|demand)${few(4)} access to my${few(1)} (?:data|information)|(?:send|give|show|tell|provide|know|want|what|which|disclose)${few(4)} (?:data|info|information|everything|anything|all)${few(5)} (?:have|hold|stored?|storing|holding|keep|know|process|processing|collect|collected|saved)${few(2)} (?:on|about|of) me`,
      erasure: `right to be forgotten|right to erasure|(?:want|wish|like|ask)${few(2)} to be forgotten|(?:remove|delete|erase|take|wipe)${few(4)} me${few(2)} (?:from|off|out of) (?:all )?your${few(1)} (?:databases?|systems?|records|files)`,
      objection: `object to${few(5)} (?:direct marketing|profiling)|(?:object|oppose|do not want|don t want|refuse)${few(6)} profil(?:e|es|ing)(?: of| about)? m[ey]\\b`,
      portability: `right to (?:data )?portability`,
      withdrawal: `(?:withdraw|revoke|take back|withdrawing|revoking)${few(2)} (?:consent|permission)|consent${few(1)} (?:is )?withdrawn`,
      'human-review': `(?:human|person|somebody|someone)${few(6)} (?:automated|automatic|algorithmic) (?:decision|refusal|processing)|(?:automated|automatic) decision${few(8)} (?:human|person|someone)`,
    },
  },
  de: {
    own: `mein(?:e|er|en)(?: (?:bei ihnen|bei euch|gesamte|samtliche|personenbezogene|personliche|private|[a-z]{4,}en)){0,4} (?:daten|angaben|informationen)\\b|mein(?:e|en)? (?:geburtsdatum|nachnamen?|vornamen?|namen?|adresse|anschrift|geschlecht)${few(4)} (?:bei ihnen|bei euch|in (?:ihre|eure)[rmn]? (?:kartei|datenbank|system|unterlagen|akten))`,
    held: `(?:daten|informationen|angaben|alles|was|geburtsdatum|nachnamen?)${few(6)} (?:uber mich|von mir|zu meiner person)|uber mich (?:gespeicherten?|vorhandenen?) (?:daten|informationen|angaben)`,
    wanted: `(?:was|alles|welche|zeig[a-z]*|schick[a-z]*|sehen|wissen)\\b.* (?:uber mich|zu meiner person|von mir) (?:gespeichert|speicher[nt]|ha(?:bt|ben)|wisst|wissen|besitz[a-z]*|verarbeite[nt]|aufbewahr[a-z]*|vorlieg[a-z]*)`,
    machine: `(?:computer|algorithm|software)[a-z]*${few(4)} (?:abgelehnt|abgewiesen|entschieden|verweigert|lehnte)|(?:abgelehnt|abgewiesen|ablehnung|absage|entscheidung|entschieden)${few(3)} (?:vom|von einem|von einer|durch (?:den|einen|die|eine))${few(1)} (?:computer|algorithm|software|automat)|(?:automatisiert|automatisch)[a-z]*${few(1)} (?:entscheidung|ablehnung|abgelehnt|entschieden)`,
    human: `(?:mensch|mitarbeite|sachbearbeite|person)[a-z]*${few(5)} (?:pruf|uberpruf|nachpruf|anseh|ansieh|anschau|entscheid|beurteil|bewert)|(?:pruf|uberpruf|entscheid|beurteil)[a-z]*${few(3)} (?:durch|von) eine[nmr]? (?:mensch|mitarbeite|person|sachbearbeite)`,
    denied: `\\b(?:nicht|keinesfalls|niemals)(?! (?:mehr|langer))(?: (?:dass|sie|ihr|du|ich|zu|ganz|einfach|jetzt|sofort|alle|meine[nr]?|personenbezogenen|daten|meinem?|konto|wieder|gleich|komplett|so)){0,7} (?:ge|zu )?(?:losch|entfern|vernicht|tilg|berichtig|korrigier|widersprech|widerspruch|einschrank|sperr)[a-z]*|\\b(?:losch|entfern|vernicht|tilg|berichtig|korrigier|widersprech|widersprich)[a-z]*(?: [a-z]+){0,7} (?:nicht|keinesfalls)$|\\bhabe?(?: [a-z]+){1,6} (?:geloscht|entfernt|korrigiert|berichtigt)\\b|\\bhabe? meine (?:daten|angaben)(?: [a-z]+){0,2} (?:eingegeben|angegeben|eingetippt)`,
    beside: {
      portability: `maschinenlesbar|ubertragbarkeit|(?:ubertrag|ubermittel)[a-z]*${few(8)} (?:anbieter|unternehmen)`,
      restriction: `ein(?:ge)?schrank|\\b(?:sperr(?:en|t|ung|e)|einfrieren)\\b`,
      objection: `widersprech|widersprich|widerspruch|untersag|(?:hor|aufhor|aufzuhor|unterlass|stopp|nicht)[a-z]*${few(8)} (?:werb|marketing)|(?:werb|marketing)[a-z]*${few(4)} (?:nicht mehr|einstell|unterlass)`,
      rectification: `berichtig|korrigier|richtigstell|richtigzustell|\\bfalsch|stimm(?:en|t) nicht|nicht mehr (?:aktuell|richtig|korrekt)|veraltet|unrichtig|fehlerhaft`,
      erasure: `\\b(?:losch|geloscht|zu loschen|entfern|entfernt|vernicht|tilg)[a-z]*|verschwind|nicht (?:mehr|langer)${few(4)} (?:speicher|aufbewahr|behalt|behalten)`,
      access: `\\bkopie\\b|auskunft|einsicht|\\bwoher\\b|\\ban wen\\b`,
      withdrawal: `nicht (?:mehr|langer) (?:einverstanden|zustimm)|(?:entzieh|widerruf)[a-z]*${few(3)} (?:erlaubnis|genehmigung)`,
    },
    alone: {
      access: `(?:welche|was|alle|alles|samtliche|auskunft)${few(6)} (?:uber mich|zu meiner person)${few(5)} (?:speicher|gespeicher|hab|wiss|wisst|verarbeit|vorlieg|vorhand)|(?:was|welche daten|alles)${few(2)} (?:wissen|wisst|haben|habt|speichern|speichert)${few(4)} (?:uber mich|von mir)|(?:kopie|auskunft)${few(6)} (?:daten|informationen)${few(4)} (?:von mir|uber mich|zu meiner person)|auskunftsrecht|datenauskunft|selbstauskunft`,
      erasure: `recht auf (?:vergessen|loschung)|(?:entfern|losch|streich|nehm)[a-z]*${few(3)} mich${few(3)} aus${few(2)} (?:datenbank|system|kartei|datenbestand|unterlagen)`,
      objection: `(?:widersprech|widerspruch)[a-z]*${few(5)} (?:werbung|werbezweck|direktwerbung|profiling)|(?:widersp[a-z]*|nicht|kein)${few(9)} profil (?:von mir|uber mich|meiner|aus meinen)`,
      portability: `recht auf datenubertragbarkeit`,
      withdrawal: `(?:widerruf|widerrufe|zuruckzieh|ziehe|nehme)[a-z]*${few(5)} (?:einwilligung|zustimmung|einverstandnis)|(?:einwilligung|zustimmung|einverstandnis)${few(6)} (?:widerruf|zuruck)`,
      'human-review': `(?:mensch|person|mitarbeiter|jemand)${few(6)} (?:automatisiert|automatisch|algorithm)[a-z]* (?:entscheidung|ablehnung)|(?:automatisiert|automatisch)[a-z]* entscheidung${few(8)} (?:mensch|person|mitarbeiter)`,
    },
  },
  fr: {
    own: `mes${few(1)} (?:donnees|informations)(?! mobiles)|mes coordonnees|(?:ma date de naissance|mon (?:nom|prenom|adresse|sexe))${few(4)} (?:dans|chez) (?:vos|votre) (?:fichiers?|bases?|dossiers?|systemes?)`,
    held: `(?:donnees|informations|tout|ce que vous)${few(5)} (?:sur moi|me concernant|a mon sujet)`,
    wanted: `\\b(?:voir|savoir|dire|dites|connaitre|envoye[rz]|communique[rz]|consulter|montre[rz]|quelles|liste)\\b.*\\b(?:vous|votre)\\b`,
    machine: `(?:ordinateur|algorithme|logiciel|systeme automati[a-z]+)${few(3)} (?:refus|rejet|decid|ecart)|(?:refus|rejet|decision|decid)[a-z]*${few(2)} (?:par|d)${few(1)} (?:ordinateur|algorithme|logiciel)|(?:decision|refus|rejet)${few(1)} automati`,
    human: `(?:personne|humain|employe|salarie|collaborateur|conseiller)[a-z]*${few(3)} (?:reexamin|examin|revo|verifi|regard|decid|etudi)|(?:reexamin|rev[uo]|verifi|examin|etudi)[a-z]*${few(2)} par (?:un|une)${few(1)} (?:humain|personne|employe|collaborateur|salarie)`,
    denied: `\\b(?:ne|n) (?:(?:veux|souhaite|voulais|pas|que|vous|surtout|jamais|mes|donnees|demande|ai) ){0,7}(?:supprim|effac|detrui|rectifi|oppos)[a-z]*|\\bj ai(?: mal)? (?:saisi|entre|rempli|tape)(?: [a-z]+)? mes (?:donnees|informations|coordonnees)`,
    beside: {
      portability: `portabilite|lisible par (?:une )?machine|autre (?:prestataire|fournisseur)|nouve(?:au|lle) (?:prestataire|fournisseur|operateur)`,
      restriction: `limitation|(?:limiter|geler|suspendre) le traitement|(?:bloqu|gel|suspend|limit)[a-z]*${few(1)} (?:l )?(?:utilisation|usage|traitement)`,
      objection: `oppose|opposition|(?:arret|cess|n utilis|plus utilis)[a-z]*${few(7)} (?:publicit|marketing|prospection|commercia)`,
      rectification: `rectifi|corrig|\\bfauss|errone|inexact|(?:plus|pas) (?:exact|a jour|correct)|mal orthographi`,
      erasure: `supprim|suppression|effac|detrui|\\b(?:vire[rz]|jete[rz]|enleve[rz]|retire[rz]|debarrass)|(?:ne|n)${few(4)} (?:plus|pas)${few(3)} (?:conserv|gard)`,
      access: `copie|\\bd ou${few(2)} (?:ten|vien|avez|sort|prov)|\\ba qui\\b`,
      withdrawal: `n avez plus${few(2)} (?:autoris|permission|accord)|(?:retir|revoqu)[a-z]*${few(2)} (?:autorisation|permission|accord)|n autorise plus`,
    },
    alone: {
      access: `(?:quelles|toutes|savoir|communiquer|envoyer|connaitre|copie)${few(4)} (?:donnees|informations)${few(5)} (?:sur moi|me concernant|a mon sujet)|(?:demande|exerce|souhaite|droit)${few(4)} acces a mes${few(1)} donnees|droit d acces`,
      erasure: `droit a l (?:oubli|effacement)|(?:me (?:retir|supprim|enlev|radi|effac)[a-z]*|(?:retir|supprim|enlev|radi|effac)ez moi|disparaitre)${few(2)} de (?:toutes )?(?:vos|votre) (?:bases?|fichiers?|systemes?|registres?)`,
      objection: `m oppose${few(5)} (?:prospection|publicite|profilage)|(?:refuse|oppose|ne veux pas|ne souhaite pas)${few(6)} profil (?:de moi|sur moi|a partir de mes|de mes)`,
      portability: `droit a la portabilite`,
      withdrawal: `(?:retire|revoque|retirer|revoquer|retrait)${few(2)} consentement`,
      'human-review': `(?:humain|personne|quelqu un)${few(6)} decision automatis|(?:automatisee?s?|automatique)${few(8)} (?:humain|personne|humaine)`,
    },
  },
  es: {
    own: `mis datos(?! moviles)|mi informacion personal|datos mios|mis${few(1)} datos(?! moviles)|mi (?:fecha de nacimiento|apellidos?|nombre|direccion|sexo)${few(4)} en (?:sus?|vuestr[oa]s?) (?:archivos?|ficheros?|bases?|registros?|sistemas?)`,
    held: `todo lo mio|(?:datos|informacion|lo que|que (?:tien|ten|guard|sab|conserv|almacen)[a-z]*)${few(5)} (?:sobre|de|acerca de) ${mi}`,
    wanted: `\\b(?:ver|saber|deci[a-z]*|dig[a-z]+|muestr[a-z]+|envi[a-z]+|mand[a-z]+|conocer|que|cuales)\\b.*\\b(?:tien|ten|guard|conserv|sab|almacen)`,
    machine: `(?:ordenador|computadora|algoritmo|sistema automati[a-z]+)${few(2)} (?:rechaz|deneg|decid|nego)|(?:rechazad|denegad|decidid|decision|rechazo)[a-z]*${few(2)} (?:por|de) (?:un|una|el|la|su|vuestr[oa])${few(1)} (?:ordenador|algoritmo|computadora|sistema automati)|(?:decision|rechazo)${few(1)} automat`,
    human: `(?:revis|examin|mir|valor|estudi|comprueb|decid)[a-z]*${few(2)} (?:una?|algun[a]?) (?:persona|emplead|humano|ser humano|trabajador)|(?:persona|humano|emplead[oa]|trabajador[a]?)${few(3)} (?:revis|examin|mir|valor|estudi|decid)`,
    denied: `\\bno (?:(?:quiero|deseo|que|se|me|le|pido|mis|datos|ustedes|vayan|a|hace|falta) ){0,7}(?:borr|elimin|suprim|rectifi|opong)[a-z]*|\\b(?:he puesto|he metido|puse|meti|introduje)(?: mal)? mis datos`,
    beside: {
      portability: `portabilidad|lectura mecanica|legible por maquina|(?:otro|nuevo) (?:proveedor|responsable|operador)`,
      restriction: `limitacion|limit(?:en|ar) el (?:tratamiento|uso)|bloque[a-z]*`,
      objection: `opongo|oposicion|oponerme|(?:dej|par|ces)[a-z]* de (?:usar|utilizar|emplear)${few(7)} (?:publici|marketing|comercial)|no (?:us|utilic)[a-z]*${few(7)} (?:publici|marketing)`,
      rectification: `rectifi|corrij|corregi|correccion|estan? mal\\b|equivocad|erroneo|erronea|incorrect|inexact|desactualiz|no son (?:correct|exact)|no estan al dia`,
      erasure: `borr[a-z]+|elimin[a-z]+|supr(?:im|esion)[a-z]*|cancelacion|\\bquit(?:en|ad|ar)\\b|destruy|no (?:quiero que|sigan?|sigais)${few(3)} (?:guard|conserv|almacen)`,
      access: `copia|(?:solicito|solicitar|derecho|ejerc[a-z]+|pido)${few(3)} acceso|\\bde donde\\b|\\ba quien(?:es)?\\b|\\bque datos mios`,
      withdrawal: `ya no (?:autorizo|consiento|permito)|(?:revoc|retir)[a-z]*${few(2)} (?:permiso|autorizacion)`,
    },
    alone: {
      access: `(?:que|todos|cuales|saber|copia)${few(3)} (?:datos|informacion)${few(4)} (?:tien|guard|almacen|conserv|trat|sab)[a-z]*${few(2)} (?:sobre mi|de mi|acerca de mi)|derecho de acceso`,
      erasure: `derecho al olvido|derecho de supresion|(?:desaparecer|(?:borr|elimin|quit|saqu)[a-z]*me)${few(2)} de (?:todos |todas )?(?:sus?|vuestr[oa]s?)${few(1)} (?:bases?|archivos?|ficheros?|sistemas?|registros?)`,
      objection: `me opongo${few(5)} (?:publicidad|marketing|publicitari)|(?:no quiero|opongo|rechazo)${few(5)} perfil (?:mio|de mi|sobre mi|con mis|a partir de mis)`,
      portability: `derecho a la portabilidad`,
      withdrawal: `(?:retiro|revoco|retirar|revocar)${few(2)} consentimiento`,
      'human-review': `(?:persona|humano|alguien)${few(6)} decision automatiz|automatizada${few(8)} (?:persona|humano|humana)`,
    },
  },
  it: {
    own: `(?:i )?miei${few(1)} dati|(?:le )?mie informazioni personali|(?:la mia data di nascita|il mio (?:cognome|nome|indirizzo|sesso))${few(4)} n(?:ei|el|ella|elle) vostr[oiae] (?:archiv[io]|registr[io]|sistem[ai]|database|banc[ah]e? dati)`,
    held: `(?:dati|informazioni|tutto quello che|tutto cio che|quello che|cosa)${few(5)} (?:(?:su )?di me\\b|sul mio conto|mi riguard)`,
    wanted: `\\b(?:sapere|dir[a-z]*|dite[a-z]*|vedere|mandate|inviate|mostrate|cosa|quali)\\b.*\\b(?:avete|sapete|conserv|registr|tenete|possed|memorizz)`,
    machine: `(?:computer|algoritmo|software|sistema automati[a-z]+)${few(2)} (?:respint|rifiut|negat|decis)|(?:respint|rifiutat|negat|decis|rifiuto)[a-z]*${few(1)} (?:da un[a]?|dal|dalla|dall)${few(1)} (?:computer|algoritmo|software|sistema automati)|(?:decisione|rifiuto)${few(1)} automat`,
    human: `(?:rived|riesamin|esamin|controll|valut|verific|decid)[a-z]*${few(2)} (?:una?|qualche)${few(1)} (?:persona|operatore|impiegat|umano|dipendente)|(?:persona|operatore|operatrice|impiegat[oa]|umano|dipendente)${few(3)} (?:rived|riesamin|esamin|controll|valut|verific|decid)`,
    denied: `\\bnon (?:(?:voglio|desidero|che|vengano|siano|i|miei|dati|si|chiedo|di|dovete|ho) ){0,7}(?:cancell|elimin|rimuov|rettific|oppong)[a-z]*|\\bho (?:inserito|scritto|messo)(?: [a-z]+)? i miei dati`,
    beside: {
      portability: `portabilita|leggibile da (?:una? )?(?:dispositivo|macchina)|(?:altro|nuovo) (?:fornitore|titolare|operatore)`,
      restriction: `limitazione|limitare il trattamento|(?:blocc|sospend|congel|limit)[a-z]*${few(1)} (?:l )?(?:uso|utilizzo|trattamento)`,
      objection: `oppongo|opposizione|oppormi|(?:smett|cess)[a-z]* di (?:usare|utilizzare)${few(7)} (?:pubblicit|marketing|promozion|commercial)|non (?:usa|utilizza)[a-z]*${few(7)} (?:pubblicit|marketing)`,
      rectification: `rettific|corregg|correzione|sbagliat|errat[aeio]\\b|inesatt|non (?:sono |e )?(?:piu )?(?:esatt|corrett|aggiornat|giust)`,
      erasure: `cancell|elimin|rimuov|rimozione|\\b(?:togliet|buttat|distrugg)|non (?:voglio che|dovete piu)${few(3)} (?:conserv|tener|tenia)`,
      access: `copia|(?:chiedo|richiedo|diritto|esercit[a-z]+)${few(3)} (?:l )?accesso|\\bda dove\\b|\\ba chi\\b`,
      withdrawal: `non (?:autorizzo|acconsento|consento) piu|(?:revoc|ritir)[a-z]*${few(2)} (?:permesso|autorizzazione)`,
    },
    alone: {
      access: `(?:quali|tutti|sapere|copia|che)${few(3)} (?:dati|informazioni)${few(5)} (?:su di me|sul mio conto|che mi riguardano)|diritto di accesso`,
      erasure: `diritto all (?:oblio|cancellazione)|(?:sparire|scomparire|(?:cancella|elimina|toglie|rimuove)temi)${few(2)} da(?:l|i|lla|lle) vostr[oiae] (?:archiv[io]|database|sistem[ai]|registr[io]|banc[ah]e? dati)`,
      objection: `mi oppongo${few(5)} (?:marketing|pubblicit|profilazione)|(?:non voglio|oppongo|rifiuto)${few(5)} profilo (?:di me|su di me|dei miei|delle mie|con i miei)`,
      portability: `diritto alla portabilita`,
      withdrawal: `(?:revoco|ritiro|revocare|ritirare)${few(2)} consenso`,
      'human-review': `(?:persona|umano|qualcuno)${few(6)} decisione automatizzat|automatizzat[a-z]*${few(8)} (?:persona|umano|umana)`,
    },
  },
  nl: {
    own: `mijn${few(1)} (?:gegevens|persoonsgegevens|data)\\b|mijn (?:geboortedatum|achternaam|voornaam|naam|adres|geslacht)${few(4)} in (?:uw|jullie)${few(1)} (?:bestand|bestanden|systeem|systemen|administratie|dossier)`,
    held: `(?:gegevens|informatie|alles|wat)${few(5)} (?:over|van) mij\\b`,
    wanted: `\\b(?:stuur[a-z]*|zien|vertel[a-z]*|geef|toon|weten (?:wat|welke)|wat(?! (?:wil|moet|kan|kun|nog)))\\b.* (?:over|van) mij (?:weten|weet|bewaren|bewaart|hebben|heeft|hebt|opgeslagen|vastgelegd)`,
    machine: `(?:computer|algoritme|software|geautomatiseerd systeem)${few(4)} (?:afgewezen|geweigerd|besloten|afwees|wees|weigerde|besliste)|(?:afgewezen|geweigerd|besloten|beslissing|besluit|afwijzing)${few(2)} (?:door|van) (?:een|uw|jullie|de) (?:computer|algoritme|software|geautomatiseerd)|(?:geautomatiseerde?|automatische?)${few(1)} (?:beslissing|besluit|afwijzing)`,
    human: `(?:mens|medewerker|persoon)${few(5)} (?:kijk|beoordeel|bekijk|controleer|beslis|toets)|(?:beoordeel|bekek|controleer|getoets|beslis)[a-z]*${few(3)} door een${few(1)} (?:mens|medewerker|persoon)`,
    denied: `\\bniet(?! (?:meer|langer))(?: (?:dat|u|jullie|mijn|gegevens|te|zomaar|al)){0,6} (?:verwijder|wis|vernietig|corriger)[a-z]*|(?:verwijder|\\bwis)[a-z]*(?: [a-z]+){0,6} niet$|\\bheb mijn gegevens(?: [a-z]+){0,2} (?:ingevuld|ingevoerd|ingetypt)`,
    beside: {
      portability: `machineleesbaar|overdraagbaarheid|(?:andere|nieuwe) (?:aanbieder|partij|leverancier)`,
      restriction: `beperk|stil ?(?:te )?leg|opschort|bevries|(?:blokkeer|staak)[a-z]*${few(2)} (?:gebruik|verwerking)`,
      objection: `bezwaar|verzet|(?:hou|stop|niet)[a-z]*${few(8)} (?:reclame|marketing|advert)`,
      rectification: `corriger|rectific|rechtzet|verbeter|verkeerd|onjuist|klop(?:t|pen) niet|niet (?:meer )?(?:juist|correct)|verouderd`,
      erasure: `verwijder|\\b(?:wis|wissen|gewist)\\b|vernietig|\\bgooi|niet (?:meer|langer)${few(3)} (?:bewa|opsla)`,
      access: `kopie|inzage|hoe kom(?:t u|en jullie|t uw bedrijf) aan|\\b(?:met|aan) wie\\b`,
    },
    alone: {
      access: `inzageverzoek|recht op inzage|(?:welke|alle|wat)${few(3)} (?:gegevens|informatie)${few(5)} over mij\\b|\\bwat (?:weten |hebben |bewaren )?(?:jullie|u|je)${few(5)} over mij\\b`,
      erasure: `recht op (?:vergetelheid|gegevenswissing)|recht om vergeten te worden|uit (?:uw|jullie)${few(1)} (?:systeem|systemen|bestand|bestanden|database|administratie) (?:verdwijn|verwijder|gehaald|te verdwijn)|(?:haal|verwijder|schrap|wis)${few(2)} mij${few(2)} uit (?:uw|jullie)${few(1)} (?:systeem|systemen|bestand|bestanden|database|administratie)`,
      objection: `bezwaar${few(6)} (?:direct marketing|reclame|profilering)|(?:wil niet|bezwaar)${few(6)} profiel${few(1)} (?:van mij\\b|over mij\\b|van mijn\\b)`,
      portability: `recht op (?:data|gegevens)?overdraagbaarheid`,
      withdrawal: `trek${few(3)} toestemming${few(3)} in\\b|toestemming${few(3)} in(?:trekken| te trekken)|intrekk[a-z]*${few(4)} toestemming|toestemming${few(2)} trek${few(3)} in\\b|geen toestemming meer`,
      'human-review': `(?:mens|persoon|medewerker|iemand)${few(6)} (?:geautomatiseerde|automatische) (?:beslissing|besluit)|geautomatiseerde?${few(8)} (?:mens|persoon|medewerker)`,
    },
  },
  pl: {
    own: `moj(?:e|ich|ego|a)${few(2)} dan(?:e|ych)\\b|moich${few(2)} danych|(?:dat[aey] moich urodzin|moj(?:a|ej) dat[aey] urodzenia|moje (?:nazwisko|imie|adres)|moj adres)${few(4)} w (?:waszej|waszych|panstwa) (?:kartote|baz|system|akt)[a-z]*|(?:kartote|baz|system|akt)[a-z]*${few(4)} (?:dat[aey] moich urodzin|moj(?:a|ej) dat[aey] urodzenia|moje (?:nazwisko|imie)|moj adres)`,
    held: `(?:dan(?:e|ych)|informacj[aei]|co)${few(5)} (?:na moj temat|o mnie|mnie dotycz)`,
    wanted: `\\b(?:co|jakie|jakich|wszystko|wiedziec|pokaz[a-z]*|przesl[a-z]*|podaj[a-z]*)\\b.*\\b(?:macie|wiecie|wiedz|posiad|przechow|gromadz|zapisal)`,
    machine: `(?:komputer|algorytm|automat)[a-z]*${few(2)} (?:odrzuc|odmow|zdecydow)|(?:odrzucon|odmow|decyzj)[a-z]*${few(2)} przez${few(1)} (?:komputer|algorytm|automat)|(?:zautomatyzowan|automatyczn)[a-z]*${few(1)} (?:decyzj|odmow)|(?:decyzj|odmow)[a-z]*${few(1)} (?:zautomatyzowan|automatyczn)`,
    human: `(?:sprawdz|rozpatrz|przejrz|ocen|zbada|zdecyd)[a-z]*${few(3)} (?:czlowiek|pracowni|osob)|(?:czlowiek|pracowni|osob)[a-z]*${few(3)} (?:sprawdz|rozpatrz|przejrz|ocen|zbada|zdecyd)`,
    denied: `\\bnie (?:(?:chce|prosze|zebyscie|aby|panstwo|moje|moich|danych|nalezy) ){0,5}(?:usuw|kasuj|usun|wymaz|popraw)[a-z]*|\\b(?:wpisal|podal)[a-z]*(?: [a-z]+)? (?:moje|swoje) dane`,
    beside: {
      portability: `przenies|maszynow|(?:inne|nowe)(?:go|mu) (?:dostawc|administrator|operator)`,
      restriction: `ogranicz|(?:zablok|wstrzym|zamroz|zawies)[a-z]*${few(2)} (?:korzyst|przetwarz|uzyw|wykorzyst)`,
      objection: `sprzeciw|(?:przesta|nie uzyw|nie wykorzyst)[a-z]*${few(7)} (?:reklam|marketing)`,
      rectification: `sprostow|popraw|skoryg|nieaktualn|bledn|nieprawdziw|nieprawidlow`,
      erasure: `usun|kasow|wymaz|skasuj|wyrzuc|zniszcz|nie (?:chce|zycze)${few(5)} (?:przechow|trzyma)`,
      access: `kopi[aei]\\b|dostep[a-z]* do|\\bskad (?:maci|panstw|wzieli|pan)|\\bkomu\\b`,
      withdrawal: `nie (?:zgadzam sie|wyrazam zgody) juz|juz nie (?:zgadzam|wyrazam)`,
    },
    alone: {
      access: `(?:jakie|wszystkie|wszelkie|jakich)${few(2)} dan(?:e|ych)${few(5)} (?:na moj temat|o mnie|mnie dotycz)|prawo dostepu do${few(2)} danych`,
      erasure: `prawo do bycia zapomnian|prawo do usuniecia|(?:zniknac|(?:usun|wykresl|skasuj|wymaz)[a-z]* mnie)${few(2)} ze? (?:wszystkich )?(?:wasz|swo|panstwa)[a-z]* (?:baz|system|kartote|rejestr)`,
      portability: `prawo do przenoszenia`,
      withdrawal: `(?:wycof|cofam|cofn|odwol)[a-z]*${few(3)} zgod|zgod[a-z]*${few(2)} (?:odwol|cofam|cofn|wycof)`,
      'human-review': `(?:czlowiek|osob|pracownik)[a-z]*${few(6)} (?:zautomatyzowan|automatyczn)[a-z]* decyzj|(?:zautomatyzowan|automatyczn)[a-z]*${few(8)} (?:czlowiek|osob|pracownik)`,
      objection: `nie chce${few(3)} (?:tworz|budow|sporzadz)[a-z]*${few(2)} profil|sprzeciw[a-z]*${few(5)} profil`,
    },
  },
  pt: {
    own: `(?:os )?meus${few(1)} dados(?! moveis)|(?:a minha (?:data de nascimento|morada)|o meu (?:apelido|nome|sexo))${few(4)} n[oa]s? (?:voss[oa]s?|seus?|suas?) (?:ficheiros?|registos?|bases?|sistemas?|arquivos?)`,
    held: `tudo o que me diz respeito|(?:dados|informacoes|tudo o que|o que)${few(5)} (?:sobre mim|de mim|a meu respeito|me diz(?:em)? respeito)`,
    wanted: `\\b(?:ver|saber|diz[a-z]*|digam[a-z]*|envi[a-z]*|mostr[a-z]*|que|quais)\\b.*\\b(?:tem|sabem|guard|conserv|possu|armazen)`,
    machine: `(?:computador|algoritmo|sistema automati[a-z]+)${few(2)} (?:recus|rejeit|neg|decid)|(?:recusad|rejeitad|decidid|decisao|recusa)[a-z]*${few(1)} (?:por|de) (?:um|uma|o|vosso)${few(1)} (?:computador|algoritmo|sistema automati)|(?:decisao|recusa)${few(1)} automat`,
    human: `(?:reve|reav|examin|avali|verifi|decid)[a-z]*${few(2)} (?:por )?(?:uma?|alguma?)${few(1)} (?:pessoa|funcionari|humano)|(?:pessoa|funcionari[oa]|humano)${few(3)} (?:rev|reav|examin|avali|verifi|decid)`,
    denied: `\\bnao (?:(?:quero|desejo|que|os|meus|dados|peco|me|vos) ){0,6}(?:apag|elimin|remov|exclu|retific)[a-z]*|\\b(?:escrevi|coloquei|inseri|pus)(?: mal)? os meus dados`,
    beside: {
      portability: `portabilidade|leitura automatica|legivel por maquina|(?:outr[oa]|nov[oa]) (?:fornecedor|empresa|operador)`,
      restriction: `limitacao|limit(?:em|ar) o tratamento|bloque|(?:suspend|congel|limit)[a-z]*${few(1)} (?:uso|utilizacao|tratamento)`,
      objection: `oponho|oposicao|opor me|deix[a-z]* de (?:usar|utilizar)${few(7)} (?:publici|marketing)|nao (?:us|utiliz)[a-z]*${few(7)} (?:publici|marketing)`,
      rectification: `ret?ific|retific|corrij|correcao|corrig|\\berrad|incorret|incorrect|inexat|desatualiz|nao (?:estao|sao) (?:cert|corret|exat)`,
      erasure: `apag|elimin|remov|exclu|\\b(?:tirem|retirem|destru)|nao quero que${few(3)} (?:guard|conserv|armazen)`,
      access: `copia|(?:solicito|peco|direito|exerc[a-z]+)${few(3)} acesso|\\bonde (?:arranj|obti|consegu|foram)|\\ba quem\\b`,
      withdrawal: `ja nao (?:autorizo|consinto|permito)|(?:revog|retir)[a-z]*${few(2)} autorizacao`,
    },
    alone: {
      access: `(?:que|quais|todos|saber|copia)${few(3)} (?:dados|informacoes)${few(4)} (?:sobre mim|a meu respeito)|direito de acesso`,
      erasure: `direito (?:a|ao) (?:ser esquecid|esquecimento|apagamento)|(?:desaparecer|(?:retirem|apaguem|eliminem|removam|tirem) me)${few(2)} d(?:a|o|as|os|e) (?:voss[oa]s?|suas?|seus?)${few(1)} (?:bases?|sistemas?|ficheiros?|registos?)`,
      objection: `oponho me${few(6)} (?:publicidade|marketing)|(?:nao quero|oponho)${few(5)} perfil (?:meu|de mim|sobre mim|com (?:as )?minhas)`,
      portability: `direito (?:a|de) portabilidade`,
      withdrawal: `(?:retiro|revogo|retirar|revogar)${few(2)} consentimento`,
      'human-review': `(?:pessoa|humano|alguem)${few(6)} decisao automatiz|automatizada${few(8)} (?:pessoa|humano|humana)`,
    },
  },
};
