/** The rules for what is inside an entry, wherever it is shown: `scope` is the selector of what holds it. Light. */
export function entryStyle(scope: string): string {
	const rules = entryRules.map(([selector, rule]) => `${scope} ${selector}{${rule}}`);
	return [`${scope}{${ground}}`, ...rules].join("\n");
}

const ground =
	"--paper:#fbfaf7;--ink:#1c1b19;--soft:#6a655c;--line:#ddd6c8;--accent:#9c2a1f;--chip:#f1ede4;" +
	"background:var(--paper);color:var(--ink);line-height:1.9;overflow-wrap:anywhere;" +
	'font-family:"Noto Naskh Arabic","Geeza Pro","Amiri","Segoe UI","Traditional Arabic",Georgia,serif';

const entryRules: readonly (readonly [selector: string, rule: string])[] = [
	["a", "color:var(--accent);text-underline-offset:.25em;text-decoration-thickness:1px"],
	["a:focus-visible", "outline:3px solid var(--accent);outline-offset:3px;border-radius:2px"],
	[".headline", "margin:0 0 .25rem;font-size:1.3em;line-height:1.6;font-weight:700"],
	["h1.headline", "font-size:1.6em"],
	[".headline a", "color:inherit;text-decoration-color:var(--line)"],
	[".headline a:hover", "text-decoration-color:currentColor"],
	["p", "margin:.5rem 0"],
	[".date", "color:var(--soft);font-size:.9em;margin:.25rem 0"],
	[".source", "color:var(--soft);font-size:.9em;margin:.25rem 0"],
	[
		".note",
		"color:var(--soft);font-size:.9em;border-inline-start:3px solid var(--accent);padding-inline-start:.75rem",
	],
	// Arabic has no italics: a slanted face is a broken one.
	["em", "font-style:normal;text-decoration:underline dotted;text-underline-offset:.3em"],
	[":lang(en) em", "font-style:italic;text-decoration:none"],
	["figure", "margin:1rem 0"],
	[
		"figure img",
		"display:block;width:100%;height:auto;max-height:28rem;object-fit:cover;border-radius:6px;background:var(--chip)",
	],
	[".tags", "list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;padding:0;margin:.75rem 0 0"],
	[
		".tags li",
		"background:var(--chip);color:var(--soft);border-radius:99px;padding:.05rem .8rem;font-size:.85em",
	],
	[".buttons", "display:flex;flex-wrap:wrap;gap:.6rem"],
	[
		".buttons a",
		"border:1px solid;border-radius:6px;padding:.1rem .9rem;text-decoration:none;font-size:.95em",
	],
	[".buttons a:hover", "background:var(--chip)"],
];
