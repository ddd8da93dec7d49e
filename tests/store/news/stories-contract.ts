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
const text = (...parts: string[]) => `${parts.join(".\n")}.`;

/** What a place says, without the figures. */
export const brief = ({ storyId, relation, of }: StoryPlace) => [relation, storyId, ...(of ? [of] : [])];

export function article(id: string, part: Partial<StoryText> = {}): StoryText {
	const body = part.body ?? text(...sentences);
	return { id, headline: `خبر ${id}`, lead: body.split("\n")[0] ?? "", body, publishedAt: noon, ...part };
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
