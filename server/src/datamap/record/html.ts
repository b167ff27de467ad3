// A record as one page without scripts or anything from elsewhere: to read, to print, to send along.
import type { Sheet, Table } from './sheet.ts';

const style = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;max-width:72rem;margin:2.5rem auto;padding:0 1.5rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.05rem;margin:2rem 0 .5rem}p.under,p.advice{opacity:.75;margin:.25rem 0}
dl{display:grid;grid-template-columns:16rem 1fr;gap:.35rem 1.5rem;margin:0}dt{opacity:.75}dd{margin:0;white-space:pre-line}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.45rem .75rem .45rem 0;border-top:1px solid color-mix(in srgb,currentColor 22%,transparent);overflow-wrap:break-word}
thead th{border-top:0;font-weight:600}tbody th{font-weight:600}@media(max-width:40rem){dl{grid-template-columns:1fr}}
@media print{@page{size:A4 landscape;margin:14mm}body{font-size:9.5pt;margin:0;padding:0;max-width:none}tr{break-inside:avoid}h2{break-after:avoid}}`;

export function htmlOf(sheet: Sheet): string {
  const facts = sheet.parties.facts.map(([label, value]) => `<dt>${safe(label)}</dt><dd>${safe(value)}</dd>`).join('');
  return `<!doctype html>
<html lang="${sheet.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${safe(sheet.title)}</title><style>${style}</style></head>
<body><main><h1>${safe(sheet.title)}</h1><p class="under">${safe(sheet.under)}</p>
<h2>${safe(sheet.parties.title)}</h2><dl>${facts}</dl>
${sheet.tables.map(tableOf).join('\n')}
<p class="advice">${safe(sheet.advice)}</p></main></body></html>
`;
}

function tableOf({ title, columns, rows }: Table): string {
  const head = columns.map((column) => `<th scope="col">${safe(column)}</th>`).join('');
  const body = rows
    .map(([first = '', ...rest]) => `<tr><th scope="row">${safe(first)}</th>${rest.map((each) => `<td>${safe(each)}</td>`).join('')}</tr>`)
    .join('\n');
  return `<section><h2>${safe(title)}</h2><div class="wide" tabindex="0" role="region" aria-label="${safe(title)}"><table><thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table></div></section>`;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
