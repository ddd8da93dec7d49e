/** A feed made of sentences of our own, as bytes in the encoding that its prolog names. */
export type GeneratedFeed = { name: string; bytes: Uint8Array; encoding: string };

/** The kinds of feed that Arabic outlets publish; the same bytes on every run. */
export function generateFeeds(): readonly GeneratedFeed[] {
	return [
		{ name: "descriptions", encoding: "utf-8", bytes: utf8(rss("utf-8", 30, described)) },
		{ name: "descriptions, CDATA and media", encoding: "utf-8", bytes: utf8(rss("utf-8", 50, pictured)) },
		{
			name: "descriptions, windows-1256",
			encoding: "windows-1256",
			bytes: windows1256(rss("windows-1256", 40, described)),
		},
		{ name: "whole articles", encoding: "utf-8", bytes: utf8(rss("utf-8", 20, whole)) },
		{
			name: "whole articles, windows-1256",
			encoding: "windows-1256",
			bytes: windows1256(rss("windows-1256", 25, whole)),
		},
		{ name: "whole articles, escaped Atom", encoding: "utf-8", bytes: utf8(atom(25)) },
	];
}

type Dice = (sides: number) => number;

/** The same throws for the same seed (mulberry32). */
function createDice(seed: number): Dice {
	let state = seed;
	return (sides) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
	};
}

const who = [
	"أعلنت وزارة الزراعة",
	"قال رئيس البلدية",
	"كشفت دراسة جديدة",
	"أكد المتحدث باسم الهيئة",
	"افتتح وزير الثقافة",
	"ذكرت إدارة الميناء",
	"رجّح خبراء الأرصاد",
	"طالب نواب في المجلس",
	"أوضحت شركة الكهرباء",
	"وقّعت الجامعة",
];
const what = [
	"خطة لري ثلاثة آلاف فدان بالتنقيط",
	"توسعة الطريق الساحلي بطول 42 كيلومترا",
	"أن أسعار القمح ستنخفض بنسبة 7.5%",
	"برنامجا لترميم البيوت القديمة في المدينة",
	"أن العاصفة الرملية تبلغ ذروتها عند الساعة 16:30",
	"مشروع محطة تحلية بكلفة 1,250 مليون ريال",
	"اتفاقا لتدريب 600 معلم على اللغة العربية",
	'معرضا للكتاب تحت شعار "القراءة حياة"',
	"«مبادرة المئة مكتبة» في القرى البعيدة",
	"نتائج المسح السكاني لعام 2024",
];
const where = [
	"في العاصمة",
	"على الساحل الشرقي",
	"في ثلاث محافظات",
	"قرب الحدود الشمالية",
	"داخل المنطقة الصناعية",
	"في جنوب البلاد",
	"بالتعاون مع منظمة UNESCO",
	"خلال مؤتمر صحفي",
];
const when = [
	"الأربعاء",
	"صباح اليوم",
	"مطلع الأسبوع المقبل",
	"قبل نهاية العام",
	"بعد مشاورات دامت شهرين",
	"منتصف مارس/آذار",
];
const then = [
	"وأشار إلى أن العمل يجري وفق الجدول الموضوع له، رغم تأخر بعض المعدات",
	"ومن المقرر أن تستمر المرحلة الأولى ستة أشهر، تليها مرحلة ثانية أوسع",
	'وشدّد على ضرورة إشراك السكان في القرار، قائلا: "لا نجاح من دونهم"',
	"ولم يصدر تعليق من الجهات المعنية حتى الآن؛ لكن مصادر توقعت ردا قريبا",
	"ويرى مراقبون أن الخطوة تأتي متأخرة، غير أنها ضرورية في كل الأحوال",
	"وبلغ عدد المستفيدين 12,480 شخصا في العام الماضي، بزيادة 9% على ما قبله",
	"وتضمّن البيان دعوة إلى متابعة المستجدات عبر القنوات الرسمية (الموقع والتطبيق)",
	"وأضاف أن «الأولوية للقرى التي لا تصلها الخدمات»، من دون أن يحدد موعدا",
];

function pick(dice: Dice, list: readonly string[]): string {
	return list[dice(list.length)] ?? "";
}

function sentence(dice: Dice): string {
	return `${pick(dice, who)} ${pick(dice, what)} ${pick(dice, where)} ${pick(dice, when)}`;
}

function paragraph(dice: Dice): string {
	const more = Array.from({ length: 1 + dice(3) }, () => pick(dice, then));
	return `${[sentence(dice), ...more].join(". ")}.`;
}

