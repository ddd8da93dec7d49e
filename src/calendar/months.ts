/** How a month is called: each list has twelve names, January (or Muharram) first, in the spelling that we write. */
export const gregorianMonths = [
	"يناير",
	"فبراير",
	"مارس",
	"أبريل",
	"مايو",
	"يونيو",
	"يوليو",
	"أغسطس",
	"سبتمبر",
	"أكتوبر",
	"نوفمبر",
	"ديسمبر",
] as const;

export const levantineMonths = [
	"كانون الثاني",
	"شباط",
	"آذار",
	"نيسان",
	"أيار",
	"حزيران",
	"تموز",
	"آب",
	"أيلول",
	"تشرين الأول",
	"تشرين الثاني",
	"كانون الأول",
] as const;

export const maghrebiMonths = [
	"جانفي",
	"فيفري",
	"مارس",
	"أفريل",
	"ماي",
	"جوان",
	"جويلية",
	"أوت",
	"سبتمبر",
	"أكتوبر",
	"نوفمبر",
	"ديسمبر",
] as const;

export const hijriMonths = [
	"محرم",
	"صفر",
	"ربيع الأول",
	"ربيع الآخر",
	"جمادى الأولى",
	"جمادى الآخرة",
	"رجب",
	"شعبان",
	"رمضان",
	"شوال",
	"ذو القعدة",
	"ذو الحجة",
] as const;

export const englishMonths = [
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December",
] as const;

/** Sunday first, as `Date` counts them. */
export const weekdays = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"] as const;

export const englishWeekdays = [
	"Sunday",
	"Monday",
	"Tuesday",
	"Wednesday",
	"Thursday",
	"Friday",
	"Saturday",
] as const;

/** Further spellings that outlets print, month by month; names in feeds of other languages among them. */
export const gregorianSpellings: readonly (readonly string[])[] = [
	["كانون ثاني", "كانون ثان", "ينار", "jan", "janvier", "janv", "ιαν", "ιανουαρίου", "január"],
	[
		"فبرائر",
		"فيبراير",
		"فيفرى",
		"feb",
		"février",
		"fevrier",
		"févr",
		"fevr",
		"fév",
		"φεβ",
		"φεβρουαρίου",
		"február",
	],
	["مارت", "mar", "mars", "μάρ", "μαρ", "μαρτίου", "március"],
	["أفريل", "افريل", "apr", "avril", "avr", "απρ", "απριλίου", "április"],
	["مايس", "ماى", "mai", "μάι", "μαϊ", "μάϊ", "μαΐου", "május"],
	["يونيه", "يونية", "جوان", "jun", "juin", "ιούν", "ιουν", "ιουνίου", "június"],
	["يوليه", "يولية", "جولية", "يوليوز", "jul", "juillet", "juil", "ιούλ", "ιουλ", "ιουλίου", "július"],
	["غشت", "أغشت", "أغسطوس", "أوت", "aug", "août", "aout", "αύγ", "αυγ", "αυγούστου", "augusztus"],
	["شتنبر", "شتمبر", "sep", "sept", "septembre", "σεπ", "σεπτεμβρίου", "szeptember"],
	["تشرين أول", "أوكتوبر", "oct", "octobre", "οκτ", "οκτωβρίου", "október"],
	["تشرين ثاني", "تشرين ثان", "نونبر", "نوفبر", "nov", "novembre", "νοέ", "νοε", "νοεμβρίου"],
	["كانون أول", "دجنبر", "دجمبر", "دسمبر", "dec", "décembre", "decembre", "déc", "δεκ", "δεκεμβρίου"],
];

export const hijriSpellings: readonly (readonly string[])[] = [
	["المحرم", "محرم الحرام"],
	["صفر الخير"],
	["ربيع أول", "ربيع1"],
	["ربيع الثاني", "ربيع ثاني", "ربيع ثان", "ربيع آخر"],
	["جمادى الأول", "جمادى أولى", "جماد الأول", "جماد أول", "جمادي الأولى"],
	["جمادى الآخر", "جمادى الثانية", "جمادى الثاني", "جماد الثاني", "جماد الآخر", "جماد ثاني", "جمادى ثانية"],
	["رجب الفرد", "رجب المرجب"],
	["شعبان المعظم", "shaaban"],
	["رمضان المبارك"],
	["شوّال"],
	["ذي القعدة", "ذوالقعدة", "ذيالقعدة", "ذو قعدة"],
	["ذي الحجة", "ذوالحجة", "ذيالحجة", "ذو حجة"],
];

export const weekdaySpellings: readonly (readonly string[])[] = [
	["أحد", "sun", "dimanche", "dim", "κυρ"],
	["الإثنين", "اثنين", "الأثنين", "الاتنين", "mon", "lundi", "lun", "δευ"],
	["ثلاثاء", "الثلثاء", "التلاتاء", "tue", "tues", "mardi", "τρι"],
	["أربعاء", "الاربع", "wed", "weds", "mercredi", "mer", "τετ"],
	["خميس", "thu", "thur", "thurs", "jeudi", "jeu", "πεμ"],
	["جمعة", "fri", "vendredi", "ven", "παρ"],
	["سبت", "sat", "samedi", "sam", "σαβ"],
];

export const englishHijriMonths = [
	"Muharram",
	"Safar",
	"Rabi I",
	"Rabi II",
	"Jumada I",
	"Jumada II",
	"Rajab",
	"Shaban",
	"Ramadan",
	"Shawwal",
	"Dhul Qadah",
	"Dhul Hijjah",
] as const;
