import { foldKey } from "./fold.ts";

/**
 * The light10 stem of a folded word (ARABIC §2): one prefix off, then each suffix in turn, with Lucene's guards on length.
 * A word whose و is its own (وزير، وكالة، وفد) keeps it. Words in other scripts come back as they are.
 */
export function stemWord(folded: string): string {
	if (!ARABIC_START.test(folded)) return folded;
	const whole = dropSuffixes(folded);
	return OWN_WAW.has(whole) ? whole : dropSuffixes(dropPrefix(folded));
}

/**
 * The words under which a text is indexed and looked up: folded, stemmed, small words left out (unless there is
 * nothing else).
 */
export function searchTerms(text: string): string[] {
	const words = foldKey(text).match(/[\p{L}\p{N}]+/gu) ?? [];
	const telling = words.filter((word) => !SMALL_WORDS.has(word));
	return (telling.length === 0 ? words : telling).map(stemWord);
}

const ARABIC_START = /^[\u0621-\u064A\u0671-\u06D3]/;
const PREFIXES = ["ال", "وال", "بال", "كال", "فال", "لل", "و"];
const SUFFIXES = ["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];

/** A one-letter prefix needs three letters after it, a longer one two. */
function dropPrefix(word: string): string {
	for (const prefix of PREFIXES) {
		const needed = prefix.length === 1 ? 4 : prefix.length + 2;
		if (word.length >= needed && word.startsWith(prefix)) {
			const rest = word.slice(prefix.length);
			// `ووزير`, `والوزير`: what is left may itself begin with a و of its own, and light10 takes one prefix only.
			return rest;
		}
	}
	return word;
}

function dropSuffixes(word: string): string {
	let stem = word;
	for (const suffix of SUFFIXES) {
		if (stem.length >= suffix.length + 2 && stem.endsWith(suffix)) stem = stem.slice(0, -suffix.length);
	}
	return stem;
}

/** Stems, after the suffixes, of news words that begin with a و of the root or of a foreign name. */
const OWN_WAW = new Set(
	(
		"وزير وزراء وزار وزاري وزن وزع وزعت واشنطن وكال وكيل وكلاء وفد وفود وقف وقفت وقوف وقائع وقود وقت وقع وقعت وقوع وقايه وقاي وفا وفاه وفيات وفق وفقا وفر وفرت " +
		"وحد وحيد واحد وحدات ولا ولاي ولايات ولي ولد ولاد ولادات وطن وطني وطنيا وسط وسطي وسيط وسطاء وساط وسائل وسايل وسيل وسع وسعت وسم وسام وثيق وثائق وثايق وثق وثقت " +
		"واقع واجه واجهت واجب واجبات وادي واد والد والدت والي وارد واردات وارسو واسع واصل واصلت واضح واعد وافق وافقت وباء وبائي وباي وجه وجهت وجو وجود وجوه وجب وجد وجدت " +
		"وحش وحشي وداع ودائع ودايع ورث ورثت ورد وردت ورش ورق ورقه ورم ورود ورشات وصف وصفت وصل وصلت وصول وصي وصاي وضع وضعت وضوح وظائف وظايف وظيف وعد وعدت وعود وعي " +
		"وول ووهان وعكه وعك وليام ونسته ونش وهران وهم وهمي ويكيليكس ويكيبيديا ويليام ويلز ويندوز وينستون ويمبلدون وورد وارنر واتس واتساب وايت واين والت ولف ولفسبورغ وست ويست"
	).split(" "),
);

/** Lucene's list for Arabic, folded. */
const SMALL_WORDS = new Set(
	(
		"من ومن منها منه في وفي فيها فيه و ف ثم او أو ب بها به ا أ اى اي أي أى لا ولا الا ألا إلا لكن ما وما كما فما عن مع اذا إذا ان أن إن انها أنها إنها انه أنه إنه بان بأن فان فأن " +
		"وان وأن وإن التى التي الذى الذي الذين الى الي إلى إلي على عليها عليه اما أما إما ايضا أيضا كل وكل لم ولم لن ولن هى هي هو وهى وهي وهو فهى فهي فهو انت أنت لك لها له هذه هذا تلك " +
		"ذلك هناك كانت كان يكون تكون وكانت وكان غير بعض قد نحو بين بينما منذ ضمن حيث الان الآن خلال بعد قبل حتى عند عندما لدى جميع"
	)
		.split(" ")
		.map(foldKey),
);
