# Every sentence in Arabic, the language that all others fall back to. Digits are 0–9 here; a channel's own digits are
# written in afterwards. No direction marks: the platforms' renderers set them.

## Posts

digest-title = { $count ->
    [zero] موجز الأخبار
    [one] موجز الأخبار: خبر واحد
    [two] موجز الأخبار: خبران
    [few] موجز الأخبار: { $count } أخبار
    [many] موجز الأخبار: { $count } خبرًا
   *[other] موجز الأخبار: { $count } خبر
}
digest-more = { $count ->
    [zero] لا أخبار أخرى
    [one] وخبر آخر
    [two] وخبران آخران
    [few] و{ $count } أخبار أخرى
    [many] و{ $count } خبرًا آخر
   *[other] و{ $count } خبر آخر
}
digest-others = أخبار أخرى
digest-empty = لا أخبار جديدة.
post-withdrawn = سُحب هذا الخبر.

## What a channel's owner is told in private

channel-trouble = { $reason ->
    [removed] أُخرجتُ منها
    [blocked] حُظرتُ فيها
    [not-found] لم أعد أجدها
    [unknown-channel] حُذفت القناة أو حُجبت عني
    [unknown-guild] حُذف الخادم أو أُخرجتُ منه
    [missing-access] لم أعد أراها
    [no-rights] تنقصني صلاحية نشر الرسائل فيها
    [no-right-to-post] تنقصني صلاحية نشر الرسائل فيها
    [no-conversation] لم تعد المحادثة مفتوحة لي
    [closed-to-messages] المحادثة مغلقة أمام رسائلي
    [no-mutual-guild] لم يعد يجمعنا خادم
    [moved] انتقلت إلى عنوان لا أعرفه
    [no-page] لم تعد لها صفحة
    [restricted] قُيِّد حسابي فيها
    [forbidden] تنقصني صلاحية نشر الرسائل فيها
    [topic-closed] القسم مغلق
    [topic-deleted] حُذف القسم
    [topic-missing] حُذف القسم
    [thread-locked] سلسلة الرسائل مقفلة
    [thread-archived] سلسلة الرسائل مؤرشفة
    [tag-required] لا يقبل المنتدى منشورًا بلا وسم، وكل وسومه للمشرفين وحدهم
   *[other] { $reason }
}
told-gone = توقف النشر في «{ $title }»: { $why }. اشتراكاتها محفوظة كما هي، ويعود النشر فيها متى أعدتني إليها.
told-forbidden = تعذّر النشر في «{ $title }»: { $why }. امنحني ما ينقصني فيعود النشر من تلقاء نفسه. سأعيد المحاولة كل يوم مدة أسبوع، واشتراكاتها محفوظة كما هي.

## Buttons and forms of every command

press-stale = انتهت صلاحية هذا الزر. أرسل الأمر من جديد.
form-now = القيمة الحالية: { $value }
form-leave-out = لترك هذا الحقل فارغًا أرسل علامة - وحدها.
form-give-up = اكتب جوابك في رسالة. وللتراجع اضغط أي زر في الحوار أو أرسل أي أمر.

## Templates and buttons of posts

breaking-word = عاجل
button-read = اقرأ الخبر
button-share = شارك
template-card = العنوان والتاريخ والمقدمة والمصدر
template-headline = العنوان وحده
template-brief = العنوان والمقدمة بلا مصدر
template-breaking = كلمة «عاجل» قبل عنوان الخبر العاجل، وتحته الوقت والمصدر
template-compact = مختصر: العنوان وسطر من المقدمة ووسوم
setting-template = القالب
setting-hashtags = الوسوم
setting-buttons = الأزرار
value-auto = حسب القالب
value-none = بلا أزرار
value-read = اقرأ الخبر
value-share = شارك
value-both = اقرأ الخبر، وشارك
template-own = قالب خاص
template-own-how = لكتابة قالب خاص أرسل /settings template own
template-title = قالب المنشور
template-field = نص القالب: سطر العنوان يبدأ بعلامة #
template-variables = المتغيرات: { $names }.
template-saved = حُفظ القالب. هكذا يظهر به أحدث خبر:
template-refused = لم يُحفظ القالب، وبقي السابق كما هو.
template-unusable = تعذر استعماله فنُشرت الأخبار بالشكل الأساسي.
told-template = لم يمكن استعمال قالب «{ $title }»: { $why } تُنشر الأخبار هناك بالشكل الأساسي إلى أن تغيّر القالب بالأمر /settings template.
template-known = المعروف هنا: { $names }.
template-example = مثال صحيح: { $example }
fault-place = السطر { $line }، الموضع { $column }:
fault-unknown-name = لا يوجد قالب جاهز باسم «{ $word }».
fault-too-long = نص القالب أطول من الحد الأقصى، وهو { $most } حرف.
fault-not-closed = بدأ «{ $word }» ولم يُغلق.
fault-unknown-tag = لا أعرف أمرًا باسم «{ $word }» في القوالب.
fault-unknown-filter = لا أعرف مرشحًا باسم «{ $word }».
fault-unknown-variable = لا أعرف متغيرًا باسم «{ $word }».
fault-syntax = لا أفهم «{ $word }».
fault-argument = القيمة المعطاة للمرشح «{ $word }» غير صحيحة.
fault-loop = التكرار «{ $word }» غير مسموح: يكون على قائمة المواضيع وحدها، وليس داخل تكرار آخر.
fault-too-heavy = يحتاج القالب إلى عمل أكثر من المسموح به.
fault-too-much = المنشور بهذا القالب أطول من الحد الأقصى، وهو { $most } حرف.
fault-shows-nothing = لا يُظهر القالب شيئًا من الخبر.

## /start and /help

start-welcome = أهلًا بك!
start-what = أنقل إليك أخبار المصادر العربية فور نشرها: العنوان والتاريخ ومقدمة الخبر ورابطه.
start-reader = أرسل /latest لقراءة آخر الأخبار، أو /subscribe لتصلك الأخبار هنا أولًا بأول.
start-owner = لنشر الأخبار في قناة أو مجموعة أضفني إليها وامنحني صلاحية نشر الرسائل، ثم أرسل /subscribe فيها.
start-help = أرسل /help لعرض الأوامر كلها.

help-title = الأوامر
help-words = في المحادثة الخاصة يمكنك أن تكتب الأمر بالعربية أيضًا: «آخر الأخبار» أو «بحث» وبعدها كلمات أو «اشترك» أو «المزيد» أو «مساعدة».
help-example-latest = لعرض آخر 5 أخبار أرسل /latest 5 ولك أن تضيف بعد العدد موضوعًا.
help-example-search = للبحث في الأخبار أرسل /search وبعدها كلمات، ولك أن تضيف #موضوع أو #مصدر.
help-example-subscribe = لنشر الأخبار في قناة تشرف عليها أرسل /subscribe @channel ولك أن تضيف بعدها مصادر أو مواضيع تفصل بينها فاصلة، أو عنوان موقع.

command-start = تعريف بالبوت وكيف تبدأ
command-help = الأوامر وشرحها
command-latest = آخر الأخبار، مع العدد والموضوع إن شئت
command-subscribe = الاشتراك في الأخبار هنا أو في قناة تشرف عليها
command-unsubscribe = إلغاء الاشتراك كله أو بعضه
command-search = البحث في الأخبار
command-more = بقية القائمة التي عُرضت عليك
command-topics = المواضيع وعدد أخبار كل منها
command-opml = تصدير مصادر الاشتراك في ملف OPML أو استيرادها منه
command-sources = المصادر وأسماؤها المختصرة
command-settings = عرض إعدادات القناة أو تغييرها
command-pause = إيقاف الأخبار مؤقتًا
command-resume = استئناف الأخبار بعد إيقافها
command-preview = معاينة أحدث خبر كما يُنشر هنا
command-why = سبب وصول خبر إلى هنا أو عدم وصوله
command-language = اللغة التي أجيبك بها

parameter-count = عدد الأخبار من 1 إلى 10، وهو 3 إن لم تحدده
parameter-topic = الموضوع، أو الأخبار كلها إن لم تحدده
parameter-channel = القناة، أو هذا المكان إن لم تحددها
parameter-opml = ملف OPML من قارئ خلاصات تُضاف مصادره
parameter-wish = مصادر أو مواضيع تفصل بينها فاصلة، أو عنوان موقع، أو الأخبار كلها إن لم تحدد شيئًا
parameter-words = كلمات البحث، ولك أن تضيف إليها #موضوع أو #مصدر
parameter-duration = المدة مثل 2h أو «ساعتين» أو «3 أيام»، أو إلى أن تستأنف إن لم تحددها
parameter-setting = اسم الإعداد، أو الإعدادات كلها إن لم تحدده
parameter-value = القيمة الجديدة، أو القيم الممكنة إن لم تحددها
parameter-article = رابط الخبر أو كلمات منه، أو أحدث خبر إن لم تحدده
parameter-language = العربية أو English
parameter-unwish = المصادر أو المواضيع التي لم تعد تريدها، أو الاشتراك كله إن لم تحددها

command-unknown = لا أعرف الأمر «{ $command }».
command-closest = هل تقصد /{ $command }؟
command-outage = تعذر تنفيذ الطلب الآن بسبب خلل مؤقت لدينا. أعد المحاولة بعد دقائق.

