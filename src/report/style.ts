// How a report looks: one column for a phone, more where there is room, and A4 when printed. Fonts are those of the reader's
// machine; where it has none with the widths of Helvetica, that of this package, which the file then holds.

export const style = `
:root { --ink: #1d2024; --soft: #5a6068; --rule: #d8dbdf; --faint: #f4f5f6; --good: #14632f; --bad: #9a2a12; --accent: #0072b2;
  --sans: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Loopsmith Sans", sans-serif;
  --serif: "Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, Palatino, "Book Antiqua", Georgia, serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: #fff; color: var(--ink); font: 1rem/1.5 var(--serif); overflow-wrap: break-word; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1, h2, h3 { font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { font-size: 2rem; margin: .25rem 0 .25rem; letter-spacing: -.01em; }
h2 { font-size: 1.3rem; margin: 0 0 .75rem; }
h3 { font-size: 1.05rem; margin: 0 0 .75rem; }
p { margin: 0 0 .75rem; max-width: 42rem; }
section { margin-top: 2.25rem; padding-top: 1.25rem; border-top: 1px solid var(--rule); }
sub, sup { font-size: .72em; line-height: 0; }
figure { margin: 0; }
figure svg { display: block; width: 100%; height: auto; }
figcaption, .note { font: .8125rem/1.45 var(--sans); color: var(--soft); }
figcaption { margin-top: .4rem; }
.note { margin-top: .6rem; }
.lead { margin: 1.25rem 0 .5rem; color: var(--ink); }

.kicker { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; max-width: none; margin: 0;
  font: .8125rem/1.4 var(--sans); color: var(--soft); }
.about { color: var(--soft); font-size: 1.1rem; margin-bottom: 1rem; }
.verdict { font-size: 1.25rem; line-height: 1.35; margin-bottom: 1rem; max-width: none; text-wrap: balance; }
.notice { margin: 0 0 1rem; padding: .7rem .9rem; border-left: 3px solid #b98900; background: #fdf8ea; font-size: .95rem; }
.notice p, .notice ul { margin: 0; max-width: none; }
.notice ul { padding-left: 1.1rem; font: .8125rem/1.5 var(--sans); margin-top: .3rem; }
.notice.bad { border-color: var(--bad); background: #fdf1ee; }

dl { margin: 0; }
dl.key { display: flex; flex-wrap: wrap; gap: .6rem 2.25rem;
  font: .875rem/1.4 var(--sans); }
dl.key dt { color: var(--soft); font-size: .75rem; }
dl.key dd { margin: 0; overflow-wrap: anywhere; }

/* The last resort of a table that is wider than the page; the page itself never is. */
.table { overflow-x: auto; }
table { border-collapse: collapse; font: .8125rem/1.35 var(--sans); font-variant-numeric: tabular-nums lining-nums; font-kerning: none; }
th { font-weight: 400; text-align: left; }
td, th { padding: .22rem .35rem; vertical-align: baseline; white-space: nowrap; }
th:first-child, td:first-child { padding-left: 0; }
thead th { color: var(--soft); font-size: .75rem; border-bottom: 1px solid var(--ink); vertical-align: bottom; }
tbody tr + tr > *, tbody + tbody > tr:first-child > * { border-top: 1px solid var(--rule); }
.number { text-align: right; }
td.unit, th.unit, .beside { color: var(--soft); }
.beside { display: none; margin-left: .3em; font-weight: 400; }
.gloss { color: var(--soft); margin-left: .6rem; }
.plain { font-size: .9375rem; }
.plain .gloss { white-space: normal; }

.candidate + .candidate { margin-top: 1.75rem; }
.rank { display: inline-block; min-width: 1.5em; padding: .1em .3em; margin-right: .25em; text-align: center; border: 1px solid var(--ink);
  border-radius: .2em; font: 600 .85em/1.3 var(--sans); }
.badge { font: .75rem/1 var(--sans); padding: .25em .55em; border-radius: 1em; margin-left: .4em; white-space: nowrap; vertical-align: .1em; }
.badge.yes { background: #e0efe4; color: var(--good); }
.badge.no { background: var(--faint); color: var(--soft); }
.figures { display: grid; gap: 1rem 1.5rem; align-items: start; }
.structure { max-width: 21rem; }
.curve { max-width: 30rem; }
.anchors tr.wanted > * { font-weight: 600; }
.anchors tr.wanted td.unit { font-weight: 400; }

.all .group { text-align: center; color: var(--ink); font-size: .8125rem; }
.all .target { white-space: nowrap; color: var(--soft); }
.all tr.isverified, .all tbody.isverified { background: #f1f8f3; }
.long tbody tr + tr > * { border-top: 0; padding-top: .05rem; }
.long tbody tr > * { padding-bottom: .05rem; }
.long .quantity, .long th.quantity:first-child { padding-left: .55rem; }
.verified.yes { color: var(--good); font-weight: 600; }
.verified.no { color: var(--soft); }
.roomy { display: none; }
.steps .group { text-align: center; }
.steps .sign { color: var(--soft); }
.history { max-width: 34rem; }
.front { max-width: 28rem; }
.chains { display: grid; gap: 1rem 1.5rem; }
.chains figure { max-width: 26rem; }
p.key { font: .8125rem/1.4 var(--sans); color: var(--soft); margin-top: .6rem; }
.line { display: inline-block; width: 1.6em; height: 0; border-top: 1.5px solid #8a8f96; vertical-align: .3em; margin: 0 .2em 0 .8em; }
.line.verified { border-top: 2.5px solid var(--accent); margin-left: 0; }
.band { display: inline-block; width: 1.6em; height: .8em; background: #dcead9; margin: 0 .2em 0 .8em; vertical-align: -.05em; }

pre { font: .8125rem/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; background: var(--faint); padding: .7rem .9rem; margin: 0 0 .75rem; }
code { font-family: var(--mono); font-size: .9em; overflow-wrap: anywhere; }
pre code { font-size: 1em; }
section h3 { margin-top: 1.25rem; }
.candidate h3 { margin-top: 0; }
.warnings { margin: 0; padding-left: 1.1rem; font-size: .95rem; }
details { margin-top: 1.25rem; }
summary { cursor: pointer; font: .875rem/1.5 var(--sans); }
details pre { margin-top: .5rem; }
.terms dl > div { margin-bottom: .4rem; }
.terms dt { display: inline; font-style: italic; }
.terms dt::after { content: ":"; font-style: normal; }
.terms dd { display: inline; margin: 0 0 0 .25rem; }
.terms { font-size: .95rem; }

@media (max-width: 27rem) {
  td, th { padding-left: .2rem; padding-right: .2rem; }
  table { font-size: .75rem; }
  thead th { font-size: .6875rem; }
  .all thead th:not(.group) { font-size: .625rem; }
  .all td, .all th, .steps td, .steps th { padding-left: .15rem; padding-right: .15rem; }
  .all th:first-child { padding-left: 0; }
  .all .target { display: block; }
  .plain .gloss { display: block; margin-left: 0; }
  .plain { font-size: .875rem; }
  .steps .unit, .below .unit { display: none; }
  .steps .beside, .below .beside { display: inline; }
}
@media (min-width: 36rem) {
  main { padding: 2.5rem 2rem 4rem; }
  h1 { font-size: 2.5rem; }
  .roomy { display: table-cell; }
  span.roomy { display: inline; }
  .figures { grid-template-columns: minmax(0, 3fr) minmax(0, 4fr); }
  .figures .table { grid-column: 1 / -1; justify-self: start; }
  .chains { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  td, th { padding: .24rem .55rem; }
  .first { padding-left: 1.4rem; }
}
@media (min-width: 62rem) {
  .figures { grid-template-columns: 15.5rem minmax(0, 1fr) auto; }
  .figures .table { grid-column: auto; }
  .figures.below { grid-template-columns: 18rem minmax(0, 28rem); }
  .below .table { grid-column: 1 / -1; }
  .anchors td, .anchors th { padding-left: .4rem; padding-right: .4rem; }
}
@page { size: A4; margin: 16mm 15mm 18mm; }
@media print {
  html { font-size: 9.5pt; }
  body { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  section { margin-top: 1.5rem; padding-top: .9rem; }
  h2, h3, .lead, p:has(+ figure), p:has(+ .chains) { break-after: avoid; }
  .candidate, figure, tr, .long tbody, .notice, .steps, .terms, pre.command { break-inside: avoid; }
  .roomy { display: table-cell; }
  span.roomy { display: inline; }
  .figures { grid-template-columns: 12.5rem minmax(0, 1fr) auto; gap: 0 1.2rem; }
  .history { max-width: 27rem; }
  .front { max-width: 20rem; }
  .chains figure { max-width: 21rem; }
  .figures .table { grid-column: auto; }
  .figures.below { grid-template-columns: 14rem 21rem; }
  .below .table { grid-column: 1 / -1; }
  .anchors td, .anchors th { padding: .12rem .3rem; }
  .curve { max-width: 19rem; }
  .candidate + .candidate { margin-top: .9rem; }
  .candidate h3 { margin-bottom: .4rem; }
  .chains { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .all td, .all th { padding-top: .12rem; padding-bottom: .12rem; }
  .table { overflow: visible; }
  details { display: none; }
  p { orphans: 3; widows: 3; }
}
`;
