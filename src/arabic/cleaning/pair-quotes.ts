/** Two places in a line: an opening quote and the one that closes it. */
export type QuotePair = { open: number; close: number };

/**
 * Which quotes of a paragraph belong together, by place, in order of their opening. A straight quote does not say whether it
 * opens or closes, and the space beside it is often on the wrong side: the reading with the least to put right wins, so
 * that a missing quote, or one name in quotes inside a quotation, does not turn all that follow inside out. `« »` and
 * `“ ”` may be reversed by a source that thought of their look. Time grows with the number of quotes.
 */
export function pairQuotes(line: string): QuotePair[] {
	const places: [number[], number[], number[]] = [[], [], []];
	for (let i = 0; i < line.length; i++) {
		const code = line.charCodeAt(i);
		if (code === STRAIGHT) places[0].push(i);
		else if (code === LEFT_GUILLEMET || code === RIGHT_GUILLEMET) places[1].push(i);
		else if (code >= CURLY_FIRST && code <= CURLY_LAST) places[2].push(i);
	}
	const pairs = places.flatMap((kind) => (kind.length > 1 ? pairPlaces(line, kind) : []));
	return pairs.sort((a, b) => a.open - b.open);
}

/**
 * The usual case: of the quotes `from` to `to` (not included), which stand in one line of the text, in each kind every other
 * one opens and stands so, and every other closes. No other reading can cost less, and there is nothing to put right.
 */
export function quotesStandWell(text: string, places: readonly number[], from: number, to: number): boolean {
	let straight = 0;
	let guillemets = 0;
	let curly = 0;
	for (let nth = from; nth < to; nth++) {
		const place = places[nth] ?? 0;
		const code = text.charCodeAt(place);
		let before: number;
		if (code === STRAIGHT) before = straight++;
		else if (code === LEFT_GUILLEMET || code === RIGHT_GUILLEMET) before = guillemets++;
		else before = curly++;
		if ((before % 2 === 0 ? openCost(text, place) : closeCost(text, place)) > 0) return false;
	}
	return (straight | guillemets | curly) % 2 === 0;
}

const STRAIGHT = 0x22;
const LEFT_GUILLEMET = 0xab;
const RIGHT_GUILLEMET = 0xbb;
/** “ ” „ */
const CURLY_FIRST = 0x201c;
const CURLY_LAST = 0x201e;

/**
 * What is wrong with a reading, chosen so that one doubtful pair costs less than two quotes left alone. `tidyQuotes` must
 * lower the cost of the reading it follows by as much as that of any other, or cleaning twice would differ from once.
 */
const NO_SPACE_OUTSIDE = 0.3;
const SPACE_INSIDE = 0.1;
/** It opens, but stands exactly as a closing quote should; or the other way round. */
const LOOKS_OTHERWISE = 0.3;
const REVERSED = 0.25;
const CLOSES_AFTER_COLON = 1.5;
const NESTED = 0.15;
const LONG = 0.88;
const ALONE = 0.5;
/** Alone with no space on either side. */
const ALONE_IN_WORD = 0.75;
/** Two quotes and no more belong together, however they stand. */
const ALONE_OF_TWO = 0.9;
/** How many quotes may stand between the two of a pair. */
const REACH = 6;

/** The quotes of a line, each with what it costs to read it so. */
type Quotes = {
	places: readonly number[];
	alone: readonly number[];
	open: readonly number[];
	close: readonly number[];
	/** Signs and full stops before each quote; spaces are not counted, because they are what is going to change. */
	signs: readonly number[];
	stops: readonly number[];
};
/** The cheapest reading of the first quotes; `from` is the partner of the last, -1 when it stands alone. */
type Reading = { cost: number; from: number };

function pairPlaces(line: string, places: readonly number[]): QuotePair[] {
	if (standWell(line, places)) return pairInTurn(places);
	const quotes: Quotes = {
		places,
		alone: places.map((place) => (places.length === 2 ? ALONE_OF_TWO : aloneCost(line, place))),
		open: places.map((place) => openCost(line, place)),
		close: places.map((place) => closeCost(line, place)),
		...countBefore(line, places),
	};
	const best = readFlat(
		quotes,
		0,
		places.length,
		(o, c) => pairCost(quotes, o, c) + insideCost(quotes, o, c),
	);
	const pairs: QuotePair[] = [];
	for (const [o, c] of walkBack(best, 0)) {
		pairs.push({ open: places[o] ?? 0, close: places[c] ?? 0 });
		const inner = readFlat(quotes, o + 1, c, innerCost(quotes));
		for (const [io, ic] of walkBack(inner, o + 1))
			pairs.push({ open: places[io] ?? 0, close: places[ic] ?? 0 });
	}
	return pairs;
}

/** The usual case: every other quote opens and stands so, every other closes; no other reading can cost less. */
function standWell(line: string, places: readonly number[]): boolean {
	if (places.length % 2 !== 0) return false;
	return places.every((place, i) => (i % 2 === 0 ? openCost(line, place) : closeCost(line, place)) === 0);
}

function pairInTurn(places: readonly number[]): QuotePair[] {
	const pairs: QuotePair[] = [];
	for (let i = 0; i < places.length; i += 2) pairs.push({ open: places[i] ?? 0, close: places[i + 1] ?? 0 });
	return pairs;
}

