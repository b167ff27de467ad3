// The page behind a store's poster, on the visitor's own phone: a chat, the notice, the way to one's data. A conversation that began at a kiosk comes along in a
// token behind the #: it is taken out of the address at once, spent by a POST once somebody presses, and what it gives is kept where the chat keeps its own. Without
// the press a link sent by somebody else would put a stranger into their conversation.
import { createHash } from 'node:crypto';
import type { Answer } from '@parley/contract';
import { ProblemError } from '@parley/sdk';
import { type Html, html, raw } from '../html.ts';
import { asLanguage, type Language, languageNames, preferred } from '../language.ts';
import { lines, prose } from '../parts.ts';
import { type CentreOptions, type Incoming, type PageAnswer, withQuery } from '../request.ts';
import { styleFor } from '../style.ts';
import { fill, words } from '../words.ts';

type Face = Answer<'readStorePage'>;

/** With a token it offers to take the conversation up: what was not answered may be pressed again, with the same nonce, and gets the same answer. */
const script = `
(function(){
var root=document.getElementById('chat'),key=root.dataset.key,told=document.getElementById('told'),take=document.getElementById('take');
function load(open){var s=document.createElement('script');s.src='/widget.js';s.dataset.key=key;s.dataset.language=document.documentElement.lang;
s.onload=function(){if(open&&window.Parley&&window.Parley.open)window.Parley.open()};document.body.append(s)}
function say(text){told.textContent=text;told.hidden=false}
var found=/^#h=([A-Za-z0-9_.-]{20,500})$/.exec(location.hash);
if(found)history.replaceState(null,'',location.pathname+location.search);
var given=found?JSON.stringify({token:found[1],nonce:crypto.randomUUID()}):sessionStorage.getItem('parley-take-up');
if(!given)return load(false);
sessionStorage.setItem('parley-take-up',given);take.hidden=false;root.hidden=true;
document.getElementById('instead').hidden=!localStorage.getItem('parley:'+key);
var button=take.querySelector('button');
function done(){sessionStorage.removeItem('parley-take-up');take.hidden=true;root.hidden=false}
button.addEventListener('click',function(){button.disabled=true;
fetch('/v1/hand-overs',{method:'POST',headers:{'content-type':'application/json'},body:given})
.then(function(a){
if(a.ok)return a.json().then(function(t){key=t.widgetKey;localStorage.setItem('parley:'+key,JSON.stringify({token:t.token,seen:0,offered:0}));done();say(root.dataset.on);load(true)});
if(a.status>=500||a.status===429)throw a;
done();say(root.dataset.used);load(false)})
.catch(function(){say(root.dataset.unreached);button.textContent=root.dataset.again;button.disabled=false})});
})();
`.trim();

export async function storePage(options: CentreOptions, request: Incoming): Promise<PageAnswer> {
  const wished = asLanguage(request.query['lang']) ?? preferred(request.header('accept-language'));
  const key = request.params['key'] ?? '';
  const face = await options
    .client(undefined, request.from)
    .call('readStorePage', { params: { key }, query: wished ? { language: wished } : {} })
    .catch((error: unknown) => (error instanceof ProblemError && error.status < 500 ? undefined : Promise.reject(error)));
  return face ? shown(face, request) : nowhere(wished ?? 'en');
}

function shown(face: Face, request: Incoming): PageAnswer {
  const w = words[face.language].storePage;
  const { kiosk } = words[face.language];
  const centre = `/privacy/${encodeURIComponent(face.centreKey)}?lang=${face.language}`;
  const link = (language: Language) =>
    html`<li><a lang="${language}" hreflang="${language}" href="${withQuery(request.place, { lang: language })}"${language === face.language && raw(' aria-current="true"')}>${languageNames[language]}</a></li>`;
  return document(
    face.language,
    face.store,
    face.accent,
    face.company,
    html`
<p class="lead">${fill(w.chatMore, { store: face.store })}</p>
<p id="told" class="said" role="status" hidden></p>
<section id="take" class="card" hidden><h2>${w.takeUp}</h2><p>${fill(w.takeUpMore, { store: face.store })}</p><p id="instead" hidden>${w.takeUpInstead}</p><p><button class="main" type="button">${w.takeUp}</button></p></section>
<p id="chat" data-key="${face.widgetKey}" data-on="${w.goingOn}" data-used="${w.used}" data-unreached="${w.unreached}" data-again="${w.tryAgain}"><button class="main" data-parley-open>${w.chat}</button></p>
<noscript><p>${w.script}</p></noscript>
<section class="card"><h2>${kiosk.whatHappens}</h2>${prose(face.notice.short)}<p class="pale">${fill(kiosk.version, { version: face.notice.version })}</p><p><a href="/privacy/${encodeURIComponent(face.centreKey)}/notice?lang=${face.language}">${kiosk.whole}</a></p></section>
<section class="card"><h2>${w.choices}</h2><p>${w.choicesMore}</p><p><a class="button" href="${centre}">${kiosk.data}</a></p></section>
<dl class="dates"><dt>${w.address}</dt><dd>${lines(face.address)}</dd>${face.hours && html`<dt>${w.hours}</dt><dd>${lines(face.hours)}</dd>`}</dl>
${request.from.signal && html`<p class="pale" id="signal">${words[face.language].signal.asks} ${words[face.language].signal.inChat}</p>`}
<nav class="languages" aria-label="${words[face.language].languages}"><ul>${face.languages.map(link)}</ul></nav>
<script>${raw(script)}</script>`,
  );
}

function nowhere(language: Language): PageAnswer {
  const [title = '', text = ''] = words[language].problems['not-found'];
  return { ...document(language, title, '', title, html`<p class="lead">${text}</p>`), status: 404 };
}

function document(language: Language, title: string, accent: string, company: string, body: Html): PageAnswer {
  const style = styleFor(accent);
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // the chat draws itself with a sheet of its own and loads its words; nothing of others can run here
      'content-security-policy': `default-src 'none'; style-src ${hash(style)} 'self'; script-src ${hash(script)} 'self'; connect-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    body: html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === company ? title : `${title} · ${company}`}</title>
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
<header class="top"><div class="bar"><span class="brand"><strong>${company}</strong></span></div></header>
<main id="main">
<h1>${title}</h1>
${body}
</main>
</body>
</html>`,
  };
}