too-many = { $count ->
    [zero] أرسلت طلبات كثيرة في وقت قصير. أعد المحاولة بعد قليل.
    [one] أرسلت طلبات كثيرة في وقت قصير. أعد المحاولة بعد ثانية.
    [two] أرسلت طلبات كثيرة في وقت قصير. أعد المحاولة بعد ثانيتين.
    [few] أرسلت طلبات كثيرة في وقت قصير. أعد المحاولة بعد { $count } ثوانٍ.
    [many] أرسلت طلبات كثيرة في وقت قصير. أعد المحاولة بعد { $count } ثانية.
   *[other] أرسلت طلبات كثيرة في وقت قصير. أعد المحاولة بعد { $count } ثانية.
}

## Lists that go on

more-how = للمزيد أرسل /more
more-none = لا مزيد من الأخبار.
more-of-nothing = لم أعرض عليك هنا قائمة في الساعة الأخيرة. أرسل /latest لقراءة آخر الأخبار أو /search للبحث.

## /latest

latest-title-more = المزيد من آخر الأخبار
latest-title-more-topic = المزيد من آخر الأخبار في «{ $topic }»

latest-title = { $count ->
    [zero] آخر الأخبار
    [one] آخر خبر
    [two] آخر خبرين
    [few] آخر { $count } أخبار
    [many] آخر { $count } خبرًا
   *[other] آخر { $count } خبر
}
latest-title-topic = { $count ->
    [zero] آخر الأخبار في «{ $topic }»
    [one] آخر خبر في «{ $topic }»
    [two] آخر خبرين في «{ $topic }»
    [few] آخر { $count } أخبار في «{ $topic }»
    [many] آخر { $count } خبرًا في «{ $topic }»
   *[other] آخر { $count } خبر في «{ $topic }»
}
latest-none = لم تصل أخبار بعد. أعد المحاولة بعد قليل.
latest-none-topic = لم تصل أخبار في «{ $topic }» بعد.
latest-count-range = يمكنني أن أعرض من { $minimum } إلى { $maximum } أخبار في المرة الواحدة. أرسل مثلًا: /latest { $example }

## /search

search-title = نتائج البحث عن «{ $words }»
search-some = لا خبر فيه هذه الكلمات كلها، وهذه أخبار فيها بعضها:
search-none = لم أجد «{ $words }» فيما أحتفظ به من أخبار آخر 30 يومًا.
search-needs-words = اكتب بعد الأمر الكلمات التي تبحث عنها. أرسل مثلًا: /search قمة المناخ
search-unfinished = ما زلت أقرأ الأخبار الأقدم. أعد البحث بعد قليل لتظهر بقية النتائج.

## Topics and sources

topics-title = المواضيع
topic-news = { $count ->
    [zero] لا أخبار
    [one] خبر واحد
    [two] خبران
    [few] { $count } أخبار
    [many] { $count } خبرًا
   *[other] { $count } خبر
}
topics-left = { $count ->
    [zero] لا مواضيع أخرى
    [one] وموضوع آخر
    [two] وموضوعان آخران
    [few] و{ $count } مواضيع أخرى
    [many] و{ $count } موضوعًا آخر
   *[other] و{ $count } موضوع آخر
}
topics-example = لقراءة أخبار موضوع أرسل مثلًا: /latest { $topic }
topics-links = للاشتراك في موضوع اضغط اسمه.
sources-title = المصادر
sources-none = لم تُحدد مصادر بعد.
sources-left = { $count ->
    [zero] لا مصادر أخرى
    [one] ومصدر آخر
    [two] ومصدران آخران
    [few] و{ $count } مصادر أخرى
    [many] و{ $count } مصدرًا آخر
   *[other] و{ $count } مصدر آخر
}
sources-example = للاشتراك في مصدر أرسل مثلًا: /subscribe { $source }

topic-unknown = لا أعرف موضوعًا باسم «{ $name }».
wish-unknown = لا أعرف مصدرًا ولا موضوعًا باسم «{ $name }».
did-you-mean = هل تقصد: { $names }؟
available-topics = المواضيع المتاحة: { $names }.
available-sources = المصادر المتاحة: { $names }.
available-none = لم تُحدد مواضيع بعد. أرسل /latest دون موضوع لقراءة آخر الأخبار.
name-separator = {"، "}

## /subscribe and /unsubscribe

subscribe-done-here = تم الاشتراك. ستصل الأخبار إلى هنا فور ورودها.
subscribe-done-there = تم الاشتراك. ستصل الأخبار إلى «{ $place }» فور ورودها.
subscribe-later-here = تم الاشتراك. ستصل الأخبار إلى هنا في مواعيدها:
subscribe-later-there = تم الاشتراك. ستصل الأخبار إلى «{ $place }» في مواعيدها:
subscribe-undo-here = لإلغاء الاشتراك أرسل /unsubscribe
subscribe-undo-there = لإلغاء الاشتراك أرسل /unsubscribe { $reference }
subscribe-again-here = للاشتراك من جديد أرسل /subscribe
subscribe-again-there = للاشتراك من جديد أرسل /subscribe { $reference }
unsubscribe-done-here = أُلغي الاشتراك. لن تصل الأخبار إلى هنا بعد الآن.
unsubscribe-done-there = أُلغي الاشتراك. لن تصل الأخبار إلى «{ $place }» بعد الآن.
unsubscribe-part = تم. ما زال الاشتراك يشمل:
not-subscribed-here = لا يوجد اشتراك هنا لإلغائه.
not-subscribed-there = لا يوجد اشتراك في «{ $place }» لإلغائه.
not-subscribed-to = الاشتراك لا يشمل «{ $name }». وهو يشمل:
receives = يشمل الاشتراك:
receives-all = الأخبار كلها
receives-topics = المواضيع: { $topics }
receives-sources = المصادر: { $sources }
receives-both = المواضيع: { $topics }، من المصادر: { $sources }

no-subscription-here = لا يوجد اشتراك هنا. للاشتراك أرسل /subscribe
no-subscription-there = لا يوجد اشتراك في «{ $place }». للاشتراك أرسل /subscribe { $reference }

## /pause and /resume

pause-done-here = توقفت الأخبار هنا.
pause-done-there = توقفت الأخبار في «{ $place }».
pause-length = مدة التوقف: { $length }.
pause-length-unknown = لا أفهم المدة «{ $length }».
pause-example = أرسل مثلًا: /pause 2h أو /pause 30m أو /pause 3 أيام
resume-how-here = لاستئناف الأخبار أرسل /resume
resume-how-there = لاستئناف الأخبار أرسل /resume { $reference }
resume-done-here = استُؤنفت الأخبار هنا.
resume-done-there = استُؤنفت الأخبار في «{ $place }».
resume-needless-here = الأخبار هنا غير متوقفة.
resume-needless-there = الأخبار في «{ $place }» غير متوقفة.

## /settings

settings-title-here = الإعدادات
settings-title-there = إعدادات «{ $place }»
settings-state = الحالة
settings-schedule = الموعد
settings-how-here = لتغيير إعداد أرسل اسمه وقيمته، مثلًا: /settings digits arabic
settings-how-there = لتغيير إعداد أرسل اسمه وقيمته، مثلًا: /settings { $reference } digits arabic
schedule-at-once = فور ورود الأخبار
state-active = تصل الأخبار
state-nothing = لا اشتراك بعد
state-paused = متوقفة إلى أن تُستأنف
state-paused-until = متوقفة حتى { $until }
state-hindered = متوقفة لسبب تقني أو لنقص صلاحية
setting-language = لغة العبارات المضافة
setting-date = التاريخ
setting-digits = الأرقام
setting-lead = أقصى طول للمقدمة
setting-image = الصورة
setting-preview = معاينة الرابط
setting-source = سطر المصدر
setting-silent = بلا تنبيه
setting-zone = المنطقة الزمنية
setting-letters = { $count ->
    [zero] { $count } حرف
    [one] حرف واحد
    [two] حرفان
    [few] { $count } أحرف
    [many] { $count } حرفًا
   *[other] { $count } حرف
}
setting-is = { $setting }: { $value }
setting-changed = تم التغيير. { $setting }: { $value }
setting-see-here = لمعاينة خبر بالشكل الجديد أرسل /preview
setting-see-there = لمعاينة خبر بالشكل الجديد أرسل /preview { $reference }
setting-unknown = لا أعرف إعدادًا باسم «{ $name }».
setting-names = الإعدادات: { $names }.
setting-values = القيم الممكنة: { $names }.
setting-range = القيمة عدد من { $minimum } إلى { $maximum }.
setting-zone-how = القيمة اسم منطقة زمنية أو مدينة، مثل Asia/Amman أو «القاهرة».
value-unknown = لا أعرف القيمة «{ $name }» لهذا الإعداد.
zone-unknown = لا أعرف منطقة زمنية باسم «{ $name }».
value-ar = العربية
value-en = الإنجليزية
value-long = الأربعاء 22 مارس 2023
value-dual = 22 آذار/مارس 2023
value-levantine = الأربعاء 22 آذار 2023
value-maghrebi = الخميس 22 جوان 2023 (أسماء الشهور المغاربية)
value-numeric = 22/03/2023
value-hijri = 30 شعبان 1444 هـ
value-relative = قبل ساعتين
value-latin = 0123456789
value-arabic = ٠١٢٣٤٥٦٧٨٩
value-on = نعم
value-off = لا

