import { foldWords } from "../../arabic/fold.ts";

/**
 * The words that news sites put around an article, as fold keys. Kept as tables: a phrase that a new outlet uses is a
 * new entry here and no new branch elsewhere.
 */

/** A line made of these words alone (and numbers) belongs to the site and not to the story. */
export const siteWords = keys(`
	الرئيسية رئيسية الصفحة أخبار الأخبار خبر الخبر تفاصيل التفاصيل عاجل العالم سياسة سياسية اقتصاد اقتصادية رياضة رياضية ثقافة
	ثقافية فن فنون منوعات منوعة محليات محلية عربية عالمية دولية عربي دولي محلي تكنولوجيا تقنية علوم صحة صحية فيديو الفيديو صور الصور بودكاست
	رأي آراء مقالات مقال المقال تقارير تحقيقات حوارات ملفات بث مباشر البث المباشر القائمة قائمة بحث ابحث إغلاق فتح
	شارك شاركها شاركنا مشاركة مشاركات المشاركة انشر أرسل إرسال أرسلها غرد تغريد إعجاب أعجبني طباعة اطبع نسخ نسخة انسخ الرابط رابط تم
	حفظ احفظ إضافة أضف للمفضلة المفضلة حجم الخط خط تكبير تصغير استماع استمع الاستماع صوت
	فيسبوك فيس بوك تويتر إكس واتساب واتس آب تلغرام تيليجرام تليجرام تيليغرام انستغرام إنستغرام انستجرام يوتيوب لينكد لينكدإن بنترست ماسنجر تيك توك سناب شات
	فايبر جوجل غوغل نيوز بريد البريد إلكتروني الإلكتروني ايميل الإيميل عبر على في من عن إلى مع و أو هذا هذه لهذا صديق لصديق حسابك تسجيل دخول الدخول خروج
	عدد المشاهدات مشاهدات مشاهدة مشاهدين القراءات قراءات قراءة قراء القراء الزيارات زيارات زيارة مرة مرات دقيقة دقائق دقيقتان ثانية ثوان وقت مدة زمن
	التعليقات تعليقات تعليق تعليقك تعليقا تعليقاتكم التعليق اكتب اترك ردا رد الردود لا توجد يوجد كن أول يعلق معلق نقاش النقاش
	الأكثر أكثر مشاهدةً تداولا شيوعا تعليقا مقروءة رواجا حداثة أحدث آخر الأحدث جديد الجديد أهم أبرز
	كلمات كلمة مفتاحية المفتاحية دلالية الدلالية بحثية وسوم الوسوم وسم تاغ تاغات علامات العلامات هاشتاغ
	موضوعات مواضيع موضوع الموضوع المواضيع ذات صلة الصلة متعلقة متصلة مرتبطة مشابهة مماثلة مختارة مختارات
	المزيد مزيد اقرأ إقرأ قراءة أيضا ايضًا كذلك شاهد طالع للمزيد التالي السابق التالية السابقة عودة رجوع أعلى الأعلى
	قد يعجبك يهمك اخترنا لك لكم نرشح ننصح بقراءة موصى به
	تابع تابعنا تابعونا اشترك اشتراك نشرة النشرة بريدية البريدية إخبارية الإخبارية قناة قناتنا تطبيق التطبيق حمل تنزيل تحميل احصل
	سياسة الخصوصية خصوصية شروط الاستخدام استخدام نحن اتصل اتصلوا بنا أعلن معنا وظائف خريطة الموقع موقع جميع كل الحقوق حقوق محفوظة محفوظه للموقع
	إعلان إعلانات الإعلان الإعلانات ممول مساحة إعلانية تخطي المحتوى انتقل تاريخ النشر نشر الكاتب المصدر ملخص النقاط
	home news share tweet print email copy link facebook twitter whatsapp telegram linkedin instagram youtube menu search login sign in up more read
	also related comments comment tags tag views view newsletter subscribe follow us about contact privacy policy terms rights reserved all copyright
	advertisement ad skip to content next previous back top close open min latest most popular breaking world politics sport sports business listen save
	خانه اخبار سیاسی ورزشی اشتراک گذاری چاپ نظرات صفحہ اول تازہ ترین شیئر کریں پرنٹ تبصرے
`);

/** A short line that begins with one of these belongs to the site whatever follows. */
export const siteBeginnings = phrases([
	"جميع الحقوق محفوظة",
	"كل الحقوق محفوظة",
	"حقوق النشر",
	"حقوق الطبع",
	"شارك على",
	"شارك عبر",
	"شارك هذا",
	"شارك الخبر",
	"عدد المشاهدات",
	"عدد القراءات",
	"عدد الزيارات",
	"مدة القراءة",
	"وقت القراءة",
	"تابعوا آخر",
	"تابعوا أخبار",
	"تابعونا على",
	"تابعنا على",
	"تابع آخر",
	"اشترك في",
	"اشتركوا في",
	"انضم إلى",
	"انضموا إلى",
	"للاشتراك",
	"حمل تطبيق",
	"سجل دخولك",
	"لا توجد تعليقات",
	"أضف تعليق",
	"اترك تعليق",
	"تصفح الموقع",
	"أنت هنا",
	"أنت الآن في",
	"عنوان البريد",
	"لن يتم نشر عنوان بريدك",
	"صدر الصورة",
	"تخطى",
	"تخطي",
	"copyright",
	"all rights reserved",
	"share this",
	"follow us",
]);

