// The look: calm, large, roomy; the company's accent made readable for light and dark. System fonts only, nothing is loaded.
import { tint } from '@parley/contract/accent';

const paper = { light: '#fbfaf7', dark: '#141816' };
const soft = { light: '#f1efe8', dark: '#232927' };
const known = new Map<string, string>();

/** The style sheet for a company's accent. */
export function styleFor(accent: string): string {
  const style = known.get(accent) ?? compose(accent);
  if (known.size < 500) known.set(accent, style); // companies of one Parley, bounded all the same
  return style;
}

function compose(accent: string): string {
  const [light, dark] = [tint(accent, soft.light), tint(accent, soft.dark)];
  const set = ({ fill, text, ink }: typeof light) => `--fill:${fill};--on:${text};--ink:${ink};`;
  return `:root{${set(light)}${base}}@media(prefers-color-scheme:dark){:root{${set(dark)}${night}}}${css}`.replace(/\n/g, '');
}

const base = `--paper:${paper.light};--card:#ffffff;--line:#dedbd2;--edge:#77736a;--words:#1d211f;--pale:#5a605c;--soft:${soft.light};--bad:#a3282a;--good:#1f6b45;`;
const night = `--paper:${paper.dark};--card:#1c211f;--line:#343b38;--edge:#8b938f;--words:#eceeed;--pale:#a9b2ad;--soft:${soft.dark};--bad:#ff9b96;--good:#7fd1a6;`;

