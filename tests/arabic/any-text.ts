import fc from "fast-check";

/** Signs that the rules of Arabic text speak of, so that chance meets them often. */
const TELLING = [
	..."ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىة",
	..."پچژگکیہھەےٹڈںٱڪۀۓ",
	..."ـــًَُِّْٰٔٓۖۗۥ",
	..."0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳٪٫٬%",
	..."،؛؟.,;:!?…()[]«»“”„\"'-–—_/\\#@&<>+*$",
	..."      \n\n\t\u00a0\u2003\u2028\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff\u00ad\u061c",
	..."abczABCZéßñİ",
	..."ﷺﷻ﷼ﻻﻼﻷﺍﺎﹰﱠﷲ🔴👨‍👩‍👧🇯🇴👍🏽☪️א世かд",
	"\ud800",
	"\udc00",
	"\ue000",
	"https://a.com/x",
	"http://م.com/خبر?س=1",
	"www.b.org",
	"@name",
	"#غزة_2023",
	"x@y.org",
	"7-1",
	"2023-03-22",
	"+962 6 123 4567",
	"12:30",
	"قال",
	"الرئيس",
	"د.",
	"أ.ف.ب",
	"و",
	"در که از",
	"AT&T",
	"C++",
	"&amp;",
];

/** Any string at all: telling signs in any order, words with blanks between them, or whatever Unicode has. */
export function anyText(maxLength = 60): fc.Arbitrary<string> {
	const telling = fc.array(fc.constantFrom(...TELLING), { maxLength }).map((signs) => signs.join(""));
	const words = fc
		.array(
			fc.array(fc.constantFrom(...TELLING), { maxLength: 4 }).map((signs) => signs.join("")),
			{ maxLength },
		)
		.map((parts) => parts.join(" "));
	return fc.oneof(
		telling,
		words,
		fc.string({ unit: "binary", maxLength }),
		fc.string({ unit: "grapheme", maxLength }),
	);
}