## The set-up dialogue

command-setup = إعداد الأخبار خطوة خطوة: المصادر والمواضيع والموعد والشكل
setup-anonymous = ليبدأ الإعداد اضغط هذا الزر.
setup-open = إعداد الأخبار
setup-title-here = إعداد الأخبار هنا
setup-title-there = إعداد الأخبار في «{ $place }»
setup-step = الخطوة { $step } من { $steps }: { $name }
setup-next = التالي
setup-back = رجوع
setup-cancel = إلغاء
setup-done = حفظ
setup-over = هذا الحوار لغيرك، أو انتهى. لتبدأ حوارًا جديدًا أرسل /setup
setup-cancelled = أُلغي الإعداد، ولم يتغير شيء.
setup-done-here = تم الإعداد. هذا ما سيصل إلى هنا:
setup-done-there = تم الإعداد. هذا ما سيصل إلى «{ $place }»:
setup-other-subscriptions = { $count ->
    [zero] ولا اشتراك سواه هنا.
    [one] ويبقى اشتراك آخر كما هو.
    [two] ويبقى اشتراكان آخران كما هما.
    [few] وتبقى { $count } اشتراكات أخرى كما هي.
    [many] ويبقى { $count } اشتراكًا آخر كما هو.
   *[other] ويبقى { $count } اشتراك آخر كما هو.
}
setup-change-later = لتغيير شيء من ذلك أرسل /setup في أي وقت، ولإيقاف الأخبار مؤقتًا أرسل /pause

setup-step-place = المكان
setup-place-what = أين تريد أن تصل الأخبار؟ لا بد أن تكون مشرفًا فيه، وأن تكون لي صلاحية النشر.
setup-place-here = هنا
setup-place-other = قناة أو مجموعة أخرى
setup-place-now = اخترت: «{ $place }».
setup-place-field = اسم القناة أو رابطها أو رقمها

setup-step-sources = المصادر
setup-sources-what = من أي المصادر تريد الأخبار؟
setup-sources-all = لم تختر شيئًا، فتصل أخبار المصادر كلها.
setup-sources-other = لإضافة موقع ليس في القائمة أرسل /subscribe وبعده عنوانه.
setup-any-of-these = تصل أخبار كل ما اخترته.
setup-sources-clear = كل المصادر
setup-every-source = كل المصادر

setup-step-topics = المواضيع
setup-topics-what = أي المواضيع تريد؟
setup-topics-all = لم تختر شيئًا، فتصل أخبار المواضيع كلها.
setup-topics-type = كتابة المواضيع
setup-topics-field = المواضيع، تفصل بينها فاصلة
setup-topics-clear = كل المواضيع
setup-every-topic = كل المواضيع
setup-topic-count = { $count ->
    [zero] لا أخبار في آخر 30 يومًا
    [one] خبر واحد في آخر 30 يومًا
    [two] خبران في آخر 30 يومًا
    [few] { $count } أخبار في آخر 30 يومًا
    [many] { $count } خبرًا في آخر 30 يومًا
   *[other] { $count } خبر في آخر 30 يومًا
}

setup-step-words = الكلمات
setup-words-what = هل تريد أخبارًا فيها كلمات بعينها، أو ليس فيها كلمات بعينها؟ هذه الخطوة اختيارية.
setup-words-none = لا تصفية بالكلمات الآن.
setup-words-now = التصفية الآن: { $words }
setup-words-tried = { $taken ->
    [zero] لا يطابق اختيارك حتى الآن أي من آخر الأخبار، وعددها { $of }.
    [one] يطابق اختيارك حتى الآن خبر واحد من آخر الأخبار، وعددها { $of }.
    [two] يطابق اختيارك حتى الآن خبران من آخر الأخبار، وعددها { $of }.
    [few] تطابق اختيارك حتى الآن { $taken } أخبار من آخر الأخبار، وعددها { $of }.
    [many] يطابق اختيارك حتى الآن { $taken } خبرًا من آخر الأخبار، وعددها { $of }.
   *[other] يطابق اختيارك حتى الآن { $taken } خبر من آخر الأخبار، وعددها { $of }.
}
setup-words-write = كتابة الكلمات
setup-words-clear = بلا تصفية
setup-words-field = مثال: قمة "مجلس الأمن" -رياضة
setup-words-example = قمة "مجلس الأمن" +غزة -رياضة
setup-words-names = تُختار المصادر والمواضيع في الخطوتين السابقتين، فاكتب هنا كلمات فقط.
setup-words-kept = بقيت التصفية كما كانت.
setup-words-problem = لم أفهم «{ $piece }» (عند الحرف { $at }): { $reason ->
    [no-letters] ليس فيها حرف ولا رقم.
    [expression-empty] التعبير النمطي فارغ.
    [expression-too-large] التعبير النمطي أكبر مما يُسمح به.
    [expression-unreadable] التعبير النمطي غير صحيح.
    [expression-latin-only] الرمزان \b و\w لا يعرفان الحروف العربية.
    [quote-open] علامة اقتباس فُتحت ولم تُغلق.
    [expression-open] تعبير نمطي فُتح ولم يُغلق.
    [sign-alone] لا بد أن تلي العلامة كلمة دون مسافة.
    [value-missing] لا شيء بعد النقطتين.
    [importance-unknown] قيم الأهمية هي: «عادي» و«متابعة» و«عاجل».
    [sign-before-name] لا توضع + ولا - قبل هذا الاسم.
    [too-many-terms] الكلمات أكثر مما يُسمح به.
    [too-many-expressions] لا تقبل التصفية أكثر من { $most } تعابير نمطية.
    [too-long] النص أطول مما يُسمح به.
   *[other] { $reason }
}
setup-importance = الأهمية
setup-importance-ordinary = كل الأخبار
setup-importance-developing = المتابعات والعاجل
setup-importance-breaking = العاجل فقط
setup-no-words = بلا تصفية

setup-step-when = الموعد
setup-when-what = متى تريد أن تصل الأخبار؟
setup-when-now = اخترت: { $when }.
setup-when-zone = المواعيد بتوقيت { $zone }.
setup-when-minutes = كل عدد من الدقائق
setup-when-times = موجز في أوقات ثابتة
setup-when-cron = موجز حسب جدول cron
setup-when-other-zone = تغيير المنطقة الزمنية
setup-field-minutes = كل كم دقيقة؟
setup-field-times = الأوقات، تفصل بينها فاصلة
setup-field-cron = خمس خانات: دقيقة ساعة يوم شهر يوم-الأسبوع
setup-field-zone = المدينة أو المنطقة الزمنية
setup-minutes-range = العدد من { $minimum } إلى { $maximum } دقيقة.
setup-time-unreadable = لم أفهم الوقت «{ $time }». اكتبه هكذا: 08:00 أو 8 مساءً
setup-times-many = { $count ->
    [zero] لا تُقبل أوقات.
    [one] يمكن أن تحدد وقتًا واحدًا في اليوم.
    [two] يمكن أن تحدد وقتين في اليوم على الأكثر.
    [few] يمكن أن تحدد { $count } أوقات في اليوم على الأكثر.
    [many] يمكن أن تحدد { $count } وقتًا في اليوم على الأكثر.
   *[other] يمكن أن تحدد { $count } وقت في اليوم على الأكثر.
}
setup-schedule-problem = { $reason ->
    [cron-unreadable] لم أفهم الجدول «{ $written }». هو خمس خانات بينها مسافات، مثل 0 8 * * 1-5 للثامنة صباحًا من الاثنين إلى الجمعة.
    [cron-never] الجدول «{ $written }» لا يحين موعده أبدًا.
    [zone-unknown] لا أعرف منطقة زمنية باسم «{ $written }».
   *[other] لا يمكن اتباع «{ $written }».
}
schedule-minutes = { $minutes ->
    [zero] موجز متصل
    [one] موجز كل دقيقة
    [two] موجز كل دقيقتين
    [few] موجز كل { $minutes } دقائق
    [many] موجز كل { $minutes } دقيقة
   *[other] موجز كل { $minutes } دقيقة
}
schedule-hours = { $hours ->
    [zero] موجز متصل
    [one] موجز كل ساعة
    [two] موجز كل ساعتين
    [few] موجز كل { $hours } ساعات
    [many] موجز كل { $hours } ساعة
   *[other] موجز كل { $hours } ساعة
}
schedule-times = موجز يوميًا عند { $times }
schedule-cron = موجز حسب الجدول «{ $expression }»
schedule-no-quiet = بلا ساعات هدوء
schedule-quiet = هدوء من { $from } إلى { $to }
schedule-no-caps = بلا حد للعدد
schedule-per-hour = { $count ->
    [zero] لا شيء في الساعة
    [one] خبر واحد في الساعة
    [two] خبران في الساعة
    [few] { $count } أخبار في الساعة
    [many] { $count } خبرًا في الساعة
   *[other] { $count } خبر في الساعة
}
schedule-per-day = { $count ->
    [zero] لا شيء في اليوم
    [one] خبر واحد في اليوم
    [two] خبران في اليوم
    [few] { $count } أخبار في اليوم
    [many] { $count } خبرًا في اليوم
   *[other] { $count } خبر في اليوم
}

