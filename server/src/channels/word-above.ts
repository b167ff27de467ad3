// Whoever answers a mail with one word leaves more below it: what they answer, and how they sign. Pure. Anybody may send what is read here: each line is looked at once, and none is searched by an
// expression that could begin again at every place of it.

const longest = 200; // characters of a line by which it is known
const sentFrom = [
  `sent from|sent with|sent via|get outlook|von meinem|von meiner|gesendet von|gesendet mit|gesendet über|gesendet aus|holen sie sich outlook|diese nachricht wurde von`,
  `diese e-mail wurde von|envoyé de|envoyé d’|envoyé d'|envoyé à partir|télécharger outlook|obtenez outlook|enviado desde|obtener outlook|descargar outlook|inviato da`,
  `scarica outlook|ottieni outlook|verzonden vanaf|verstuurd vanaf|verzonden met|download outlook|wysłane z|wysłano z|pobierz outlook|enviado do|enviado a partir`,
  `obter o outlook|skickat från|hämta outlook|sendt fra|hent outlook|lähetetty|odesláno z|odoslané z|trimis de pe|küldve`,
].flatMap((each) => each.split('|'));
const header = /^\*?(?:from|von|de|da|van|od|fra|från|lähettäjä|feladó)\s?:\*?\s[^@]{0,120}@/i; // of the mail below, as Outlook puts it
const alsoSentFrom = /^outlook (?:für|pour|para|per|voor|for|dla) [^.]{1,40}$/i; // “Outlook für iOS beziehen”
const closings = [
  `best|best regards|kind regards|warm regards|regards|best wishes|many thanks|thanks|thank you|cheers|sincerely|yours sincerely|yours faithfully|mit freundlichen grüßen`,
  `mit freundlichem gruß|freundliche grüße|mit besten grüßen|beste grüße|viele grüße|liebe grüße|herzliche grüße|schöne grüße|gruß|grüße|hochachtungsvoll|mfg|vg|lg|bg|danke`,
  `vielen dank|cordialement|bien cordialement|bien à vous|salutations|merci|un saludo|saludos|saludos cordiales|atentamente|gracias|cordiali saluti|distinti saluti|saluti`,
  `grazie|met vriendelijke groet|met vriendelijke groeten|groet|groeten|mvg|bedankt|pozdrawiam|z poważaniem|dziękuję|cumprimentos|atenciosamente|obrigado|obrigada`,
  `med vänliga hälsningar|hälsningar|med venlig hilsen|hilsen|mvh|ystävällisin terveisin|terveisin|s pozdravem|s pozdravom|děkuji|ďakujem|üdvözlettel|köszönöm|cu stimă`,
  `mulțumesc|lp|lijep pozdrav|lep pozdrav|s poštovanjem|με εκτίμηση|поздрави`,
].flatMap((each) => each.replaceAll('ß', 'ss').split('|'));

/** The first line of a mail when nothing else in it is the sender's own: no quote, line that introduces one, closing, signature or name of a device; an empty text where there is more. */
export function wordAbove(text: string): string {
  const own: string[] = [];
  let isQuoting = false;
  for (const each of text.slice(0, 20_000).split('\n')) {
    const line = each.slice(0, longest).trim();
    if (line === '') continue;
    if (ends(line)) break;
    if (!line.startsWith('>')) own.push(line);
    else if (!isQuoting) {
      isQuoting = true;
      // "On Monday Carol wrote:", on one line or two, right above the quote
      if (own.length > 1 && own.at(-1)?.endsWith(':')) own.splice(Math.max(1, own.length - 2));
    }
    if (own.length > (isQuoting ? 1 : 3)) return '';
  }
  const [word = ''] = own;
  return own.length === 1 ? word : '';
}

/** Whether what follows is a signature, or another mail: a separator, who wrote it, the name of a device, a closing alone or with a name behind it. */
function ends(line: string): boolean {
  if (line.startsWith('--') ? line === '--' || (line.length > 4 && line.endsWith('--')) : line.startsWith('________')) return true;
  if (header.test(line)) return true;
  const plain = line.toLowerCase().replaceAll('ß', 'ss');
  if (sentFrom.some((each) => plain.startsWith(each)) || alsoSentFrom.test(plain)) return true;
  return closings.some((each) => plain.startsWith(each) && isName(line.replaceAll('ß', 'ss').slice(each.length)));
}

/** Nothing, or up to three words that each begin with a capital letter, after a mark or a blank. */
const isName = (rest: string): boolean => /^[\s,.!;:–-]*$/.test(rest) || /^[\s,.!;:–-]+\p{Lu}\S*(?: \p{Lu}\S*){0,2}$/u.test(rest);
