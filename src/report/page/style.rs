//! The style sheet of the page: readable on paper, in grey, at 200% and with a keyboard.

/// Everything but the fonts.
pub(in crate::report) const CSS: &str = r#"
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 0 1.25rem 4rem; max-width: 76rem; background: #fff; color: #222;
  font: 1rem/1.55 "Open Sans", Helvetica, Arial, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 2rem 0 .5rem; }
h2 { font-size: 1.45rem; line-height: 1.25; margin: 3rem 0 .75rem; padding-top: .75rem;
  border-top: 2px solid #005a94; }
h3 { font-size: 1.1rem; margin: 1.75rem 0 .4rem; }
p, ul, dl { max-width: 46rem; margin: .5rem 0; }
a { color: #005a94; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid #b84a00; outline-offset: 2px; }
/* For readers of the screen: the picture shows the same words. */
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; padding: 0;
  max-width: none; }
.headline { max-width: 60rem; margin: 1rem 0; padding: 1rem 1.25rem; background: #eef4f8;
  border-left: 6px solid #005a94; font-size: 1.3rem; line-height: 1.45; }
.warning { background: #fdf0e6; border-left: 6px solid #b84a00; padding: .75rem 1rem; }
.wide { overflow-x: auto; margin: .75rem 0 1.25rem; }
table { border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: bold; padding: .25rem 0 .5rem; }
th, td { padding: .4rem .75rem; border-bottom: 1px solid #ccc; text-align: right;
  vertical-align: top; }
thead th { border-bottom: 2px solid #555; vertical-align: bottom; }
thead th[colspan] { text-align: center; border-left: 1px solid #ccc; }
th:first-child { text-align: left; font-weight: normal; min-width: 12rem; }
.text th:first-child { min-width: 0; }
thead th:first-child { font-weight: bold; }
tbody tr:nth-child(even) { background: #f6f6f6; }
.text th, .text td { text-align: left; overflow-wrap: anywhere; }
.unit, .note { color: #555; font-size: .92em; }
td .level { font-weight: bold; }
td .line { display: block; white-space: nowrap; }
td .words { display: block; min-width: 9rem; }
figure { margin: 1.5rem 0 2.5rem; }
figure td { white-space: nowrap; }
figure svg { width: 100%; height: auto; display: block; border: 1px solid #ddd; }
details { margin: .5rem 0; }
summary { cursor: pointer; color: #005a94; }
pre { background: #f6f6f6; padding: .75rem 1rem; overflow-x: auto; font-size: .85rem; }
code { overflow-wrap: anywhere; font-size: .9em; }
@media print {
  @page { margin: 15mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  /* What a reader has opened is printed, the rest stays folded. */
  nav, .skip { display: none; }
  h2, h3, caption { break-after: avoid; }
  figure, tr, .headline { break-inside: avoid; }
  .wide { overflow: visible; }
  table { font-size: 8pt; }
  th, td { padding: .2rem .35rem; }
}
"#;
