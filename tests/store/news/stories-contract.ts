import { beforeEach, expect, it } from "vitest";
import { findStory, type StoryText } from "../../../src/ingest/find-story.ts";
import type { StoryPlace, StoryStore } from "../../../src/store/news/stories.ts";

const noon = Date.UTC(2024, 4, 6, 12);
const hour = 3600_000;
const sentences = [
	"أعلنت بلدية المدينة صباح اليوم بدء العمل في توسعة الميناء الغربي بعد سنوات من الانتظار",
	"وقال مدير المشروع إن المرحلة الأولى تشمل رصيفين جديدين ومستودعا للبضائع المبردة",
	"وأضاف أن الشركة المنفذة التزمت بتشغيل أبناء المنطقة في معظم الوظائف المتاحة",
	"ويتوقع التجار أن ترتفع حركة السفن في الميناء إلى الضعف خلال العامين المقبلين",
	"وكان المجلس المحلي قد أقر الموازنة اللازمة في جلسة طويلة حضرها ممثلون عن الصيادين",
	"ومن المقرر أن تنتهي الأعمال قبل موسم الصيد القادم إذا سمحت الأحوال الجوية بذلك",
];
const other = [
	"فاز المنتخب الوطني للسباحة بثلاث ميداليات في البطولة التي اختتمت مساء أمس",
	"وقالت المدربة إن الفريق تدرب ستة أشهر في معسكر مغلق قرب البحيرة الشمالية",
	"وسجلت اللاعبة الشابة رقما قياسيا جديدا في سباق المسافات الطويلة أمام جمهور كبير",
	"وتعود البعثة إلى البلاد غدا حيث ينظم الاتحاد استقبالا للفائزين في المطار",
];
/** What an agency ends its reports on the valley with. */
const background = [
	"ويعاني الوادي منذ ثلاثة مواسم جفافا لم يعرفه سكانه من قبل جفت فيه عيون كثيرة ونفقت قطعان وهجر الرعاة مراعيهم في السفوح الشرقية",
	"وتقول منظمات الإغاثة إن آلاف الأسر نزحت إلى أطراف المدن وتعيش في بيوت مؤقتة لا ماء فيها ولا كهرباء في انتظار الأمطار",
	"وكانت الحكومة قد أعلنت خطة لحفر الآبار ونقل المياه من الشمال غير أن نقص المال أخر العمل بها مرة بعد أخرى",
];
const text = (...parts: string[]) => `${parts.join(".\n")}.`;

/** What a place says, without the figures. */
export const brief = ({ storyId, relation, of }: StoryPlace) => [relation, storyId, ...(of ? [of] : [])];

export function article(id: string, part: Partial<StoryText> = {}): StoryText {
	const body = part.body ?? text(...sentences);
	return { id, headline: `خبر ${id}`, lead: body.split("\n")[0] ?? "", body, publishedAt: noon, ...part };
}

/** Reports of the valley, each with news of its own. */
const openings = [
	["اندلع مساء السبت حريق في سوق الأخشاب قرب محطة القطار وأتى على عشرات المحال"],
	["بدأ سائقو الحافلات في عاصمة الوادي إضرابا مفتوحا احتجاجا على تأخر أجورهم"],
	["افتتحت الجامعة متحفا للأدوات الزراعية القديمة تبرعت بها عائلات من السفوح"],
	["فاز فريق الوادي لكرة الطائرة ببطولة الشمال بعد مباراة طويلة أقيمت دون جمهور"],
	["عين مجلس البلدة مهندسة شابة على رأس دائرة المياه خلفا لمديرها المتقاعد"],
	["عثر مزارع على نقود فضية قديمة وهو يحفر بئرا في أرضه وسلمها إلى دائرة الآثار"],
];
/** A bulletin that says every day the same around other figures. */
export function bulletin(
	id: string,
	day: string,
	figures: readonly number[],
	publishedAt: number,
): StoryText {
	const [came, left, north, south, waves, wind] = figures;
	const body = text(
		`تصدر هيئة الموانئ اليوم ${day} نشرتها عن حركة السفن والبضائع في الميناء الغربي وأحوال البحر`,
		`ورست في الميناء منذ مساء أمس ${came} سفينة وغادرته ${left} سفينة محملة بالحبوب والأخشاب`,
		`وبلغت البضائع المفرغة على الأرصفة الشمالية ${north} طنا مقابل ${south} طنا في الأرصفة الجنوبية`,
		`ويبلغ ارتفاع الموج عند مدخل الخليج ${waves} سنتيمترا وسرعة الرياح ${wind} كيلومترا في الساعة`,
		"ويستقبل الرصيف رقم 7 سفن الركاب من الساعة 6 صباحا وتغلق أبوابه قبل الغروب",
		"وتدعو الهيئة البحارة إلى متابعة نشراتها على الموجة المخصصة لها قبل الخروج من المرفأ وإلى حمل سترات النجاة",
	);
	return article(id, { headline: `حركة الميناء اليوم ${day}: الرصيف 7 يستقبل الركاب`, body, publishedAt });
}

