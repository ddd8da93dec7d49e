import type { Article } from "../../src/domain/article.ts";
import { buildArticle } from "../commands/newsroom.ts";

const texts: readonly Partial<Article>[] = [
	{
		headline: "قمة المناخ تختتم أعمالها باتفاق على صندوق لتعويض الدول الأكثر تضررًا",
		lead: "اختتم المفاوضون من نحو 200 دولة فجر اليوم أعمال قمة المناخ باتفاق يقضي بإنشاء صندوق لتعويض الدول الفقيرة عن خسائر الجفاف والفيضانات، بعد تمديد المحادثات يومين.",
		categories: ["politics"],
		sourceName: "الوكالة الوطنية",
	},
	{
		headline: "OPEC+ تبقي على خفض الإنتاج حتى نهاية 2023",
		lead: "قالت مصادر في OPEC+ إن الدول الأعضاء اتفقت على الإبقاء على خفض الإنتاج بنحو 2.5% حتى نهاية 2023.",
		categories: ["economy"],
		sourceId: "gulf-post",
		sourceName: "بريد الخليج",
	},
	{
		headline: "«الأخضر» يفوز 2-1 ويتأهل إلى نصف النهائي",
		lead: "تأهل المنتخب إلى نصف النهائي بعد فوزه 2-1 في مباراة امتدت إلى الوقت الإضافي.",
		categories: ["sport"],
	},
	{
		headline: "CNN: اكتشاف كوكب شبيه بالأرض على بعد 31 سنة ضوئية",
		lead: "أعلن فريق من علماء الفلك اكتشاف كوكب صخري تقترب كتلته من كتلة الأرض.",
		categories: ["science"],
		sourceId: "gulf-post",
		sourceName: "بريد الخليج",
	},
	{
		headline: "وزير الاقتصاد: التضخم يتراجع إلى 4.7% للشهر الثالث على التوالي",
		lead: "قال وزير الاقتصاد إن معدل التضخم السنوي تراجع إلى 4.7%، وهو أدنى مستوى منذ عامين، وعزا ذلك إلى استقرار أسعار الغذاء.",
		categories: ["economy"],
	},
	{
		headline: "المناخ يضاعف موجات الحر في المدن الساحلية، ودراسة تحذر: «الصيف المقبل أشد»",
		lead: "حذرت دراسة جديدة من أن موجات الحر في المدن الساحلية قد تتضاعف خلال عشرين عامًا. وتعرض النتائج على القمة المقبلة.",
		categories: ["science"],
	},
	{
		headline: "افتتاح خط القطار السريع بين العاصمة والميناء غدًا",
		lead: "يفتتح غدًا خط القطار السريع الذي يختصر الرحلة بين العاصمة والميناء إلى 55 دقيقة.",
		categories: ["economy"],
	},
];

/** Sentences of our own that hold what is hard to draw: Latin words first, scores, percentages, quotes, long lines. */
export const pictureNews: readonly Article[] = texts.map((part, index) => buildArticle(index + 1, part));
