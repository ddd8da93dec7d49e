import { describe, expect, it } from "vitest";
import { decode } from "../../src/sources/decode.ts";
import { bytesIn } from "./bytes-in.ts";

const sentence =
	"أعلنت بلدية المدينة اليوم افتتاح حديقة عامة جديدة قرب النهر، وقال رئيسها إن العمل فيها استمر ثلاث سنوات؛ فهل تكفي؟";
const feed = (label: string) =>
	`<?xml version="1.0"${label === "" ? "" : ` encoding="${label}"`}?><rss version="2.0"><channel><item><title>${sentence}</title></item></channel></rss>`;

function textOf(bytes: Uint8Array, contentType?: string): string {
	const decoded = decode(bytes, contentType);
	return decoded.kind === "text" ? decoded.text : `unreadable: ${decoded.message}`;
}

describe("decode", () => {
	it.each([
		["UTF-8", "utf-8", "utf-8", undefined],
		["UTF-8 with a mark", "utf-8-bom", "utf-8", undefined],
		["UTF-8 that says it is windows-1256", "utf-8", "windows-1256", undefined],
		["UTF-8 that the server calls ISO-8859-1", "utf-8", "", "text/xml; charset=ISO-8859-1"],
		["windows-1256 that says so", "windows-1256", "windows-1256", undefined],
		["windows-1256 under a nickname", "windows-1256", "cp1256", undefined],
		["windows-1256 that only the server names", "windows-1256", "", "text/xml; charset=windows-1256"],
		["windows-1256 without any label", "windows-1256", "", undefined],
		["windows-1256 that says it is UTF-8", "windows-1256", "utf-8", undefined],
		["windows-1256 that says it is ISO-8859-1", "windows-1256", "iso-8859-1", undefined],
		["ISO-8859-6 that says so", "iso-8859-6", "iso-8859-6", undefined],
		["ISO-8859-6 without any label", "iso-8859-6", "", undefined],
		["UTF-16 little-endian with a mark", "utf-16le-bom", "utf-16", undefined],
		["UTF-16 little-endian without a mark", "utf-16le", "", undefined],
		["UTF-16 big-endian without a mark", "utf-16be", "", undefined],
		["UTF-16 big-endian that says it is UTF-8", "utf-16be", "utf-8", "text/xml; charset=utf-8"],
		["UTF-32 little-endian with a mark", "utf-32le-bom", "utf-32", undefined],
	])("reads %s", (_, encoding, label, contentType) => {
		expect(textOf(bytesIn(feed(label), encoding), contentType)).toBe(feed(label));
	});

	it.each([
		["UTF-8 read as windows-1252", "windows-1252"],
		["UTF-8 read as windows-1256", "windows-1256"],
	])("reads %s again", (_, misreadAs) => {
		expect(textOf(bytesIn(misread(feed(""), "utf-8", misreadAs), "utf-8"))).toBe(feed(""));
	});

	it.each(["utf-8", "windows-1256"])(
		"reads %s read as ISO-8859-1 again, control characters and all",
		(encoding) => {
			const text = feed("").replace("</", "… – «نعم»</");
			const misreadText = Buffer.from(bytesIn(text, encoding)).toString("latin1");
			expect(textOf(bytesIn(misreadText, "utf-8"))).toBe(text);
		},
	);

	it("reads windows-1256 read as windows-1252 again", () => {
		expect(textOf(bytesIn(misread(feed(""), "windows-1256", "windows-1252"), "utf-8"))).toBe(feed(""));
	});

	it.each([
		[
			"French",
			"<p>L’été dernier, le comité a décidé d’élargir l’école ; où s’arrête-t-il ? À Besançon, où naît l’idée.</p>",
		],
		[
			"Portuguese",
			"<p>A eleição não foi anulada; a população da região está à espera da decisão do órgão.</p>",
		],
		["Arabic about ط and ظ", `<p>${sentence} طه وظافر وطارق في ظفار وطنطا وطبرق وطرطوس.</p>`],
		["Persian", "<p>گزارش‌ها از چگونگی پیشرفت پروژه در شهر حکایت می‌کند.</p>"],
	])("leaves sound %s as it is", (_, text) => {
		expect(textOf(bytesIn(text, "utf-8"))).toBe(text);
	});

	it("keeps the text around a character that was cut in the middle", () => {
		const whole = bytesIn(sentence, "utf-8");
		expect(textOf(whole.subarray(0, whole.length - 2))).toBe(sentence.slice(0, -1));
	});

	it("drops null bytes from a text", () => {
		expect(textOf(bytesIn(`${sentence}\0\0`, "utf-8"))).toBe(sentence);
	});

	it("reads the quotation marks of windows-1252", () => {
		expect(textOf(Uint8Array.of(0x61, 0x20, 0x93, 0x62, 0x94), "text/plain; charset=iso-8859-1")).toBe(
			"a “b”",
		);
	});

	it.each([
		["nothing", new Uint8Array(), /0 bytes/u],
		["blanks", bytesIn(" \n\t ", "utf-8"), /blanks/u],
		["a PDF", bytesIn("%PDF-1.7 …", "utf-8"), /a PDF/u],
		["a ZIP", Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), /ZIP/u],
		["noise", Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251), /binary/u],
	])("says that %s is no text", (_, bytes, message) => {
		expect(decode(bytes)).toMatchObject({
			kind: "unreadable",
			code: "BQ_SOURCE_UNREADABLE",
			message: expect.stringMatching(message),
		});
	});
});

/** The text as it comes out when its bytes in one encoding are read in another. */
function misread(text: string, written: string, readAs: string): string {
	return [...bytesIn(text, written)]
		.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : characterOf(byte, readAs)))
		.join("");
}

function characterOf(byte: number, encoding: string): string {
	const upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
	if (encoding === "windows-1252" && byte < 0xa0) return upper[byte - 0x80] ?? "";
	return new TextDecoder(encoding).decode(Uint8Array.of(byte));
}