setup-step-limits = الهدوء والحدود
setup-limits-what = هل تريد ساعات لا يصل فيها شيء، أو حدًا لعدد المنشورات؟
setup-limits-rest = ما لا يصل في وقته ينتظر الموجز التالي ولا يضيع.
setup-quiet = ساعات الهدوء
setup-quiet-other = ساعات هدوء أخرى
setup-quiet-equal = بداية ساعات الهدوء ونهايتها وقت واحد، فلا هدوء بينهما.
setup-field-from = من الساعة
setup-field-to = إلى الساعة
setup-caps = حد العدد
setup-caps-other = حد آخر
setup-field-perHour = أكثر عدد في الساعة
setup-field-perDay = أكثر عدد في اليوم
setup-caps-range = الحد عدد من 1 إلى { $maximum }.
setup-extras = خيارات أخرى
setup-breakingPasses = العاجل يصل فورًا دائمًا
setup-emptyDigests = موجز ولو بلا أخبار
setup-breaking = الأخبار العاجلة
setup-breaking-passes = تصل فورًا دائمًا

setup-step-look = الشكل
setup-look-what = كيف تريد أن تبدو المنشورات؟ اختر القالب وشكل التاريخ وطول المقدمة وما يظهر مع الخبر.
setup-lead = { $count ->
    [zero] بلا مقدمة
    [one] مقدمة من حرف واحد
    [two] مقدمة من حرفين
    [few] مقدمة حتى { $count } أحرف
    [many] مقدمة حتى { $count } حرفًا
   *[other] مقدمة حتى { $count } حرف
}
setup-template = القالب
setup-template-own = قالب خاص بالقناة
setup-switches = ما يظهر مع الخبر
setup-switch-digits = الأرقام ٠١٢٣
setup-switch-image = الصورة
setup-switch-linkPreview = معاينة الرابط
setup-switch-sourceLine = سطر المصدر
setup-switch-silent = إرسال بلا تنبيه
setup-switch-hashtags = الوسوم
setup-switch-button-read = زر «اقرأ الخبر»
setup-switch-button-share = زر «شارك»

setup-step-preview = المعاينة
setup-preview-what = هكذا يبدو أحدث خبر مما اخترته. وهذه اختياراتك:
setup-preview-other = لا خبر حديثًا مما اخترته، فهذا خبر آخر لترى الشكل. وهذه اختياراتك:
setup-preview-none = لم تصل أخبار بعد لأعرض عليك شكلها. وهذه اختياراتك:
setup-preview-save = لا يتغير شيء قبل أن تضغط «حفظ».

## Greetings

greeting-here = أهلًا بكم! سأنشر هنا أخبار المصادر العربية: العنوان والتاريخ ومقدمة الخبر ورابطه.
greeting-what = تختارون بالأزرار المصادر والمواضيع والشكل والموعد: فور ورود الأخبار أو في موجز. ولأي عضو أن يرسل /latest لآخر الأخبار أو /search للبحث
greeting-how-here = ليبدأ الإعداد يضغط أحد المشرفين هذا الزر.
greeting-channel = أضفتني إلى «{ $place }»، ويمكنني النشر فيها.
greeting-channel-lacks = أضفتني إلى «{ $place }»، ولا أملك فيها صلاحية النشر بعد.
greeting-channel-how = لاختيار المصادر والمواضيع والموعد والشكل اضغط هذا الزر. لن أنشر فيها شيئًا قبل ذلك.

## Sharing

setting-followers = النشر لدى القنوات المتابعة

## Limits

limit-channels = { $count ->
    [zero] لا يُسمح هنا بإعداد قنوات.
    [one] يمكنك إعداد قناة واحدة، وقد بلغت هذا الحد. ألغ اشتراكها ثم أعد المحاولة.
    [two] يمكنك إعداد قناتين، وقد بلغت هذا الحد. ألغ اشتراك إحداهما ثم أعد المحاولة.
    [few] يمكنك إعداد { $count } قنوات، وقد بلغت هذا الحد. ألغ اشتراك إحداها ثم أعد المحاولة.
    [many] يمكنك إعداد { $count } قناة، وقد بلغت هذا الحد. ألغ اشتراك إحداها ثم أعد المحاولة.
   *[other] يمكنك إعداد { $count } قناة، وقد بلغت هذا الحد. ألغ اشتراك إحداها ثم أعد المحاولة.
}
limit-subscriptions = { $count ->
    [zero] لا يُسمح هنا باشتراكات.
    [one] لا يزيد عدد الاشتراكات في المكان الواحد على اشتراك واحد.
    [two] لا يزيد عدد الاشتراكات في المكان الواحد على اشتراكين.
    [few] لا يزيد عدد الاشتراكات في المكان الواحد على { $count } اشتراكات.
    [many] لا يزيد عدد الاشتراكات في المكان الواحد على { $count } اشتراكًا.
   *[other] لا يزيد عدد الاشتراكات في المكان الواحد على { $count } اشتراك.
}
limit-words = { $count ->
    [zero] لا يُسمح هنا بالتصفية بالكلمات.
    [one] لا يزيد عدد كلمات الاشتراك الواحد على كلمة واحدة.
    [two] لا يزيد عدد كلمات الاشتراك الواحد على كلمتين.
    [few] لا يزيد عدد كلمات الاشتراك الواحد على { $count } كلمات.
    [many] لا يزيد عدد كلمات الاشتراك الواحد على { $count } كلمة.
   *[other] لا يزيد عدد كلمات الاشتراك الواحد على { $count } كلمة.
}

## Addresses: /subscribe ADDRESS

address-reading = أقرأ { $address }، وسأجيبك حالما أنتهي.
address-busy = ما زلت أقرأ العنوان الذي أرسلته قبل هذا. انتظر جوابه ثم أعد إرسال الأمر.
address-off = لا يُسمح هنا بإضافة مصادر. اختر من المصادر المتاحة: /sources
address-too-many = { $count ->
    [zero] لا يُسمح هنا بإضافة مصادر. اختر من المصادر المتاحة: /sources
    [one] يمكنك إضافة مصدر واحد، وقد بلغت هذا الحد. اختر من المصادر المتاحة: /sources
    [two] يمكنك إضافة مصدرين، وقد بلغت هذا الحد. اختر من المصادر المتاحة: /sources
    [few] يمكنك إضافة { $count } مصادر، وقد بلغت هذا الحد. اختر من المصادر المتاحة: /sources
    [many] يمكنك إضافة { $count } مصدرًا، وقد بلغت هذا الحد. اختر من المصادر المتاحة: /sources
   *[other] يمكنك إضافة { $count } مصدر، وقد بلغت هذا الحد. اختر من المصادر المتاحة: /sources
}
address-full = بلغ عدد المصادر المضافة هنا حده الأعلى. اختر من المصادر المتاحة: /sources
address-anonymous = لا أعرف من يكتب باسم القناة أو المجموعة. لإضافة مصدر جديد افتح المحادثة معي وأرسل عنوانه بعد هذا الأمر: /subscribe { $reference }
address-known = المصدر: «{ $name }».
address-brought = وجدت المصدر «{ $name }».
address-newest = أحدث ما فيه: { $headline }
address-choice = { $count ->
    [zero] لم أجد في «{ $name }» خلاصات أقرؤها.
    [one] في «{ $name }» خلاصة أخبار واحدة:
    [two] في «{ $name }» خلاصتان للأخبار:
    [few] في «{ $name }» { $count } خلاصات للأخبار:
    [many] في «{ $name }» { $count } خلاصة للأخبار:
   *[other] في «{ $name }» { $count } خلاصة للأخبار:
}
address-choice-how = اختر ما تريد الاشتراك فيه، أو انسخ أمره وأرسله.
address-choose = اختر خلاصة
address-offer-over = مضى وقت هذا الاختيار. أعد إرسال الأمر.
address-wrong-scheme = لا أقرأ إلا عناوين الويب التي تبدأ بـ http أو https. أرسل مثلًا: /subscribe https://example.com/rss
address-wrong-malformed = هذا العنوان غير صحيح. انسخه من المتصفح كما هو، وأرسل مثلًا: /subscribe https://example.com/rss
address-wrong-too-long = هذا العنوان أطول مما أقرأ. ابحث في الموقع عن عنوان أقصر لخلاصته (RSS).
address-wrong-several = أرسل كل عنوان وحده في أمر مستقل. أرسل مثلًا: /subscribe https://example.com/rss
address-not-subscribed = الاشتراك لا يشمل { $address }. لعرض ما يشمله أرسل /settings
address-nothing = لم أجد في { $address } أخبارًا يمكن الاشتراك فيها.
address-why = { $why ->
    [missing] يقول الموقع إن هذه الصفحة غير موجودة.
    [forbidden] يرفض الموقع أن يعرض عليّ هذه الصفحة.
    [status] أجاب الموقع بالرمز { $status }.
    [too-slow] تأخر الموقع في الجواب أكثر مما أنتظر.
    [too-large] ما في هذا العنوان أكبر مما أقرأ.
    [private] هذا العنوان في شبكة خاصة، ولا أقرأ منها.
    [robots] يطلب الموقع من البرامج ألا تقرأ هذه الصفحة.
    [not-a-feed] ليس هنا خلاصة أخبار (RSS)، ولا صفحة فيها قائمة أخبار.
    [one-article] هذه صفحة خبر واحد.
    [empty] الخلاصة موجودة، لكنها خالية من الأخبار.
    [not-arabic] أخباره بلغة غير العربية.
    [unreadable] لم أستطع قراءة ما في هذا العنوان.
    [no-address] هذا العنوان غير صحيح.
   *[unreachable] لم أصل إلى هذا الموقع.
}
address-advice = { $why ->
    [missing] افتح العنوان في المتصفح وتأكد منه، أو أرسل عنوان الصفحة الرئيسية للموقع.
    [forbidden] ابحث في الموقع عن عنوان خلاصته (RSS) وأرسله.
    [status] أعد المحاولة بعد قليل، أو أرسل عنوانًا آخر من الموقع.
    [too-slow] أعد المحاولة بعد قليل.
    [too-large] ابحث في الموقع عن عنوان خلاصته (RSS) وأرسله.
    [private] أرسل عنوانًا يفتحه الجميع على الإنترنت.
    [robots] ابحث في الموقع عن عنوان خلاصته (RSS) وأرسله.
    [not-a-feed] أرسل عنوان خلاصة الموقع (RSS)، أو عنوان الصفحة التي تُعرض فيها أخباره.
    [one-article] أرسل عنوان الصفحة الرئيسية للموقع، أو عنوان القسم الذي تريد أخباره.
    [empty] أعد المحاولة بعد أن تُنشر فيها أخبار.
    [not-arabic] أرسل عنوان النسخة العربية من الموقع.
    [unreadable] ابحث في الموقع عن عنوان خلاصته (RSS) وأرسله.
    [no-address] انسخ العنوان من المتصفح كما هو.
   *[unreachable] افتح العنوان في المتصفح وتأكد منه، ثم أعد المحاولة.
}

