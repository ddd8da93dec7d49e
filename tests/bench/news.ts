const subjects = "البلدية الوزارة الجامعة الشركة النقابة المحافظة الجمعية الهيئة المدرسة المستشفى".split(" ");
const verbs = "أعلنت قررت افتتحت بدأت أطلقت وقعت راجعت نشرت دعمت نظمت".split(" ");
const things =
	"مشروعا برنامجا مؤتمرا معرضا اتفاقا تقريرا خطة حملة دراسة مسابقة قانونا جسرا طريقا مركزا موقعا".split(" ");
const words =
	"جديدا كبيرا في المدينة القديمة قرب الساحل الغربي بعد سنوات من العمل المشترك مع السكان والخبراء والطلاب خلال الأسبوع المقبل لتطوير خدمات النقل والتعليم والصحة ضمن ميزانية العام بحضور عدد من المسؤولين والصحفيين وقال المتحدث إن المرحلة الأولى تنتهي قبل الصيف وإن النتائج ستعرض على الجمهور".split(
		" ",
	);

export type MadeArticle = { headline: string; paragraphs: string[]; at: number };

/** An Arabic-looking article of about 200 words, the same for the same number and unlike all others. */
export function makeArticle(number: number): MadeArticle {
	const random = seeded(number);
	const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "";
	const sentence = () => {
		const rest = Array.from({ length: 10 + Math.floor(random() * 10) }, () => pick(words));
		return `${pick(verbs)} ${pick(subjects)} ${pick(things)} ${rest.join(" ")}.`;
	};
	const paragraph = () => Array.from({ length: 2 }, sentence).join(" ");
	return {
		headline: `${pick(subjects)} ${pick(verbs)} ${pick(things)} ${pick(words)} ${pick(words)}`,
		paragraphs: Array.from({ length: 5 }, paragraph),
		at: Date.UTC(2024, 4, 6) + number * 1000,
	};
}

/** A news page with what stands around an article: menus, related stories, scripts, comments. */
export function makePage(number: number): string {
	const { headline, paragraphs, at } = makeArticle(number);
	const links = (from: number, count: number) =>
		Array.from({ length: count }, (_, nth) => {
			const other = makeArticle(from + nth).headline;
			return `<li class="item"><a href="/news/${from + nth}"><img src="/t/${nth}.jpg" alt=""><span>${other}</span></a></li>`;
		}).join("\n");
	const day = new Date(at).toISOString();
	return `<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>${headline} | وكالة الساحل</title><meta property="og:title" content="${headline}"><meta property="og:type" content="article"><meta property="article:published_time" content="${day}"><script>window.data=${JSON.stringify(paragraphs)};</script><style>${".a{color:red}\n".repeat(400)}</style></head><body><nav><ul>${links(1000, 40)}</ul></nav><main><article><h1>${headline}</h1><time datetime="${day}">اليوم</time><figure><img src="/a.jpg" alt=""><figcaption>صورة من المكان</figcaption></figure><div class="body">${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}</div></article><aside><h3>اقرأ أيضا</h3><ul>${links(2000, 60)}</ul></aside></main><footer>${links(3000, 30)}</footer><script>${"var a=1;\n".repeat(800)}</script></body></html>`;
}

/** Mulberry32. */
function seeded(seed: number): () => number {
	let state = seed * 0x9e3779b9 + 1;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let value = Math.imul(state ^ (state >>> 15), state | 1);
		value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
		return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
	};
}
