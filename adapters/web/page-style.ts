import { entryStyle } from "./entry-style.ts";

/**
 * The look of a public page. Fonts are those of the reader's machine: a page asks nobody for anything. Everything is
 * written with logical properties, so that the same rules serve both directions.
 */
export const pageStyle = `
:root{color-scheme:light dark}
${entryStyle("body")}
@media (prefers-color-scheme:dark){body{--paper:#161513;--ink:#ece8e0;--soft:#a39c8f;--line:#36332d;--accent:#f0907f;--chip:#2b2925}}
*{box-sizing:border-box}
body{margin:0;font-size:1.125rem}
.skip{position:absolute;inset-inline-start:-200vw}
.skip:focus{position:static}
header,main,footer{max-width:44rem;margin-inline:auto;padding-inline:1.25rem}
header{padding-block:2rem 1rem;border-block-end:3px solid var(--accent)}
header .title{margin:0;font-size:1.9rem;line-height:1.5;font-weight:700}
header .title a{color:inherit;text-decoration:none}
header nav{font-size:.95rem;display:flex;gap:1.25rem;flex-wrap:wrap}
article{padding-block:1.75rem;border-block-end:1px solid var(--line)}
.permalink{color:var(--soft);font-size:.9em}
.pages{display:flex;justify-content:space-between;padding-block:1.5rem;font-size:1rem}
@media print{body{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--accent:#000;font-size:11.5pt}
header{padding-block-start:0}header nav,.skip,.pages,.buttons,.permalink{display:none}article{break-inside:avoid}
main a[href^="http"]::after{content:" (" attr(href) ")";font-size:.75em;unicode-bidi:isolate;direction:ltr;color:#444}}
`;