## /opml

opml-written = { $count ->
    [zero] لا مصادر في اشتراك «{ $place }».
    [one] في هذا الملف مصدر اشتراك «{ $place }».
    [two] في هذا الملف مصدرا اشتراك «{ $place }».
    [few] في هذا الملف { $count } مصادر من اشتراك «{ $place }».
    [many] في هذا الملف { $count } مصدرًا من اشتراك «{ $place }».
   *[other] في هذا الملف { $count } مصدر من اشتراك «{ $place }».
}
opml-nothing = ليس هنا اشتراك أكتب مصادره في ملف.
opml-how = لإضافة مصادر من قارئ خلاصات أرسل ملف OPML مع الأمر /opml
opml-too-large = هذا الملف أكبر من ميغابايت واحد، ولا أقرأ أكبر من ذلك.
opml-not-loaded = لم أستطع تنزيل الملف. أعد إرساله.
opml-refused = هذا الملف ليس قائمة OPML سليمة. صدّرها من قارئ الخلاصات من جديد وأرسلها كما هي.
opml-too-many = { $count ->
    [zero] لا أقرأ من الملف شيئًا.
    [one] لا أقرأ من الملف إلا مصدرًا واحدًا، وهذا الملف أطول. قسّمه ثم أرسل أقسامه.
    [two] لا أقرأ من الملف إلا مصدرين، وهذا الملف أطول. قسّمه ثم أرسل أقسامه.
    [few] لا أقرأ من الملف إلا { $count } مصادر، وهذا الملف أطول. قسّمه ثم أرسل أقسامه.
    [many] لا أقرأ من الملف إلا { $count } مصدرًا، وهذا الملف أطول. قسّمه ثم أرسل أقسامه.
   *[other] لا أقرأ من الملف إلا { $count } مصدر، وهذا الملف أطول. قسّمه ثم أرسل أقسامه.
}
opml-reading = أقرأ الملف، وسأجيبك حالما أنتهي.
opml-title = ما في الملف
opml-known = { $count ->
    [zero] لا مصادر معروفة.
    [one] مصدر واحد معروف عندي.
    [two] مصدران معروفان عندي.
    [few] { $count } مصادر معروفة عندي.
    [many] { $count } مصدرًا معروفًا عندي.
   *[other] { $count } مصدر معروف عندي.
}
opml-new = { $count ->
    [zero] لا مصادر جديدة.
    [one] مصدر واحد جديد.
    [two] مصدران جديدان.
    [few] { $count } مصادر جديدة.
    [many] { $count } مصدرًا جديدًا.
   *[other] { $count } مصدر جديد.
}
opml-over = { $count ->
    [zero] لا شيء فوق الحد المسموح به.
    [one] مصدر واحد فوق الحد المسموح به، فلا يُضاف.
    [two] مصدران فوق الحد المسموح به، فلا يُضافان.
    [few] { $count } مصادر فوق الحد المسموح به، فلا تُضاف.
    [many] { $count } مصدرًا فوق الحد المسموح به، فلا تُضاف.
   *[other] { $count } مصدر فوق الحد المسموح به، فلا تُضاف.
}
opml-left = { $count ->
    [zero] لا سطور بلا عنوان.
    [one] سطر واحد ليس فيه عنوان يُقرأ.
    [two] سطران ليس فيهما عنوان يُقرأ.
    [few] { $count } سطور ليس فيها عنوان يُقرأ.
    [many] { $count } سطرًا ليس فيها عنوان يُقرأ.
   *[other] { $count } سطر ليس فيها عنوان يُقرأ.
}
opml-failed = { $count ->
    [zero] قرأتها كلها.
    [one] مصدر واحد لم أستطع قراءته:
    [two] مصدران لم أستطع قراءتهما:
    [few] { $count } مصادر لم أستطع قراءتها:
    [many] { $count } مصدرًا لم أستطع قراءتها:
   *[other] { $count } مصدر لم أستطع قراءتها:
}
opml-none = ليس في الملف ما أضيفه إلى اشتراك «{ $place }».
opml-sure = هل تريد الإضافة إلى اشتراك «{ $place }»؟
opml-do = { $count ->
    [zero] لا شيء
    [one] أضف المصدر
    [two] أضف المصدرين
    [few] أضف { $count } مصادر
    [many] أضف { $count } مصدرًا
   *[other] أضف { $count } مصدر
}
opml-done = { $count ->
    [zero] لم يُضف شيء إلى اشتراك «{ $place }».
    [one] تم. اشتراك «{ $place }» يشمل مصدرًا من الملف.
    [two] تم. اشتراك «{ $place }» يشمل مصدرين من الملف.
    [few] تم. اشتراك «{ $place }» يشمل { $count } مصادر من الملف.
    [many] تم. اشتراك «{ $place }» يشمل { $count } مصدرًا من الملف.
   *[other] تم. اشتراك «{ $place }» يشمل { $count } مصدر من الملف.
}

## /route

command-route = توجيه مواضيع إلى قسم من هذا المكان
parameter-route = المواضيع أو المصادر، وقبلها off للإلغاء
parameter-part = القسم، أو هذا القسم إن لم تحدده
route-title = توجيه الأخبار في «{ $place }»:
route-item = { $names } ← «{ $part }»
route-item-hindered = { $names } ← «{ $part }» (لا يقبل الرسائل الآن، فتصل أخباره إلى «{ $place }»)
route-none = لا توجيه في «{ $place }»: تصل إليه الأخبار كلها.
route-done = ستصل أخبار { $names } إلى «{ $part }».
route-rest = وبقية الأخبار تصل إلى «{ $place }».
route-no-subscription = لا يوجد اشتراك في «{ $place }» بعد، فأرسل /subscribe هناك ليصل منها شيء.
route-off-done = أُلغي التوجيه.
route-needs-names = اذكر المواضيع أو المصادر التي تريد توجيهها، مثل: /route رياضة
route-needs-part = { $platform ->
    [discord] إلى أي سلسلة؟ أرسل الأمر في السلسلة نفسها، أو اذكرها في خانة part.
   *[other] إلى أي قسم؟ أرسل الأمر داخل القسم نفسه، في مجموعة مفعّلة فيها الأقسام.
}
route-too-many = لا يزيد التوجيه على { $most } قسمًا. ألغ بعضه بـ /route off ثم أعد المحاولة.
route-how = { $platform ->
    [discord] لتوجيه موضوع أرسل /route في السلسلة التي تريده فيها، وللإلغاء: /route off
   *[other] لتوجيه موضوع أرسل داخل القسم مثلًا: /route رياضة، وللإلغاء: /route off رياضة
}

## /language

language-now = أجيبك الآن بالعربية.
language-choices = اللغات: { $names }.
language-example = لتغيير اللغة أرسل مثلًا: /language en
language-unknown = لا أعرف لغة باسم «{ $name }».
language-done = سأجيبك بالعربية من الآن.

## /alert