/** What every place where stories are found keeps. `open` gives an empty one. */
export function storiesKeepTheContract(open: () => Promise<StoryStore>): void {
	let stories: StoryStore;
	beforeEach(async () => {
		stories = await open();
	});
	const place = async (one: StoryText) => brief(await stories.place(one, findStory(one)));

	it("makes a story of its own of what nobody told", async () => {
		expect(await place(article("a"))).toEqual(["new", "a"]);
		expect(await place(article("b", { body: text(...other) }))).toEqual(["new", "b"]);
	});

	it("knows a copy by its text, whatever its headline", async () => {
		await place(article("a", { headline: "توسعة الميناء الغربي" }));
		const copy = article("b", {
			headline: "بدء العمل في أكبر مشروع بحري",
			body: text("وكالات", ...sentences, "وللحديث بقية في نشراتنا"),
			publishedAt: noon + 2 * hour,
		});
		expect(await place(copy)).toEqual(["duplicate", "a", "a"]);
	});

	it("knows a copy by headline and lead, where there is no text, and however it is spelt", async () => {
		const brief = { headline: "إفتتاح معرض الكتاب", lead: "افتتح الوزير المعرض أمس.", body: "" };
		await place(article("a", brief));
		const spelt = { headline: "افتتاح معرض الكتاب", lead: "افتتح الوزير  المعرض أمـس.", body: "" };
		expect(await place(article("b", spelt))).toEqual(["duplicate", "a", "a"]);
	});

	it("takes a standing headline and lead with another text for another piece", async () => {
		const column = { headline: "أسعار السوق اليوم", lead: "تنشر الصحيفة أسعار السوق اليوم." };
		await place(article("a", { ...column, body: text(...sentences) }));
		const next = await place(
			article("b", { ...column, body: text(...other), publishedAt: noon + 30 * hour }),
		);
		expect(next).toEqual(["new", "b"]);
	});

	it("takes a bulletin with other figures for an update, day after day, and what repeats one for a repetition", async () => {
		const days = [
			bulletin("a", "الاثنين", [14, 9, 2300, 1750, 120, 25], noon),
			bulletin("b", "الثلاثاء", [11, 12, 1980, 2140, 90, 18], noon + 24 * hour),
			bulletin("c", "الأربعاء", [17, 8, 2450, 1620, 150, 31], noon + 48 * hour),
		];
		const relations = [];
		for (const day of days) relations.push((await place(day))[0]);
		expect(relations).toEqual(["new", "update", "update"]);
		const copy = bulletin("d", "الأربعاء", [17, 8, 2450, 1620, 150, 31], noon + 49 * hour);
		expect(await place({ ...copy, headline: "نشرة الموانئ" })).toEqual(["duplicate", "a", "c"]);
	});

	it("takes a standing headline and lead with other figures for an update", async () => {
		const column = { headline: "حركة الميناء اليوم", lead: "ننشر حركة الميناء اليوم كما أعلنتها الهيئة." };
		await place({ ...bulletin("a", "الاثنين", [14, 9, 2300, 1750, 120, 25], noon), ...column });
		const next = bulletin("b", "الثلاثاء", [11, 12, 1980, 2140, 90, 18], noon + 24 * hour);
		expect(await place({ ...next, ...column })).toEqual(["update", "a", "a"]);
	});

	it("takes short reports that share no more than their agency's background for different news", async () => {
		const fire = [
			"اندلع مساء السبت حريق في سوق الأخشاب قرب محطة القطار وأتى على عشرات المحال قبل إخماده",
			"وقال الدفاع المدني إن أحدا لم يصب بأذى وإن التحقيق في سببه قد بدأ",
		];
		const strike = [
			"بدأ سائقو الحافلات في عاصمة الوادي إضرابا مفتوحا احتجاجا على تأخر أجورهم منذ بداية الصيف",
			"وأضافت نقابتهم أن المفاوضات مع الشركة ستستأنف خلال أيام بحضور وسيط",
		];
		await place(article("a", { body: text(...fire, ...background) }));
		const other = article("b", { body: text(...strike, ...background), publishedAt: noon + 3 * hour });
		expect(await place(other)).toEqual(["related", "a", "a"]);
		const late = article("c", { body: text(...strike, ...background), publishedAt: noon + 4 * hour });
		expect(await place(late)).toEqual(["duplicate", "a", "b"]);
	});

	it("knows a copy that begins with its outlet's own summary", async () => {
		await place(article("a", { body: text(...sentences) }));
		const summary = "ينتظر أهل المدينة منذ أعوام أن يكبر مرفأهم وها هي الأعمال تنطلق أخيرا بعد وعود كثيرة";
		expect(await place(article("b", { body: text(summary, ...sentences) }))).toEqual(["duplicate", "a", "a"]);
	});

	it("joins copies of copies to the first", async () => {
		await place(article("a", { publishedAt: noon }));
		await place(article("b", { publishedAt: noon + hour }));
		expect((await place(article("c", { publishedAt: noon + 2 * hour }))).slice(0, 2)).toEqual([
			"duplicate",
			"a",
		]);
	});

	it("relates what shares a part within a day, and no longer", async () => {
		await place(article("a", { body: text(...sentences, ...other) }));
		const part = { body: text(...sentences.slice(0, 4)), publishedAt: noon + hour };
		expect(await place(article("b", part))).toEqual(["related", "a", "a"]);
		const late = {
			body: text(...sentences.slice(0, 4), ...other.slice(0, 1)),
			publishedAt: noon + 60 * hour,
		};
		expect((await place(article("c", late)))[0]).not.toBe("related");
	});

	it("begins a new story three days after the first, however close together its articles are", async () => {
		const days = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"];
		const bulletins = [];
		for (const [nth, day] of days.entries()) {
			const figures = [14, 9, 2300, 1750, 120, 25].map((figure) => figure + nth);
			bulletins.push(await place(bulletin(`b${nth}`, day, figures, noon + nth * 24 * hour)));
		}
		expect(bulletins.map(([relation, storyId]) => `${relation} ${storyId}`)).toEqual([
			...["new b0", "update b0", "update b0", "update b0"],
			...["new b4", "update b4"],
		]);
		const reports = [];
		for (let nth = 0; nth < 6; nth++) {
			const body = text(...(openings[nth] ?? []), ...background);
			reports.push(await place(article(`r${nth}`, { body, publishedAt: noon + nth * 20 * hour })));
		}
		expect(reports.map(([relation, storyId]) => `${relation} ${storyId}`)).toEqual([
			...["new r0", "related r0", "related r0", "related r0"],
			...["new r4", "related r4"],
		]);
	});

	it("keeps a repetition in its story however long it goes on, for who has it is found by its story", async () => {
		const places = [];
		for (let nth = 0; nth < 4; nth++) {
			const at = { headline: "توسعة الميناء الغربي", publishedAt: noon + nth * 40 * hour };
			places.push(await place(article(`a${nth}`, at)));
		}
		expect(places.map(([relation, storyId]) => `${relation} ${storyId}`)).toEqual([
			...["new a0", "duplicate a0", "duplicate a0", "duplicate a0"],
		]);
	});

	it("tells events of one story apart: what is related begins one, what repeats or updates is of the same", async () => {
		const eventOfPlace = async (one: StoryText) => (await stories.place(one, findStory(one))).eventId;
		const whole = { body: text(...sentences, ...other) };
		const part = { body: text(...sentences.slice(0, 4)), headline: "إصابة 3 عمال في الميناء" };
		expect(await eventOfPlace(article("a", whole))).toBeUndefined();
		expect(await eventOfPlace(article("b", { ...part, publishedAt: noon + hour }))).toBe("b");
		expect(await eventOfPlace(article("c", { ...part, publishedAt: noon + 2 * hour }))).toBe("b");
		const update = { ...part, headline: "إصابة 6 عمال في الميناء", publishedAt: noon + 3 * hour };
		expect(await eventOfPlace(article("d", update))).toBe("b");
		expect(await eventOfPlace(article("e", { ...whole, publishedAt: noon + 4 * hour }))).toBeUndefined();
	});

	it("forgets after three days", async () => {
		await place(article("a"));
		expect(await place(article("b", { publishedAt: noon + 73 * hour }))).toEqual(["new", "b"]);
	});

	it("takes other figures in the headline for an update, and the same ones for a repetition of it", async () => {
		const bodies = { body: text(...sentences) };
		await place(article("a", { ...bodies, headline: "مقتل 3 أشخاص في انهيار مبنى" }));
		await place(article("b", { ...bodies, headline: "انهيار مبنى قرب الميناء", publishedAt: noon + 1 }));
		const update = article("c", {
			...bodies,
			headline: "مقتل 5 أشخاص في انهيار مبنى",
			publishedAt: noon + 2,
		});
		expect((await place(update)).slice(0, 2)).toEqual(["update", "a"]);
		const again = article("d", { ...bodies, headline: "خمسة قتلى في انهيار مبنى", publishedAt: noon + 3 });
		expect(await place(again)).toEqual(["duplicate", "a", "c"]);
	});

	it("keeps the place of an article that comes again, whatever came after it", async () => {
		const first = article("a");
		await place(first);
		await place(article("b", { publishedAt: noon + hour }));
		expect(await place(first)).toEqual(["new", "a"]);
	});

	it("makes one first of copies that come at the same moment", async () => {
		const ids = Array.from({ length: 12 }, (_, nth) => `s${nth}`);
		const places = await Promise.all(ids.map((id) => place(article(id, { headline: "توسعة الميناء" }))));
		expect(places.filter(([relation]) => relation === "new")).toHaveLength(1);
		expect(new Set(places.map(([, storyId]) => storyId)).size).toBe(1);
	});

	it("takes words that any news item has for no text", async () => {
		const empty = { lead: "التفاصيل في الرابط.", body: "التفاصيل في الرابط." };
		await place(article("a", { ...empty, headline: "افتتاح جسر" }));
		expect(await place(article("b", { ...empty, headline: "سباق في العاصمة" }))).toEqual(["new", "b"]);
	});
}
