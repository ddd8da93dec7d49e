import type { Message } from "./world.ts";

export type Visible = {
	/** What a reader reads, one line a line. */
	text: string;
	/** Addresses behind words, titles and buttons. */
	links: readonly string[];
};

type Embed = {
	title?: string;
	url?: string;
	description?: string;
	footer?: { text: string };
};
type Row = { components: { label?: string; url?: string }[] };

/** A message as Discord's client shows it: its Markdown is read and taken away, what is escaped is shown. */
export function seeMessage(message: Message): Visible {
	const links: string[] = [];
	const see = (text: string | undefined) => (text === undefined ? [] : [seeText(text, links)]);
	const embeds = (message.embeds ?? []) as Embed[];
	const lines = [
		...see(message.content === "" ? undefined : message.content),
		...embeds.flatMap(({ title, description, footer, url }) => {
			if (url !== undefined) links.push(url);
			return [...see(title), ...see(description), ...(footer === undefined ? [] : [footer.text])];
		}),
		...((message.components ?? []) as Row[]).flatMap(({ components }) =>
			components.map(({ label = "", url }) => {
				if (url !== undefined) links.push(url);
				return label;
			}),
		),
	];
	return { text: lines.join("\n"), links };
}

function seeText(text: string, links: string[]): string {
	return text
		.split("\n")
		.map((line) => seeInline(line.replace(/^ *(?:#{1,3} |-# |>{1,3} |[-*+] |\d+\. )/, ""), links))
		.join("\n");
}

/** Discord's inline rules in the order in which they are tried at each place. */
const rules: readonly [RegExp, (groups: string[], links: string[]) => string][] = [
	[/^\\([^0-9A-Za-z\s])/u, ([, sign = ""]) => sign],
	[/^<(https?:\/\/[^ >]+)>/, ([, address = ""]) => address],
	[/^https?:\/\/[^\s<]+[^<.,:;"'\]\s]/, ([address = ""]) => address],
	[
		/^\[((?:\\.|[^\]\\])*)\]\(<?(https?:\/\/[^\s>]*?)>?\)/,
		([, words = "", address = ""], links) => {
			links.push(address);
			return seeInline(words, links);
		},
	],
	[/^<(?:@[!&]?|#)\d+>|^<a?:\w+:\d+>|^<t:-?\d+(?::\w)?>/, () => "(mention)"],
	[/^(`+)([\s\S]*?[^`])\1(?!`)/, ([, , code = ""]) => code],
	[/^\|\|([\s\S]+?)\|\|/, () => "(spoiler)"],
	[/^\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/, ([, inner = ""], links) => seeInline(inner, links)],
	[/^__((?:\\.|[^\\])+?)__(?!_)/, ([, inner = ""], links) => seeInline(inner, links)],
	[/^~~((?:\\.|[^\\])+?)~~/, ([, inner = ""], links) => seeInline(inner, links)],
	[/^\*(?=\S)((?:\*\*|\\.|[^\\*])+?)\*(?!\*)/, ([, inner = ""], links) => seeInline(inner, links)],
	[/^\b_((?:__|\\.|[^\\_])+?)_\b/, ([, inner = ""], links) => seeInline(inner, links)],
];

function seeInline(text: string, links: string[]): string {
	let seen = "";
	let rest = text;
	while (rest !== "") {
		const hit = rules.flatMap(([pattern, see]) => {
			const match = pattern.exec(rest);
			return match === null ? [] : [{ match, see }];
		})[0];
		if (hit === undefined) {
			const [first = ""] = rest;
			seen += first;
			rest = rest.slice(first.length);
		} else {
			seen += hit.see([...hit.match], links);
			rest = rest.slice(hit.match[0].length);
		}
	}
	return seen;
}