/** The cheapest readings of the quotes `from` to `to` (not included) as pairs one after another. */
function readFlat(
	quotes: Quotes,
	from: number,
	to: number,
	cost: (o: number, c: number) => number,
): Reading[] {
	const best: Reading[] = [{ cost: 0, from: -1 }];
	for (let c = from; c < Math.min(to, quotes.places.length); c++) {
		let reading: Reading = { cost: (best[c - from]?.cost ?? 0) + (quotes.alone[c] ?? 0), from: -1 };
		for (let o = c - 1; o >= Math.max(from, c - REACH); o--) {
			const before = best[o - from]?.cost ?? 0;
			// Costs only add up: a beginning that is too dear already needs no look at what is inside.
			if (before + pairCost(quotes, o, c) >= reading.cost - 1e-9) continue;
			const whole = before + cost(o, c);
			if (whole < reading.cost - 1e-9) reading = { cost: whole, from: o };
		}
		best.push(reading);
	}
	return best;
}

function insideCost(quotes: Quotes, o: number, c: number): number {
	if (c - o < 3) return aloneBetween(quotes, o, c);
	return readFlat(quotes, o + 1, c, innerCost(quotes)).at(-1)?.cost ?? 0;
}

/** A pair inside another has only lone quotes in it. */
function innerCost(quotes: Quotes): (o: number, c: number) => number {
	return (o, c) => NESTED + pairCost(quotes, o, c) + aloneBetween(quotes, o, c);
}

function aloneBetween(quotes: Quotes, o: number, c: number): number {
	let cost = 0;
	for (let i = o + 1; i < c; i++) cost += quotes.alone[i] ?? 0;
	return cost;
}

function walkBack(best: readonly Reading[], first: number): [number, number][] {
	const pairs: [number, number][] = [];
	for (let i = best.length - 1; i > 0; ) {
		const o = best[i]?.from ?? -1;
		if (o !== -1) pairs.push([o, first + i - 1]);
		i = o === -1 ? i - 1 : o - first;
	}
	return pairs;
}

/** A quotation of many words is rarer than a forgotten quote; one that runs over a full stop rarer still. */
function pairCost(quotes: Quotes, o: number, c: number): number {
	const signs = (quotes.signs[c] ?? 0) - (quotes.signs[o] ?? 0);
	const overStop = (quotes.stops[c] ?? 0) > (quotes.stops[o] ?? 0) ? 0.2 : 0;
	const length = Math.min(LONG, Math.max(0, (signs - 100) / 200) + overStop);
	return (quotes.open[o] ?? 0) + (quotes.close[c] ?? 0) + length;
}

const SPACE = 0x20;
const STOP = 0x2e;

/** The stop right before a closing quote ends the quotation and is not counted. */
function countBefore(line: string, places: readonly number[]): { signs: number[]; stops: number[] } {
	const signs: number[] = [];
	const stops: number[] = [];
	let sign = 0;
	let stop = 0;
	let at = 0;
	for (const place of places) {
		let last = 0;
		for (; at < place; at++) {
			const code = line.charCodeAt(at);
			if (code === SPACE) continue;
			sign++;
			stop += last;
			last = code === STOP && (line[at + 1] === " " || line[at + 1] === '"') ? 1 : 0;
		}
		signs.push(sign);
		stops.push(stop);
		stop += last;
	}
	return { signs, stops };
}

function aloneCost(line: string, at: number): number {
	return opensWell(line, at) || closesWell(line, at) ? ALONE : ALONE_IN_WORD;
}

function openCost(line: string, at: number): number {
	const reversed = line[at] === "»" || line[at] === "”" ? REVERSED : 0;
	const wrong = (opensWell(line, at) ? 0 : NO_SPACE_OUTSIDE) + (line[at + 1] === " " ? SPACE_INSIDE : 0);
	const otherwise =
		wrong > 0 && line[at] !== "«" && closesWell(line, at) && line[at - 1] !== " " ? LOOKS_OTHERWISE : 0;
	return reversed + wrong + otherwise;
}

function closeCost(line: string, at: number): number {
	const reversed = line[at] === "«" || line[at] === "“" || line[at] === "„" ? REVERSED : 0;
	const before = line[at - 1] === " " ? line[at - 2] : line[at - 1];
	const colon = before === ":" ? CLOSES_AFTER_COLON : 0;
	const wrong = (closesWell(line, at) ? 0 : NO_SPACE_OUTSIDE) + (line[at - 1] === " " ? SPACE_INSIDE : 0);
	const otherwise =
		wrong > 0 && line[at] !== "»" && opensWell(line, at) && line[at + 1] !== " " ? LOOKS_OTHERWISE : 0;
	return reversed + colon + wrong + otherwise;
}

/** Before an opening quote: the line's start, a space, an opening sign, a dash, or a prefix that Arabic writes joined. */
export function opensWell(line: string, at: number): boolean {
	const before = line[at - 1];
	if (before === undefined || " \n([{<«“„\"'»”-–—/ـ#@".includes(before)) return true;
	return PREFIX_END.test(line.slice(Math.max(0, at - 5), at));
}

const PREFIX_END = /(?:^|[\s(«"“])(?:[وفبلكسأ]|[وف][بلك]|[وفبك]?ال|و?لل)$/;

/** After a closing quote: the line's end, a space, a mark or a closing sign. */
export function closesWell(line: string, at: number): boolean {
	const after = line[at + 1];
	return after === undefined || " \n)]}>»”\"'«“„.,،؛;:!؟?…-–—/%".includes(after);
}