/** From such a line on the page speaks of something else: other stories, comments, rights. */
export const tailBeginnings = phrases([
	"التعليقات",
	"أضف تعليق",
	"اترك تعليق",
	"اترك ردا",
	"أكتب تعليق",
	"تعليقات القراء",
	"شروط التعليق",
	"جميع الحقوق محفوظة",
	"كل الحقوق محفوظة",
	"موضوعات ذات صلة",
	"مواضيع ذات صلة",
	"أخبار ذات صلة",
	"مقالات ذات صلة",
	"ذات صلة",
	"موضوعات متعلقة",
	"مواضيع متعلقة",
	"أخبار متعلقة",
	"مقالات متعلقة",
	"مواضيع مشابهة",
	"أخبار مشابهة",
	"مواضيع مرتبطة",
	"أخبار مرتبطة",
	"كلمات مفتاحية",
	"الكلمات المفتاحية",
	"كلمات دلالية",
	"الكلمات الدلالية",
	"كلمات البحث",
	"الوسوم",
	"وسوم",
	"الأكثر قراءة",
	"الأكثر مشاهدة",
	"الأكثر تداولا",
	"الأكثر تعليقا",
	"قد يعجبك",
	"قد يهمك",
	"اخترنا لك",
	"اخترنا لكم",
	"آخر الأخبار",
	"أحدث الأخبار",
	"المزيد من الأخبار",
	"related stories",
	"related articles",
	"related topics",
	"comments",
	"most read",
	"most popular",
	"copyright",
	"all rights reserved",
]);

/** Such a line names another story, or some others below it; the article may go on after them. */
export const asideBeginnings = phrases([
	"اقرأ أيضا",
	"إقرأ أيضا",
	"اقرأ المزيد",
	"اقرأ كذلك",
	"اقرأ ايضا",
	"إقرأ المزيد",
	"اقرئي أيضا",
	"شاهد أيضا",
	"طالع أيضا",
	"تابع أيضا",
	"لمزيد من",
	"للمزيد",
	"وللمزيد",
	"موضوع ذو صلة",
	"خبر ذو صلة",
	"read more",
	"read also",
	"see also",
	"مزید بخوانید",
	"یہ بھی پڑھیں",
]);

/** Words before a name: who wrote, edited, translated or photographed. */
export const bylineLabels = phrases([
	"كتب",
	"كتبت",
	"كتبها",
	"كتبه",
	"بقلم",
	"إعداد",
	"أعد",
	"أعدها",
	"تحرير",
	"ترجمة",
	"المصدر",
	"مصدر",
	"المصادر",
	"حوار",
	"تقرير",
	"تحقيق",
	"متابعة",
	"متابعات",
	"تغطية",
	"الكاتب",
	"الكاتبة",
	"المحرر",
	"المؤلف",
	"مراسل",
	"مراسلة",
	"مراسلنا",
	"مراسلتنا",
	"خاص",
	"من إعداد",
	"by",
	"written by",
	"source",
	"author",
	"reporting by",
]);

/** News agencies and the words that stand for them in a byline, a dateline or a photograph's credit. */
export const agencies = phrases([
	"وكالات",
	"الوكالات",
	"وكالات الأنباء",
	"رويترز",
	"أ ف ب",
	"ا ف ب",
	"أ.ف.ب",
	"أف ب",
	"أفب",
	"فرانس برس",
	"فرانس24",
	"فرانس 24",
	"أ ب",
	"أ.ب",
	"أسوشيتد برس",
	"د ب أ",
	"د.ب.أ",
	"أ ش أ",
	"أ.ش.أ",
	"واس",
	"سانا",
	"وام",
	"بترا",
	"كونا",
	"قنا",
	"بنا",
	"وفا",
	"معا",
	"واع",
	"نينا",
	"وات",
	"واج",
	"ومع",
	"سبأ",
	"الأناضول",
	"شينخوا",
	"سبوتنيك",
	"تاس",
	"نوفوستي",
	"إنترفاكس",
	"بلومبرغ",
	"مواقع",
	"صحف",
	"مواقع إلكترونية",
	"أرشيف",
	"الأرشيف",
	"أرشيفية",
	"غيتي",
	"غيتي إيمجز",
	"getty",
	"getty images",
	"afp",
	"reuters",
	"ap",
	"cnn",
	"cnn بالعربية",
	"bbc",
	"بي بي سي",
	"سي إن إن",
	"rt",
	"روسيا اليوم",
	"العربية نت",
	"العربية.نت",
	"الجزيرة",
	"الجزيرة نت",
	"سكاي نيوز عربية",
	"dpa",
	"upi",
	"epa",
	"shutterstock",
]);

/** A line with one of these at its beginning, and no sentence in it, describes a picture. */
export const captionBeginnings = phrases([
	"صورة",
	"الصورة",
	"صور",
	"لقطة",
	"جانب من",
	"مشهد من",
	"تصوير",
	"عدسة",
	"أرشيفية",
	"من الأرشيف",
	"تعليق الصورة",
	"تعليق على الصورة",
	"مصدر الصورة",
	"photo",
	"image",
	"caption",
]);

/** In an unfinished line of some length these betray a picture's description. */
export const captionWords = keys("خلال أثناء صورة الصورة لقطة أرشيفية تصوير عدسة يظهر تظهر يصافح تصافح");

/** The letters and digits of a line as a fold key: the form in which all these tables are asked. */
export function lineKey(line: string): string {
	return foldWords(line);
}

/** True when the key is one of the phrases, or begins with one of them as whole words. */
export function startsWithPhrase(key: string, table: ReadonlySet<string>): boolean {
	let end = key.indexOf(" ");
	for (let words = 0; words < 5 && end !== -1; words += 1) {
		if (table.has(key.slice(0, end))) return true;
		end = key.indexOf(" ", end + 1);
	}
	return table.has(key);
}

function keys(words: string): ReadonlySet<string> {
	return new Set(words.trim().split(/\s+/u).map(lineKey));
}

function phrases(list: readonly string[]): ReadonlySet<string> {
	return new Set(list.map(lineKey));
}