function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function frame(dice: Dice, index: number, title: string): string {
	const time = new Date(Date.UTC(2024, 2, 1 + (index % 27), dice(24), dice(60))).toUTCString();
	return `<title>${escaped(title)}</title>
<link>https://news.example.com/local/2024/${100_000 + index}?utm_source=rss&amp;utm_medium=feed</link>
<guid isPermaLink="false">https://news.example.com/?p=${100_000 + index}</guid>
<pubDate>${time}</pubDate>
<category>${pick(dice, ["محليات", "اقتصاد", "ثقافة", "طقس"])}</category>`;
}

type WriteItem = (dice: Dice, index: number) => string;

const described: WriteItem = (dice, index) => `<item>
${frame(dice, index, sentence(dice))}
<description>${escaped(paragraph(dice))}</description>
</item>`;

const pictured: WriteItem = (dice, index) => `<item>
${frame(dice, index, sentence(dice))}
<dc:creator><![CDATA[غرفة الأخبار]]></dc:creator>
<description><![CDATA[<img src="https://news.example.com/media/${index}.jpg" alt="" /><p>${paragraph(dice)}</p>]]></description>
<media:content url="https://news.example.com/media/${index}.jpg" medium="image" width="800" height="450"/>
</item>`;

const whole: WriteItem = (dice, index) => {
	const opening = paragraph(dice);
	return `<item>
${frame(dice, index, sentence(dice))}
<dc:creator><![CDATA[غرفة الأخبار]]></dc:creator>
<description><![CDATA[${opening.slice(0, 160)} [&#8230;]]]></description>
<content:encoded><![CDATA[${article(dice, index, opening)}]]></content:encoded>
</item>`;
};

function article(dice: Dice, index: number, opening: string): string {
	const paragraphs = Array.from({ length: 7 + dice(6) }, (_, place) => {
		const text = paragraph(dice);
		if (place % 4 === 1) return `<p>${text.replace(" في ", " <strong>في</strong>&nbsp;")}</p>`;
		if (place % 4 === 2)
			return `<p style="text-align: right;">${text} <a href="https://news.example.com/tag/${place}">التفاصيل هنا</a></p>`;
		return `<p>${text}</p>`;
	});
	return `<figure class="wp-block-image"><img loading="lazy" src="https://news.example.com/media/${index}.jpg" alt="صورة" width="800" height="450" /></figure>
<p>${opening}</p>
${paragraphs.join("\n\n")}
<h2>خلفية</h2>
<ul><li>${sentence(dice)}</li><li>${sentence(dice)}</li></ul>`;
}

function rss(encoding: string, items: number, write: WriteItem): string {
	const dice = createDice(items);
	return `<?xml version="1.0" encoding="${encoding}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>صحيفة المثال</title><link>https://news.example.com/</link><description>أخبار للقياس</description><language>ar</language>
${Array.from({ length: items }, (_, index) => write(dice, index)).join("\n")}
</channel></rss>`;
}

function atom(items: number): string {
	const dice = createDice(items + 1);
	const entries = Array.from({ length: items }, (_, index) => {
		const opening = paragraph(dice);
		const time = new Date(Date.UTC(2024, 2, 1 + (index % 27), dice(24), dice(60))).toISOString();
		return `<entry><title type="html">${escaped(sentence(dice))}</title>
<link rel="alternate" type="text/html" href="https://news.example.com/local/2024/${index}"/>
<id>tag:news.example.com,2024:${index}</id><published>${time}</published><updated>${time}</updated>
<author><name>غرفة الأخبار</name></author>
<summary type="html">${escaped(`<p>${opening}</p>`)}</summary>
<content type="html">${escaped(article(dice, index, opening))}</content></entry>`;
	});
	return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>صحيفة المثال</title><link href="https://news.example.com/"/>
<id>https://news.example.com/</id><updated>2024-03-30T00:00:00Z</updated>
${entries.join("\n")}
</feed>`;
}

function utf8(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}

function windows1256(text: string): Uint8Array {
	const upper = Uint8Array.from({ length: 128 }, (_, index) => 128 + index);
	const letters = [...new TextDecoder("windows-1256").decode(upper)];
	const byteOf = new Map(letters.map((letter, index) => [letter, 128 + index]));
	return Uint8Array.from(text, (letter) => {
		const code = letter.charCodeAt(0);
		return code < 128 ? code : (byteOf.get(letter) ?? 0x3f);
	});
}