command-alert = تنبيه خاص بكل خبر فيه كلمات تختارها
parameter-alert = كلمات التنبيه، أو «حذف» ورقمه، أو لا شيء لعرض تنبيهاتك
alert-done = سأرسل إليك هنا كل خبر فيه: { $words }
alert-done-elsewhere = سأرسل إليك في الرسائل الخاصة كل خبر فيه: { $words }
alert-known = لديك هذا التنبيه من قبل: { $words }
alert-undo = لعرض تنبيهاتك أو حذف أحدها أرسل /alert
alert-none = لا تنبيهات لديك.
alert-example = ليصلك كل خبر فيه كلمتان اكتبهما معًا، وضع العبارة بين علامتي اقتباس، وضع علامة - قبل ما لا تريده. أرسل مثلًا: /alert زلزال تركيا
alert-needs-words = اكتب كلمة واحدة على الأقل تريد التنبيه إليها.
alert-full = { $count ->
    [zero] التنبيهات معطلة هنا.
    [one] لكل شخص تنبيه واحد، ولديك واحد. احذفه لتضيف غيره.
    [two] لكل شخص تنبيهان، ولديك اثنان. احذف أحدهما لتضيف غيره.
    [few] لكل شخص { $count } تنبيهات، وقد بلغت الحد. احذف أحدها لتضيف غيره.
    [many] لكل شخص { $count } تنبيهًا، وقد بلغت الحد. احذف أحدها لتضيف غيره.
   *[other] لكل شخص { $count } تنبيه، وقد بلغت الحد. احذف أحدها لتضيف غيره.
}
alert-title = { $count ->
    [zero] تنبيهاتك
    [one] تنبيهاتك: واحد
    [two] تنبيهاتك: اثنان
    [few] تنبيهاتك: { $count } تنبيهات
    [many] تنبيهاتك: { $count } تنبيهًا
   *[other] تنبيهاتك: { $count } تنبيه
}
alert-remove = حذف { $number }
alert-removed = حُذف التنبيه: { $words }
alert-unknown = لا تنبيه لديك بالرقم أو الكلمات «{ $alert }».
alert-paused = الأخبار متوقفة هنا، ولن تصلك التنبيهات قبل أن ترسل /resume
alert-private = التنبيهات رسائل خاصة: افتح المحادثة معي وأرسل /alert فيها.
alert-private-open = افتح المحادثة
alert-cannot-write = لا أستطيع مراسلتك في الرسائل الخاصة.
alert-cannot-write-how = اسمح بالرسائل الخاصة من أعضاء هذا الخادم في إعدادات الخصوصية، ثم أعد المحاولة.

## Links that open the bot, and inline mode

sources-links = للاشتراك في مصدر اضغط اسمه.
article-gone = لم يعد هذا الخبر محفوظًا. لقراءة آخر الأخبار أرسل /latest
look-up-none = لا أخبار بهذه الكلمات. افتح المحادثة معي

## /why

why-article-unknown = لم أجد خبرًا بالرابط أو الكلمات «{ $article }» فيما أحتفظ به من أخبار آخر 30 يومًا.
why-not-stored = الخبر { $article } غير محفوظ: لم يُقرأ قط، أو مضى عليه أكثر من 30 يومًا.
why-no-channel = لا توجد قناة برقم { $channel }.
why-told = وصل هذا المكانَ الخبرُ نفسه من المصدر { $source }، فلا يُرسل إليه مرتين. وما يلي عن ذلك الخبر:
why-repeats = يكرر خبرًا ورد قبله، فلا يُرسل إلا إلى من لم يصله ذاك.
why-stored = قُرئ الخبر من المصدر { $source } بتاريخ { $seen }.
why-active = القناة تستقبل الأخبار.
why-gone = القناة غير متاحة منذ { $gone }: { channel-trouble }.
why-paused = القناة متوقفة: { $reason ->
    [owner] أوقفها أحد المشرفين
   *[other] { channel-trouble }
}.
why-paused-until = القناة متوقفة حتى { $until }: { $reason ->
    [owner] أوقفها أحد المشرفين
   *[other] { channel-trouble }
}.
why-wanted = يشمله الاشتراك.
why-no-subscription = لا يوجد اشتراك هنا.
why-not-wanted = لا يشمله الاشتراك: مصدره { $source } ومواضيعه { $topics ->
    [none] غير محددة
   *[other] { $topics }
}.
why-not-planned-yet = لم يحن دور توزيعه بعد.
why-planned-for-nobody = لم يطلبه أحد حين ورد.
why-backlog = كان موجودًا قبل إضافة مصدره أو عُثر عليه بعد نشره بوقت طويل، فحُفظ لمن يسأل عنه ولم يُنشر.
why-planned-digest = وُزع على هذا المكان في موجز بتاريخ { $planned }.
why-held = ينتظر الموجز الذي موعده { $due }.
why-in-digest = دخل في موجز.
why-word-found = وردت كلمة الاشتراك «{ $word }» في { $where ->
    [lead] المقدمة
   *[headline] العنوان
}: «{ $found }».
why-word-excluded = وردت الكلمة المستبعدة «{ $word }» في { $where ->
    [lead] المقدمة
   *[headline] العنوان
}: «{ $found }».
why-word-missing = لم ترد فيه الكلمة المطلوبة «{ $word }».
why-words-missing = لم ترد فيه أي من كلمات الاشتراك.
why-importance = أهميته دون ما يطلبه الاشتراك.
why-planned-without = وُزع بتاريخ { $planned }، ولم يكن الاشتراك هنا يشمله حينها.
why-planned = وُزع على هذا المكان بتاريخ { $planned }.
why-waiting = ينتظر دوره في الإرسال، وموعده { $due }.
why-tried = تعذر إرساله، ويُعاد بتاريخ { $again }.
why-sending = يُرسل الآن، أو انقطع إرساله فأتحقق من وصوله قبل أن أعيده.
why-sent = أُرسل.
why-failed = { $reason ->
    [too-long] رفضته المنصة لأنه أطول مما تقبل.
    [too-large] رفضته المنصة لأنه أكبر مما تقبل.
    [empty] رفضته المنصة لأنه بلا نص.
    [mark-up] رفضته المنصة لأنها لم تقبل تنسيقه.
    [form] رفضته المنصة لأنها لم تقبل تنسيقه.
    [photo] رفضته المنصة لأنها لم تقبل صورته.
    [automod] منعته الرقابة الآلية في الخادم (AutoMod).
    [harmful-link] رفضته المنصة لأنها تعد رابطه ضارًا.
    [channel-kind] رفضته المنصة لأن الرسائل لا تُنشر في قناة من هذا النوع.
    [refused] رفضته المنصة.
    [no-embeds] تنقصني في القناة صلاحية «تضمين الروابط» (Embed Links).
    [not-editable] لم تقبل المنصة تعديله.
   *[other] لم يصل إلى القناة: { channel-trouble }.
}
why-skipped = لم يُرسل: { $key ->
    [expired] فات وقته قبل أن يمكن إرساله
    [gone] القناة غير متاحة: { channel-trouble }
    [no-channel] لم تعد القناة مسجلة
    [merged] اندمجت القناة في قناة أخرى مسجلة، والخبر يُرسل إليها
    [left-out-of-a-digest-newer-ones-are-enough] امتلأ الموجز بأخبار أحدث منه
    [withdrawn] سحبه أحد المحررين
    [no-longer-stored] لم يعد محفوظًا حين جاء وقت الموجز
    [a-later-one-of-its-story-is-in-the-digest] في الموجز خبر أحدث عن الموضوع نفسه
   *[other] { $reason }
}.
why-words = قالت المنصة: { $words }
why-unknown = لا يُعرف هل وصل أم لا، والقرار لأحد المحررين.
why-corrected = أُرسل ثم صُحح.
why-withdrawn = أُرسل ثم سُحب.

## Broadcasts: what is refused, and what to do

