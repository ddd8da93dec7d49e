/** Words that stand at dates, as folded. Behind these a date is that of an update… */
export const updateWords = words(
	"تحديث التحديث تحديثه حدث حدثت محدث تعديل التعديل عدل عدلت معدل updated update modified edited",
);

/** …behind these it is that of the publication. */
export const publishWords = words(
	"نشر نشرت النشر ونشر published posted created publié publie كتب انشي انشاء الاضافه اضيف اضيفت",
);

/** All that may stand before a date as its label. */
export const labelWords = new Set([
	...updateWords,
	...publishWords,
	...words("تم اخر تاريخ بتاريخ التاريخ الوقت وقت الخبر المقال في date on le last"),
]);

/** The rest that may stand between a day and its time. */
export const joiningWords = words("يوم الموافق الساعه على علي عند at à a t و من");

function words(text: string): ReadonlySet<string> {
	return new Set(text.split(" "));
}
