// The look, as one constructed style sheet: works under a strict style-src of the host page, touches nothing outside the shadow root.
// Sizes are in em of the reader's own text size; colours come from `paint`.
import { tint } from '@parley/contract/accent';
import type { Look } from '../settings.ts';

const paper = { light: '#ffffff', dark: '#171c1a' };
const soft = { light: '#f1f4f2', dark: '#232a27' };

/** Sets corner and theme, and the accent, made readable for light and dark. */
export function paint(host: HTMLElement, { accent, side, theme }: Look): void {
  Object.assign(host.dataset, { side, theme });
  for (const theme of ['light', 'dark'] as const) {
    const { fill, text, ink } = tint(accent, soft[theme]);
    for (const [part, colour] of Object.entries({ fill, text, ink })) host.style.setProperty(`--${theme}-${part}`, colour);
  }
}

export function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

const dark = `color-scheme:dark;--fill:var(--dark-fill);--on:var(--dark-text);--ink:var(--dark-ink);--paper:${paper.dark};--soft:${soft.dark};--line:#36413c;--edge:#8a9892;--words:#edf2ef;--pale:#a9b6b0;--bad:#ff9b96`;
const css = `
:host{all:initial;font:medium/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;color-scheme:light;--left:auto;--right:max(1.25em,env(safe-area-inset-right));
--fill:var(--light-fill);--on:var(--light-text);--ink:var(--light-ink);--paper:${paper.light};--soft:${soft.light};--line:#d5ddd9;--edge:#6f7c76;--words:#18211d;--pale:#56625c;--bad:#a3282a}
:host([data-theme=dark]){${dark}}
@media(prefers-color-scheme:dark){:host([data-theme=auto]){${dark}}}
:host([data-side=left]){--left:max(1.25em,env(safe-area-inset-left));--right:auto}
*{box-sizing:border-box;margin:0}
[hidden]{display:none!important}
button,input,textarea{font:inherit;color:inherit;letter-spacing:inherit}
button{cursor:pointer;border:0;background:none;touch-action:manipulation}
:focus{outline:none}
:focus-visible:not([tabindex="-1"]){outline:.18em solid var(--ink);outline-offset:.14em}
svg{width:1.5em;height:1.5em;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round;display:block}
a{color:var(--ink);text-underline-offset:.2em}
h2{font-size:1.05em;line-height:1.3}
.launch{position:fixed;z-index:2147483000;left:var(--left);right:var(--right);bottom:max(1.25em,env(safe-area-inset-bottom));width:3.6em;height:3.6em;border-radius:50%;display:grid;place-items:center;background:var(--fill);color:var(--on);box-shadow:0 .3em 1.2em #0003,0 0 0 .06em #fff3}
.launch:focus-visible{outline-color:var(--words);outline-offset:.2em}
.launch svg{width:1.7em;height:1.7em}
.badge{position:absolute;top:-.15em;right:-.15em;min-width:1.5em;padding:0 .35em;font-size:.82em;font-weight:700;line-height:1.5;border-radius:1em;background:#b3261e;color:#fff;box-shadow:0 0 0 .14em var(--paper)}
.panel{position:fixed;z-index:2147483001;left:var(--left);right:var(--right);bottom:max(1.25em,env(safe-area-inset-bottom));width:24.5em;height:min(40em,100dvh - 2.5em);display:flex;flex-direction:column;overflow:hidden;border-radius:1.1em;background:var(--paper);color:var(--words);box-shadow:0 1em 3.5em #0004,0 0 0 1px var(--line)}
.head{display:flex;align-items:center;gap:.25em;min-height:4.1em;padding:.6em .6em .6em 1em;background:var(--fill);color:var(--on)}
.head>div{flex:1;min-width:0}
.head h2,.head p{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.head p{font-size:.85em;line-height:1.3}
.head>span{margin-inline-end:.45em}
.head .face{width:2.6em;height:2.6em;background:none;color:inherit;box-shadow:inset 0 0 0 .09em}
.head :focus-visible{outline-color:currentColor;outline-offset:-.2em}
.icon{width:2.75em;height:2.75em;display:grid;place-items:center;border-radius:.7em;flex:none}
.icon:hover{background:color-mix(in srgb,currentColor 12%,transparent)}
[aria-controls] svg{stroke-width:3.2}
.icon[disabled]{opacity:.45;cursor:default}
.face{flex:none;width:2em;height:2em;display:grid;place-items:center;overflow:hidden;border-radius:50%;background:var(--soft);color:var(--words)}
.face b{font-size:.8em;font-weight:600;letter-spacing:.02em}
.face img{width:100%;height:100%;object-fit:cover}
.face.logo img{object-fit:contain;background:#fff;padding:12%}
.menu{position:absolute;z-index:2;top:4.2em;right:.6em;max-width:calc(100% - 1.2em);padding:.35em;border-radius:.8em;background:var(--paper);color:var(--words);box-shadow:0 .5em 2em #0005,0 0 0 1px var(--line)}
.menu>*{display:block;width:100%;padding:.7em .9em;text-align:start;border-radius:.55em;color:inherit;text-decoration:none}
.menu>:hover{background:var(--soft)}
.body{flex:1;min-height:0;display:flex;flex-direction:column;overflow-y:auto;overscroll-behavior:contain}
.chat{position:relative;flex:1;min-height:0;display:flex;flex-direction:column}
.page form{display:grid;gap:1em}
.page>svg{width:3.1em;height:3.1em;padding:.75em;border-radius:50%;color:var(--ink);background:var(--soft)}
.page{padding:1.4em 1.3em;display:flex;flex-direction:column;gap:1em;margin:auto 0}
.page.top{margin:0}
.page h3{font-size:1.3em;line-height:1.25;text-wrap:balance}
.page p,.note p{white-space:pre-line;text-wrap:pretty}
.pale{color:var(--pale)}
.small{font-size:.88em}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.6em}
.choice{min-height:2.9em;padding:.55em .9em;border-radius:.7em;font-weight:600;border:.1em solid var(--ink);color:var(--ink);background:var(--paper)}
.choice:hover{background:color-mix(in srgb,var(--ink) 9%,var(--paper))}
.text{display:inline-flex;align-items:center;min-height:1.9em;padding:.1em .3em;color:var(--ink);text-decoration:underline;text-underline-offset:.2em;text-align:start;border-radius:.3em}
label{display:grid;gap:.35em;font-weight:600}
input{width:100%;font-weight:400;min-height:2.9em;padding:.5em .8em;border:.1em solid var(--edge);border-radius:.7em;background:var(--paper)}
::placeholder{color:var(--pale);opacity:1}
.bad{color:var(--bad)}
.log{flex:1;min-height:0;overflow-y:auto;overscroll-behavior:contain;padding:1em 1.1em .5em;display:flex;flex-direction:column;gap:.3em}
.log>:first-child{margin-top:auto}
.day{align-self:center;margin:.8em 0 .5em;font-size:.8em;color:var(--pale)}
.row{max-width:84%;align-self:flex-start;display:flex;flex-direction:column;gap:.15em;margin-top:.35em}
.row.company{position:relative;margin-inline-start:2.5em;max-width:calc(84% - 2.5em)}
.row .face{position:absolute;inset-inline-start:-2.5em;bottom:0}
.row .face:has(+.who){bottom:auto;top:1.5em}
.row.me{align-self:flex-end;align-items:flex-end}
.row.system{align-self:center;text-align:center}
.who{font-size:.8em;color:var(--pale);padding:0 .3em}
.bubble{padding:.6em .9em;border-radius:1.1em;border-end-start-radius:.3em;background:var(--soft);white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}
.typing{display:flex;gap:.3em;padding:.95em .9em}
.typing i{width:.45em;height:.45em;border-radius:50%;background:var(--pale)}
.me .bubble{background:var(--fill);color:var(--on);border-end-start-radius:1.1em;border-end-end-radius:.3em}
.me .bubble a{color:inherit}
.me .bubble :focus-visible{outline-color:currentColor}
.system .bubble{background:none;color:var(--pale);font-size:.9em}
.file{display:flex;align-items:center;gap:.5em;min-height:2.6em;padding:.35em .7em;border-radius:.7em;border:.07em solid var(--edge);background:var(--paper);color:var(--words);text-align:start;max-width:100%;font-size:.92em}
.file span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.file small{color:var(--pale);flex:none}
.picture{max-width:100%;max-height:13em;border-radius:.8em;display:block}
progress{width:9em;height:.5em;accent-color:var(--ink)}
.state{font-size:.8em;color:var(--pale);padding:0 .3em;display:flex;gap:.3em;flex-wrap:wrap;align-items:center;justify-content:flex-end}
.hidden-words{font-size:.8em;color:var(--pale);padding:.1em .3em 0;max-width:85%}
.state.bad{color:var(--bad)}
.newest{position:absolute;left:50%;translate:-50% 0;bottom:100%;margin-bottom:.6em;display:flex;align-items:center;gap:.35em;padding:.4em .9em;border-radius:2em;background:var(--fill);color:var(--on);font-size:.88em;white-space:nowrap;box-shadow:0 .2em .8em #0004}
.newest svg{width:1.1em;height:1.1em}
.foot{position:relative;border-top:1px solid var(--line);padding:.6em .7em .25em}
.lost{padding:.55em .9em;margin-bottom:.5em;border-radius:.7em;font-size:.88em;background:var(--soft)}
.note{margin:.6em 1.1em;padding:.9em;border-radius:.9em;background:var(--soft);display:grid;gap:.7em}
.files{display:flex;flex-wrap:wrap;gap:.4em;padding-bottom:.5em}
.files .file{padding-inline-end:0}
.files i{display:grid}
.files img{width:2em;height:2em;object-fit:cover;border-radius:.35em}
.files .icon{width:2.2em;height:2.2em}
.write{display:flex;align-items:flex-end;gap:.15em;border:.1em solid var(--edge);border-radius:1em;background:var(--paper)}
.write:focus-within{border-color:var(--ink);box-shadow:0 0 0 .1em var(--ink)}
.write .icon{color:var(--ink)}
textarea{flex:1;min-width:0;min-height:2.75em;max-height:8.5em;padding:.62em 0;border:0;background:none;resize:none;font-size:1em}
.write textarea:focus-visible:not([tabindex]){outline:none}
.line{display:flex;justify-content:center;padding:0 .7em max(.4em,env(safe-area-inset-bottom));font-size:.85em}
.line svg{width:1.15em;height:1.15em;margin-inline-end:.35em}
.drop{position:absolute;z-index:3;inset:.5em;display:grid;place-items:center;border-radius:.9em;border:.16em dashed var(--ink);background:color-mix(in srgb,var(--paper) 94%,transparent);color:var(--ink);font-weight:600;pointer-events:none}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(max-width:30em){.panel{inset:0;width:auto;height:100dvh;border-radius:0;box-shadow:none}.panel .head{padding-top:max(.65em,env(safe-area-inset-top))}textarea{font-size:max(1em,16px)}}
@media(prefers-reduced-motion:no-preference){.panel{animation:rise .18s ease-out}.launch{transition:transform .15s}.launch:hover{transform:scale(1.05)}
.typing i{animation:breathe 1.6s infinite ease-in-out}.typing i:nth-child(2){animation-delay:.2s}.typing i:nth-child(3){animation-delay:.4s}}
@keyframes breathe{50%{opacity:.3}}
@keyframes rise{from{opacity:0;transform:translateY(.8em)}}
@media(forced-colors:active){.launch,.panel,.bubble,.head{border:1px solid}}
@media print{:host{display:none}}
`;
