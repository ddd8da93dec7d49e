import { ARABIC_LETTER, ARABIC_MARK } from "../script.ts";

/** Step 2 of ARABIC §1: presentation forms become letters; the ligatures that stand for a phrase stay one sign. */
export function unfoldPresentationForms(text: string): string {
	return text.replace(PRESENTATION_FORMS, (form) => KEPT[form] ?? form.normalize("NFKC"));
}

const PRESENTATION_FORMS = /[\uFB50-\uFDFF\uFE70-\uFEFC]/g;
const KEPT: Readonly<Record<string, string>> = { "\uFDFA": "\uFDFA", "\uFDFB": "\uFDFB", "\uFDFC": "ريال" };

/** Step 5: tatweel between two letters is ornament; after a prefix, before a number or a quote, it is spelling. */
export function dropTatweel(text: string): string {
	return text.replace(/ـ+/g, (run, at: number) => {
		const before = text.slice(Math.max(0, at - 5), at);
		const after = text.slice(at + run.length, at + run.length + 5);
		return ENDS_WORD.test(before) && STARTS_WORD.test(after) ? "" : "ـ";
	});
}

const ENDS_WORD = new RegExp(`[${ARABIC_LETTER}][${ARABIC_MARK}]{0,4}$`);
const STARTS_WORD = new RegExp(`^[${ARABIC_MARK}]{0,4}[${ARABIC_LETTER}]`);

/** Step 7, for a text judged Arabic: letters that another keyboard put in; پ چ ژ گ ڤ are how names are written. */
export function replaceLookAlikes(text: string): string {
	return text.replace(LOOK_ALIKES, (sign) => ARABIC_FOR[sign] ?? sign);
}

const LOOK_ALIKES = /[\u0671\u06A9\u06AA\u06BE\u06C0-\u06C3\u06CC\u06D2\u06D3\u06D5\u06F0-\u06F9]/g;
const ARABIC_FOR: Readonly<Record<string, string>> = {
	ٱ: "ا",
	ک: "ك",
	ڪ: "ك",
	ھ: "ه",
	ہ: "ه",
	ە: "ه",
	ۀ: "ه",
	ۂ: "ه",
	ۃ: "ة",
	ی: "ي",
	ے: "ي",
	ۓ: "ئ",
	"۰": "٠",
	"۱": "١",
	"۲": "٢",
	"۳": "٣",
	"۴": "٤",
	"۵": "٥",
	"۶": "٦",
	"۷": "٧",
	"۸": "٨",
	"۹": "٩",
};