refusal-unknown = لا يوجد بث برقم { $id }، والقائمة تعرض الموجود.
refusal-changed-meanwhile = عدّل { $name } هذا البث في أثناء ذلك (نسخته الآن { $revision }). لم يُحفظ شيء من تعديلك: راجعه ثم أعد تعديلك.
refusal-wrong-state = لا يمكن ذلك الآن، فالبث { $id } { $state ->
    [draft] مسودة: يمكن تعديله أو اعتماده أو جدولته أو إرساله أو إلغاؤه
    [approved] معتمد: يمكن تعديله أو جدولته أو إرساله أو إلغاؤه
    [scheduled] مجدول: يمكن تعديله أو إرساله الآن أو إلغاؤه
    [sending] قيد الإرسال: يمكن إيقافه مؤقتًا أو تصحيحه أو سحبه أو إلغاؤه
    [paused] متوقف مؤقتًا: يمكن استئنافه أو تصحيحه أو سحبه أو إلغاؤه
    [finished] منتهٍ: يمكن تصحيحه أو سحبه، أو أنشئ بثًا جديدًا
    [cancelled] ملغى: يمكن تصحيح ما أُرسل منه أو سحبه، أو أنشئ بثًا جديدًا
   *[expired] فات وقته: يمكن تصحيح ما أُرسل منه أو سحبه، أو أنشئ بثًا جديدًا
}.
refusal-needs-approval = يجب أن يعتمد شخص آخر البث { $id } قبل جدولته.
refusal-own-approval = أنت كاتب البث { $id }، فيجب أن يعتمده شخص آخر.
refusal-time-past = الوقت { $at } مضى (الوقت الآن { $now }): اختر وقتًا لاحقًا أو أرسله الآن.
refusal-time-missing = ليس للبث { $id } وقت قادم: حدد له وقتًا.
refusal-zone-unknown = «{ $zone }» ليست منطقة زمنية: اكتب مثلًا Asia/Amman.
refusal-cron-unreadable = «{ $cron }» ليس تعبير cron: اكتب خمسة حقول، مثل «0 9 * * 1-5».
refusal-cron-never = «{ $cron }» لا يأتي قبل نهايته: اكتب غيره.
refusal-until-past = النهاية { $until } مضت: اختر نهاية لاحقة أو احذفها.
refusal-audience-missing = لم تختر أحدًا: حدد من يصله البث أو اختر القنوات كلها.
refusal-audience-empty = { $gone ->
    [0] لا قناة يصلها هذا البث، إذ لا تجتمع الشروط التي اخترتها في أي قناة
   *[other] لا قناة يصلها هذا البث (عدد ما لم يعد الوصول إليه ممكنًا مما اخترته: { $gone })
}: اختر غيرها.
refusal-platform-unknown = «{ $platform }» ليست منصة مفعلة: اختر من { $platforms }.
refusal-channel-unknown = لا توجد قناة برقم { $channel }: الأمر «barqiya broadcast channels» يعرض أرقام القنوات.
refusal-segment-unknown = لا توجد شريحة باسم «{ $segment }». الموجود: { $segments }.
refusal-segment-name = «{ $segment }» لا يصلح اسمًا لشريحة: استعمل حروفًا وأرقامًا والعلامة «-»، بما لا يزيد على 40 علامة.
refusal-segment-circle = لا تضم الشريحة «{ $segment }» شرائح أخرى: اذكر القنوات نفسها.
refusal-language-unknown = «{ $language }» ليست لغة: اكتب رمزًا مثل ar أو en.
refusal-language-twice = هناك نسختان باللغة نفسها ({ $language }): أبق واحدة.
refusal-content-missing = لا نص بعد: اكتب عنوانًا أو نصًا.
refusal-text-too-long = النص أطول مما تقبله { desk-platform }: طوله { $length } والحد { $limit }. اختصره، أو اكتب لهذه المنصة نصًا أقصر.
refusal-headline-too-long = العنوان أطول مما تقبله { desk-platform }: طوله { $length } والحد { $limit }. اختصره.
refusal-too-many-buttons = الأزرار أكثر مما تقبله { desk-platform }: عددها { $length } والحد { $limit }. احذف بعضها.
refusal-button-label-too-long = نص أحد الأزرار أطول مما تقبله { desk-platform }: طوله { $length } والحد { $limit }. اختصره.
refusal-too-much-mark-up = المقاطع العريضة والمائلة والروابط أكثر مما تقبله { desk-platform }: عددها { $length } والحد { $limit }. احذف بعضها.
refusal-address-unreadable = { $line ->
    [0] «{ $sign }»
   *[other] السطر { $line }، الموضع { $column }: «{ $sign }»
} ليس عنوانًا: اكتب عنوانًا يبدأ بـ http أو https.
refusal-mark-up-open = السطر { $line }، الموضع { $column }: العلامة «{ $sign }» فُتحت ولم تُغلق. أغلقها في السطر نفسه، أو اكتب \{ $sign } إن أردت العلامة نفسها.
refusal-mark-up-empty = السطر { $line }، الموضع { $column }: لا شيء داخل «{ $sign }»: اكتب شيئًا أو احذفها.
refusal-variable-unknown = السطر { $line }، الموضع { $column }: لا يوجد متغير { $sign }. الموجود: { $variables }.
refusal-variable-open = السطر { $line }، الموضع { $column }: قوس فُتح ولم يُغلق. أغلقه أو اكتب \ قبله.
refusal-option-unreadable = «{ $value }» لا تصلح قيمة لـ { $option }: اكتب عددًا صحيحًا من { $least } إلى { $most }.
refusal-not-missed = لم يفت وقت من أوقات البث { $id }، فلا قرار مطلوب.
refusal-nothing-sent = لم يُرسل شيء من البث { $id } بعد: عدّله أو ألغه.
refusal-withdrawn = سُحب البث { $id }: أنشئ بثًا جديدًا.
refusal-nothing-failed = لم يفشل شيء من البث { $id }، فليس فيه ما يُعاد.
refusal-expired = انتهت مهلة البث { $id } في { $at }: أنشئ بثًا جديدًا لمن لم يصله.
refusal-run-unknown = لا يوجد إرسال رقم { $run } للبث { $id } بعد.

## Broadcasts: the dialogue of editors, and the audit log

command-broadcast = إعداد بث إلى قنوات كثيرة (للمحررين)
command-broadcasts = متابعة البث وإيقافه وتصحيحه (للمحررين)
command-audit = سجل ما فعله المحررون (للمشرفين)
parameter-broadcast = رقم البث الذي تريد فتحه، أو بث جديد إن لم تحدده

desk-not-yours = { $role ->
    [editor] هذا لمشرفي غرفة الأخبار وحدهم. إن احتجت إليه فاطلب من مالك النظام أن يغيّر دورك، ومعرّفك { $id }.
    [admin] هذا لمالك النظام وحده. معرّفك { $id }.
   *[other] هذا الأمر لمحرري غرفة الأخبار. إن كنت منهم فاطلب من أحد المشرفين أن يضيفك بالمعرّف { $id }.
}
desk-dialogue-over = انتهى هذا الحوار أو بدأه غيرك. أرسل /broadcasts لتفتح البث من جديد.
desk-changed-meanwhile = عدّل { $name } هذا البث بعد أن عُرض عليك، فلم أُغيّر شيئًا. هذا ما هو عليه الآن، فأعد ما أردته إن كان لازمًا.

