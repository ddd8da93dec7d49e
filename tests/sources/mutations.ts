/** Damaged copies of texts: cut, doubled, swapped, with odd characters put in. The same seed gives the same ones. */
export function* mutations(texts: readonly string[], count: number, seed = 20_240_518): Generator<string> {
	const random = createRandom(seed);
	const below = (limit: number) => Math.floor(random() * Math.max(1, limit));
	for (let made = 0; made < count; made += 1) {
		let text = texts[below(texts.length)] ?? "";
		for (let step = below(6) + 1; step > 0; step -= 1) {
			const from = below(text.length);
			const to = from + below(Math.min(400, text.length - from));
			text = damages[below(damages.length)]?.(text, from, to, odd[below(odd.length)] ?? "") ?? text;
		}
		yield text;
	}
}

type Damage = (text: string, from: number, to: number, odd: string) => string;

const damages: readonly Damage[] = [
	(text, from, to) => text.slice(0, from) + text.slice(to),
	(text, from) => text.slice(0, from),
	(text, from) => text.slice(from),
	(text, from, to) => text.slice(0, to) + text.slice(from),
	(text, from, to) => text.slice(0, from) + [...text.slice(from, to)].reverse().join("") + text.slice(to),
	(text, from, _to, odd) => text.slice(0, from) + odd + text.slice(from),
	(text, from, to, odd) => text.slice(0, from) + odd.repeat(20) + text.slice(to),
	(text, from, to) => text.slice(0, from) + text.slice(from, to).repeat(8) + text.slice(to),
];

const odd: readonly string[] = [
	"\0",
	"\uD800",
	"\uDC00",
	"\uFFFD",
	"\u202E",
	"\u200F",
	"\uFEFF",
	"\u0640",
	"\u064B",
	"\n",
	"\r",
	"\u2028",
	"<",
	">",
	"</div>",
	"<div>",
	"<!--",
	"<script>",
	"<p",
	'"',
	"&#x110000;",
	"&amp;",
	"9999999999",
	"32/13/2024",
	" - ",
	" | ",
	"()",
	"🇯🇴",
];

/** A linear congruential generator: enough to spread damage, and the same everywhere. */
function createRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