const css = `
*{box-sizing:border-box;margin:0}
[hidden]{display:none!important}
html{font:112.5%/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;color:var(--words);background:var(--paper);color-scheme:light dark;-webkit-text-size-adjust:100%;overflow-wrap:anywhere}
body{max-width:46rem;margin:0 auto;padding:0 1.25rem 3rem;min-height:100vh;display:flex;flex-direction:column}
main{flex:1;padding:2.25rem 0 3rem;display:grid;gap:2rem;align-content:start;grid-template-columns:minmax(0,1fr)}
main:focus{outline:none}
h1{font-size:clamp(1.4rem,.8rem + 3.4vw,2.5rem);hyphens:auto;line-height:1.15;letter-spacing:-.015em;font-weight:700;text-wrap:balance}
h2{font-size:1.3rem;line-height:1.3;font-weight:650;text-wrap:balance}
h3{font-size:1.05rem;line-height:1.4;font-weight:650}
p,li,dd{text-wrap:pretty}
a{color:var(--ink);text-underline-offset:.22em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:.18rem solid var(--ink);outline-offset:.2rem}
a:focus-visible{border-radius:.2rem}
.tile:focus-visible{border-radius:1rem}
.button:focus-visible{border-radius:.8rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--card);z-index:1}
.top{padding-top:1.25rem;display:grid;gap:1rem}
.bar{display:flex;align-items:center;justify-content:space-between;gap:1rem}
.logo{flex:none;width:2.75rem;height:2.75rem;object-fit:contain;border-radius:.4rem}
.brand{display:flex;align-items:center;gap:.75rem;color:inherit;text-decoration:none;line-height:1.25}
.brand strong,.brand small{display:block}
.brand small,.pale{color:var(--pale)}
.mark{flex:none;width:2.75rem;height:2.75rem;display:grid;place-items:center;border-radius:.8rem;background:var(--fill);color:var(--on);font-weight:700;font-size:1.25rem}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
.top nav{border-bottom:1px solid var(--line)}
.top nav a{display:block;padding:.6rem 0;color:var(--pale);text-decoration:none;border-bottom:.16rem solid transparent}
.top nav a:hover{color:var(--words)}
.top nav a[aria-current]{color:var(--words);font-weight:650;border-color:var(--ink)}
footer{border-top:1px solid var(--line);padding-top:1.25rem;display:flex;flex-wrap:wrap;gap:.75rem 2rem;justify-content:space-between;font-size:.9rem}
footer p{display:flex;gap:.25rem 1.5rem;flex-wrap:wrap}
footer a{display:inline-block;padding:.2rem 0}
.languages a[aria-current]{color:var(--words);font-weight:650;text-decoration:none}
.lead{font-size:1.15rem;line-height:1.6}
section{scroll-margin:1.5rem;display:grid;gap:1rem;grid-template-columns:minmax(0,1fr)}
.card>div:first-child:not(.split){display:grid;gap:.35rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:1.1rem;padding:1.5rem;display:grid;gap:1rem;grid-template-columns:minmax(0,1fr)}
form{display:grid;gap:1rem;justify-items:start}
label{font-weight:650;display:grid;gap:.4rem;width:100%}
input,select,textarea{font:inherit;font-weight:400;color:inherit;width:100%;max-width:26rem;min-height:3rem;padding:.6rem .9rem;border:.09rem solid var(--edge);border-radius:.7rem;background:var(--paper)}
select{appearance:none;padding-right:2.6rem;background:var(--paper) linear-gradient(45deg,transparent 50%,var(--pale) 50%) right 1.4rem center/.42rem .42rem no-repeat;background-image:linear-gradient(45deg,transparent 50%,var(--pale) 50%),linear-gradient(-45deg,transparent 50%,var(--pale) 50%);background-position:right 1.35rem center,right .95rem center}
textarea{max-width:none;line-height:1.5;resize:vertical}
.hint{font-size:.92rem;margin-top:-.6rem}
input.code{max-width:12rem;letter-spacing:.18em;font-variant-numeric:tabular-nums}
button,.button{font:inherit;font-weight:650;display:inline-block;cursor:pointer;min-height:3rem;padding:.6rem 1.4rem;border-radius:.8rem;border:.1rem solid var(--ink);color:var(--ink);background:var(--card);text-decoration:none;text-align:center;line-height:1.5}
button:hover,.button:hover{background:color-mix(in srgb,var(--ink) 8%,var(--card))}
button.main,.button.main{background:var(--fill);border-color:var(--fill);color:var(--on)}
button.main:hover{background:color-mix(in srgb,var(--fill) 88%,var(--words))}
button.quiet{white-space:nowrap;min-height:2.5rem;padding:.35rem .9rem;font-weight:400;font-size:.9rem;border-color:var(--line);background:none;color:var(--words)}
button.text{min-height:0;padding:.2rem 0;border:0;background:none;font-weight:400;text-decoration:underline;text-underline-offset:.22em}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.8rem}
.pair form,.switch form{justify-items:stretch}
.pair button,.pair .button{width:100%}
.asks{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:.8rem}
.asks>*{margin:0;display:grid}
.asks>:last-child:nth-child(odd){grid-column:1/-1}
.asks button,.asks .button{width:100%;display:grid;place-content:center}
ul.plain{list-style:none;padding:0;display:grid;gap:.9rem}
.rows{background:var(--card);border:1px solid var(--line);border-radius:1.1rem;list-style:none;padding:0 1.5rem}
.rows>li{padding:.95rem 0;display:grid;gap:.15rem}
.rows .pale{font-size:.93rem}
.rows>li+li{border-top:1px solid var(--line)}
.act{font-size:.93rem;justify-self:start}
a.act{padding:.35rem 0}
details.act summary{padding:.35rem 0;font-weight:400;text-decoration:underline;text-underline-offset:.22em;width:fit-content}
details.act[open]{padding-bottom:.5rem}
details.act p{margin-bottom:.9rem;max-width:36rem}
.links a{margin-right:1.5rem;display:inline-block;padding:.2rem 0}
.dates{display:grid;grid-template-columns:auto 1fr;gap:.15rem 1.25rem}
dt{color:var(--pale)}
.group{display:grid;gap:.6rem;margin-top:.4rem}
.split{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.1rem 1rem;align-items:baseline}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:.8rem;list-style:none;padding:0}
.tiles form{height:100%;justify-items:stretch}
.tile,button.tile{display:grid;gap:.2rem;width:100%;height:100%;align-content:start;padding:1.05rem 2.6rem 1.15rem 1.25rem;position:relative;background:var(--card);border:1px solid var(--line);border-radius:1rem;color:inherit;text-decoration:none;text-align:left;font-weight:400;line-height:1.5}
.tile:after{content:"";position:absolute;right:1.3rem;top:1.6rem;width:.5rem;height:.5rem;border:solid var(--ink);border-width:.13rem .13rem 0 0;transform:rotate(45deg)}
.tile:hover,button.tile:hover{border-color:var(--ink);background:var(--card)}
.tile strong{color:var(--ink);font-weight:650}
.tile span{color:var(--pale);font-size:.93rem}
.tag{display:inline-block;white-space:nowrap;padding:.1rem .7rem;border-radius:1rem;font-size:.88rem;background:var(--soft)}
.tag.good{color:var(--good)}
.choice{display:grid;gap:.8rem 1.5rem;grid-template-columns:1fr auto;align-items:center;padding-top:1rem;border-top:1px solid var(--line);scroll-margin:30vh 0}
.choice p{font-size:.95rem}
.switch{display:grid;grid-template-columns:1fr 1fr;border:.1rem solid var(--edge);border-radius:.9rem;overflow:clip}
.switch button{border:0;border-radius:0;min-width:5rem;background:none;color:var(--words)}
.switch.wide{max-width:24rem}
.switch form+form button,.switch button+button{border-left:.1rem solid var(--edge)}
.switch button:hover{background:var(--soft)}
.switch button[aria-pressed=true]{background:var(--fill);color:var(--on)}
.switch button:focus-visible{outline-offset:-.32rem;outline-color:currentColor}
.quote{display:grid;gap:.3rem;font-size:.95rem}
blockquote{white-space:pre-wrap;padding-left:1rem;border-left:.2rem solid var(--line);font-size:.95rem;color:var(--pale)}
.said a{color:inherit}
.said{padding:.9rem 1.2rem;border-radius:.9rem;background:color-mix(in srgb,var(--ink) 10%,var(--card));border:1px solid color-mix(in srgb,var(--ink) 35%,var(--card))}
.bad{color:var(--bad)}
summary{cursor:pointer;padding:.5rem 0;color:var(--ink);font-weight:650}
details[open] summary{margin-bottom:.5rem}
details p+form{margin-top:.9rem}
.steps{list-style:none;padding:0;display:grid}
.steps li{position:relative;padding:0 0 1.3rem 1.9rem}
.steps li:last-child{padding-bottom:0}
.steps li:before{content:"";position:absolute;left:.1rem;top:.4rem;width:.8rem;height:.8rem;border-radius:50%;background:var(--ink)}
.steps li:not(:last-child):after{content:"";position:absolute;left:.45rem;top:1.2rem;bottom:-.4rem;width:.1rem;background:var(--line)}
.steps strong{display:block}
pre{font:.82rem/1.5 ui-monospace,"SF Mono",Consolas,"Liberation Mono",monospace;background:var(--soft);padding:1rem;border-radius:.8rem;white-space:pre-wrap;overflow-wrap:anywhere}
.notice h2 small{font-weight:400;font-size:.85rem;color:var(--pale);margin-left:.5rem;white-space:nowrap}
.notice ul{padding-left:1.2rem;display:grid;gap:.4rem}
.notice{display:grid;gap:2rem}
.notice section{gap:.6rem}
.notice section>div{display:grid;gap:.6rem}
@media(max-width:34rem){html{font-size:106.25%}.dates{grid-template-columns:1fr}.dates dd{margin-bottom:.5rem}.card{padding:1.2rem}.switch.wide{max-width:none}.rows{padding:0 1.2rem}.choice{grid-template-columns:1fr}.switch{justify-self:stretch}.top nav ul{gap:0 .6rem;justify-content:space-between}.top nav a{font-size:.9rem}}
@media(max-width:24rem){.pair{grid-template-columns:1fr}.top nav ul{gap:0 1.1rem;justify-content:flex-start}}
@media(pointer:coarse){footer a,.links a,a.act,summary,details.act summary{padding:.55rem 0}button.quiet,button.text{min-height:2.75rem}}
@media print{.top nav,footer,form,.button{display:none}}
`;
