/** What feeds' software adds to a text (ARABIC §8): "read more", "the post … appeared first on …". One paragraph a line. */
export function dropFeedBoilerplate(paragraphs: readonly string[]): readonly string[] {
	const last = paragraphs.length - 1;
	// It stands at the end, at most with a line of links after it.
	const kept = paragraphs.filter(
		(line, index) => index < last - 2 || !wholeLines.some((pattern) => pattern.test(line)),
	);
	for (let index = kept.length - 1; index >= 0 && index >= kept.length - 2; index--)
		kept[index] = withoutTail(kept[index] ?? "");
	return kept.filter((line) => line !== "");
}

const wholeLines: readonly RegExp[] = [
	/^the post\b.{0,400}\bappeared first on\b/iu,
	/^this (?:article|entry|post)\b.{0,400}\b(?:appeared|was posted|was first published)\b.{0,200}$/iu,
	/^(?:ظهرت|نشرت|نُشرت) (?:هذه )?(?:المقالة|المقال|التدوينة|المشاركة|الخبر).{0,400}(?:أولا|أولاً|للمرة الأولى|على موقع)/u,
	/^(?:هذه )?(?:المقالة|المقال|التدوينة|المشاركة).{0,400}(?:ظهرت|ظهر|نشرت|نشر) (?:أولا|أولاً|للمرة الأولى|لأول مرة)/u,
	/^(?:submitted by|via|filed under|tags?|share this)\s*:.{0,200}$/iu,
];

const more =
	"(?:[اإ]قر[أا] (?:المزيد|أيضا|أيضاً|الخبر كاملا|الخبر كاملاً|بقية الخبر)|المزيد|للمزيد|لقراءة المزيد|تابع القراءة|تابع قراءة .{0,150}|أكمل القراءة|(?:read|see|view) more|continue reading.{0,150}|read the (?:full|rest).{0,80}|full story|more\\s*(?:»|>>|→))";

const moreAtEnd = new RegExp(
	`(?:^|[\\s.…!؟?»"])(?:\\[\\s*)?${more}\\s*(?:\\]|[.…»›>←→:]|&raquo;)*\\s*$`,
	"iu",
);
const firstOn = /\s*(?:the post\b.{0,400}\bappeared first on\b.{0,200})$/iu;

const longestTail = 240;
/** Quick looks that spare nearly every line the rest. */
const mayHaveMore = /مزيد|قراءة|[اإ]قر[أا]|more|reading|story|read the/iu;
const mayBeFirstOn = /first on/iu;
const endsInBracket = /[\])]\s*$/u;

/** Off with what stands at the end; the sign before it stays. `[…]` after half a sentence becomes a plain ellipsis. */
function withoutTail(line: string): string {
	let rest = line.length > longestTail ? line.slice(-longestTail) : line;
	const before = line.length - rest.length;
	if (mayHaveMore.test(rest)) rest = rest.replace(moreAtEnd, (found) => /^[.…!؟?»"]/u.exec(found)?.[0] ?? "");
	if (mayBeFirstOn.test(rest)) rest = rest.replace(firstOn, "");
	if (endsInBracket.test(rest.slice(-8)))
		rest = rest.replace(/([.!?؟»"”]?)\s*[[(](?:…|\.{2,3})[\])]\s*$/u, (_, stop: string) => stop || "…");
	const whole = before === 0 ? rest : `${line.slice(0, before)}${rest}`;
	return whole === line ? line : whole.trim();
}