desk-form-title = نص البث
desk-form-correct = تصحيح البث
desk-form-headline = العنوان
desk-form-body = النص
desk-form-body-how = **غامق** *مائل* [كلمات](https://example.com)
desk-form-image = رابط الصورة
desk-form-buttons = الأزرار، كل زر في سطر
desk-form-buttons-how = اقرأ المزيد | https://example.com

desk-state = الحالة
desk-state-draft = مسودة
desk-state-approved = معتمد
desk-state-scheduled = مجدول
desk-state-sending = يُرسل الآن
desk-state-paused = متوقف مؤقتًا
desk-state-finished = اكتمل
desk-state-cancelled = أُلغي
desk-state-expired = فات وقته
desk-text = النص
desk-count = العدد
desk-time = الموعد
desk-time-now = فور الضغط على «أرسل»
desk-time-recurring = متكرر ({ $cron }) بتوقيت { $zone }
desk-editor = آخر من عدّله
desk-approved-by = اعتمده
desk-missed = فات موعد هذا البث ولم يُرسل. قرر: أيُرسل الآن أم يُترك؟
desk-missed-short = (فات موعده وينتظر قرارًا)

desk-audience = الجمهور
desk-audience-all = القنوات كلها
desk-audience-without = { $include } دون { $exclude }
desk-audience-channels = { $count ->
    [zero] لا قناة
    [one] قناة واحدة بعينها
    [two] قناتان بعينهما
    [few] { $count } قنوات بعينها
    [many] { $count } قناة بعينها
   *[other] { $count } قناة بعينها
}
desk-audience-title = إلى من يُرسل؟
desk-audience-how = اختر منصات أو لغات أو مواضيع. من كل نوع اخترت منه لا بد أن يصدق واحد، وإن لم تختر شيئًا أُرسل إلى القنوات كلها.
desk-platform = { $platform ->
    [telegram] تيليغرام
    [discord] ديسكورد
    [web] صفحات الويب
   *[other] { $platform }
}
desk-estimate = { $count ->
    [zero] لا قناة
    [one] قناة واحدة ({ $platforms })، ومدة الإرسال { $duration } تقريبًا
    [two] قناتان ({ $platforms })، ومدة الإرسال { $duration } تقريبًا
    [few] { $count } قنوات ({ $platforms })، ومدة الإرسال { $duration } تقريبًا
    [many] { $count } قناة ({ $platforms })، ومدة الإرسال { $duration } تقريبًا
   *[other] { $count } قناة ({ $platforms })، ومدة الإرسال { $duration } تقريبًا
}

desk-day-title = متى يُرسل؟
desk-day = اليوم
desk-hour-title = في أي ساعة؟
desk-hour = الساعة
desk-today = اليوم
desk-tomorrow = غدًا
desk-zone = الأوقات بتوقيت { $zone }.
desk-when-form = موعد البث
desk-when-label = متى؟
desk-when-example = غدًا 09:00 أو بعد ساعتين أو الأحد القادم 18:30
desk-time-past = فات هذا الوقت: { $at }. اختر وقتًا لم يأت بعد، مثل «غدًا 09:00».
desk-time-far = هذا الوقت بعيد جدًا: { $at }. تحقق من السنة.
desk-time-unknown = لم أفهم «{ $typed }». اكتب مثلًا: غدًا 09:00 أو بعد ساعتين أو 2026-12-31T18:30

desk-options = طريقة الإرسال
desk-option-silent = بلا صوت
desk-option-silent-what = يصل دون تنبيه.
desk-option-pin = تثبيت
desk-option-pin-what = تُثبت الرسالة حيث يملك البوت الصلاحية.
desk-option-urgent = عاجل
desk-option-urgent-what = يسبق الأخبار، ولا ينتظر انتهاء ساعات الهدوء.

desk-preview-on = كما يظهر في { $platform }:
desk-test-arrived = أُرسلت نسخة التجربة إلى هنا.
desk-test-failed = لم تصل نسخة التجربة: { $words }
desk-approved = اعتُمد البث.
desk-send-title = هل أرسل؟
desk-sending = بدأ الإرسال.
desk-scheduled = جُدول البث.
desk-sent-already = بدأ إرسال هذا البث أو جُدول من قبل، ولن يُرسل مرتين.
desk-stop-sure = هل تلغيه؟ من لم يصله لن يصله، وما أُرسل يبقى.
desk-withdraw-sure = هل تسحبه؟ ستُحذف كل رسالة أُرسلت منه، ولن يصل أحدًا بعد الآن.
desk-done-pause = توقف الإرسال حيث وصل.
desk-done-resume = استؤنف الإرسال من حيث توقف.
desk-done-cancel = أُلغي البث.
desk-done-withdraw = بدأ سحب الرسائل.
desk-done-correct = بدأ تصحيح الرسائل التي أُرسلت.
desk-done-retry = { $count ->
    [zero] لا قناة تُعاد المحاولة معها.
    [one] أُعيدت المحاولة مع قناة واحدة.
    [two] أُعيدت المحاولة مع قناتين.
    [few] أُعيدت المحاولة مع { $count } قنوات.
    [many] أُعيدت المحاولة مع { $count } قناة.
   *[other] أُعيدت المحاولة مع { $count } قناة.
}
desk-none = لا بث بعد. لإعداد بث جديد أرسل /broadcast
desk-list-title = البث
desk-open = اختر بثًا لتفتحه

desk-progress-sent = وصل
desk-progress-failed = تعذر
desk-progress-skipped = تُرك
desk-reason = { $reason ->
    [too-long] أطول مما تقبله المنصة
    [too-large] أكبر مما تقبله المنصة
    [empty] لا نص فيه
    [mark-up] لم يُقبل تنسيقه
    [form] لم يُقبل تنسيقه
    [photo] لم تُقبل صورته
    [automod] منعته الرقابة الآلية (AutoMod)
    [harmful-link] فيه رابط يُعد ضارًا
    [channel-kind] قنوات لا تُنشر فيها الرسائل
    [no-embeds] تنقصني صلاحية «تضمين الروابط»
    [not-editable] لم يُقبل تعديله
    [refused] رفضته المنصة
    [expired] فات وقته
    [cancelled] أُلغي البث
    [withdrawn] سُحب البث
    [no-channel] لم تعد القناة مسجلة
    [merged] اندمجت القناة في قناة أخرى مسجلة
   *[other] { channel-trouble }
}
desk-progress-unknown = لا يُعرف هل وصل
desk-progress-remaining = الوقت المتبقي تقريبًا
desk-progress-correct = صُحح
desk-progress-withdraw = سُحب

desk-do-home = تحديث
desk-do-back = رجوع
desk-do-form = تعديل النص
desk-do-prev = معاينة
desk-do-aud = الجمهور
desk-do-when = الموعد
desk-do-opt = طريقة الإرسال
desk-do-test = تجربة هنا
desk-do-appr = اعتماد
desk-do-ask = إرسال…
desk-do-send = أرسل الآن
desk-do-schedule = جدوِل
desk-do-now = الآن
desk-do-type = اكتب الموعد
desk-do-stop = إلغاء…
desk-do-stopd = نعم، ألغِه
desk-do-pause = إيقاف مؤقت
desk-do-resum = استئناف
desk-do-corr = تصحيح
desk-do-wdraw = سحب…
desk-do-wdrwn = نعم، اسحبه
desk-do-retry = أعد المحاولة مع ما تعذر
desk-do-dsend = أرسله الآن
desk-do-dskip = اتركه

audit-changed = من { $before } إلى { $after }
audit-set = صار { $after }
audit-gone = كان { $before }
audit-none = السجل فارغ.
audit-title = آخر ما في السجل
audit-refused = رُفض
audit-failed = لم يتم
audit-more = السجل كله على الخادم بالأمر barqiya audit

command-people = من له دور في غرفة الأخبار، ومنح الأدوار (للمشرفين)
parameter-person = معرّف الشخص مثل telegram:12345، أو القائمة إن لم تحدده
parameter-role = محرر أو مشرف أو مالك، أو none لإزالة الدور
people-title = من لهم دور
people-how = لمنح دور أرسل مثلًا: /people 12345 editor ولإزالته: /people 12345 none
people-done = { $role ->
    [none] لم يعد لـ{ $id } دور.
    [editor] صار { $id } محررًا.
    [admin] صار { $id } مشرفًا.
   *[owner] صار { $id } مالكًا.
}
people-last-owner = هذا آخر مالك. اجعل غيره مالكًا أولًا.
people-owner-by-setting = { $id } مالك بحسب الإعداد BARQIYA_OWNER، ولا يغيّره إلا من يدير الخادم.
people-not-listed = ليس لـ{ $id } دور.
role-owner = مالك
role-admin = مشرف
role-editor = محرر

## Rights

person-lacks-right-here = { $platform ->
    [discord] هذا الأمر لمن يملك صلاحية «إدارة الخادم» (Manage Server) في هذا الخادم.
   *[other] هذا الأمر متاح هنا للمشرفين فقط.
}
person-lacks-right-there = { $platform ->
    [discord] تنقصك صلاحية «إدارة الخادم» (Manage Server) في الخادم الذي فيه «{ $place }».
   *[other] لست من مشرفي «{ $place }».
}
person-right-how = { $platform ->
    [discord] اطلب من مالك الخادم أن يمنحك إياها (إعدادات الخادم، ثم الأدوار)، ثم أعد إرسال الأمر.
   *[other] اطلب من المالك أن يضيفك مشرفًا (الإعدادات، ثم المشرفون، ثم إضافة مشرف)، ثم أعد إرسال الأمر.
}
bot-lacks-right-here = لا أملك صلاحية نشر الرسائل هنا.
bot-lacks-right-there = { $kind ->
    [forum] لا أملك صلاحية إنشاء المنشورات في «{ $place }».
   *[other] لا أملك صلاحية نشر الرسائل في «{ $place }».
}
bot-right-how = { $platform ->
    [discord] { $kind ->
        [forum] فعّل لي في إعدادات المنتدى، ضمن الأذونات: «عرض القناة» (View Channel) و«إنشاء منشورات» (Create Posts) و«تضمين الروابط» (Embed Links)، ثم أعد إرسال الأمر.
       *[other] فعّل لي في إعدادات القناة، ضمن الأذونات: «عرض القناة» (View Channel) و«إرسال الرسائل» (Send Messages) و«تضمين الروابط» (Embed Links)، ثم أعد إرسال الأمر.
    }
   *[other] أضفني مشرفًا (الإعدادات، ثم المشرفون) وفعّل صلاحية «نشر الرسائل»، ثم أعد إرسال الأمر.
}
place-unknown = لم أجد «{ $reference }»، أو لست عضوًا فيها. أضفني إليها مشرفًا وامنحني صلاحية نشر الرسائل، ثم أعد إرسال الأمر.

## A channel's public page

web-older = منشورات أقدم
web-newest = أحدث المنشورات
web-all = جميع المنشورات
web-permalink = رابط المنشور
web-corrected = صُحِّح هذا المنشور بعد نشره.
web-withdrawn = سُحب هذا المنشور.
web-empty = لم يُنشر شيء هنا بعد.
web-skip = انتقل إلى المنشورات
web-rss = خلاصة RSS
web-json-feed = خلاصة JSON
web-no-page = لا توجد صفحة بهذا العنوان
web-no-page-hint = تحقّق من العنوان، فربما سقط منه حرف أو تغيّر.
web-no-entry = لا يوجد منشور بهذا العنوان
web-no-entry-hint = ربما حُذف المنشور لقِدمه، أو نُسخ عنوانه ناقصًا.
web-away = الصفحة غير متاحة الآن
web-away-hint = نعمل على إعادتها، فأعد المحاولة بعد قليل.

## The demonstration page

stage-title = برقية: المنشور كما يراه القارئ
stage-lead = خبر واحد يدخل من المصدر، فيخرج على كل منصة بلغتها وشكلها. ما تراه هنا أرسلته الأداة نفسها التي ترسل إلى المنصات الحقيقية، غير أن المستقبِل على هذا الجهاز.
stage-live = مباشر
stage-stories = { $count ->
    [zero] لا أخبار بعد
    [one] خبر واحد
    [two] خبران
    [few] { $count } أخبار
    [many] { $count } خبرًا
   *[other] { $count } خبر
}
stage-posts = { $count ->
    [zero] لا منشورات
    [one] منشور واحد
    [two] منشوران
    [few] { $count } منشورات
    [many] { $count } منشورًا
   *[other] { $count } منشور
}
stage-waiting = لا منشورات بعد. تظهر هنا من تلقاء نفسها حين تصل.
stage-nothing-here = لا منشور هنا
stage-edited = معدَّل
stage-open-page = الصفحة العامة
platform-telegram = تيليغرام
platform-discord = ديسكورد
platform-web = صفحة الويب
