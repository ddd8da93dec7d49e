import fc from "fast-check";
import { expect, it } from "vitest";
import { detectLanguage } from "../../src/arabic/language.ts";
import { anyText } from "./any-text.ts";

it.each([
	["ar", "أعلنت الوزارة أمس بدء العمل بالنظام الجديد"],
	["ar", "مقتل 5 أشخاص"],
	["ar", "رئیس الوزراء یلتقی نظیره الترکی فی القاهرة الیوم"],
	["ar", "گوتيريش: الوضع في غزة كارثي"],
	["ar", "شركة OpenAI تطلق نموذجا جديدا"],
	["fa", "رئیس‌جمهور در دیدار با وزیر خارجه گفت که این توافق به سود هر دو کشور است"],
	["ar", "قائد الجیش یزور طهران"],
	["fa", "ايران در مذاكرات وين شركت مي كند"],
	[
		"fa",
		"دولت بودجه سال آينده را به مجلس ارائه كرد و رئيس جمهور گفت كه اين بودجه با هدف كاهش تورم و افزايش اشتغال تدوين شده است",
	],
	["fa", "البته این خبر تأیید نشده است"],
	["en", "Breaking: غزة"],
	["fa", "قیمت دلار امروز چقدر شد؟"],
	["ur", "وزیراعظم نے کہا ہے کہ ملک میں انتخابات وقت پر ہوں گے"],
	["ckb", "سەرۆکی هەرێمی کوردستان لەگەڵ وەزیری دەرەوە کۆبووەوە"],
	["he", "ראש הממשלה נפגש עם שר החוץ"],
	["en", "The prime minister met the foreign minister on Monday"],
	["fr", "Le premier ministre a rencontré le ministre des affaires étrangères dans la capitale"],
	["de", "Der Minister hat sich mit dem Kanzler in der Stadt getroffen und ist nicht"],
	["es", "El ministro se reunió con el presidente en la capital y los demás"],
	["tr", "Başbakan ile dışişleri bakanı bir toplantı için bu sabah daha geç geldi ve"],
	["ru", "Министр встретился с президентом"],
	["zh", "总理会见了外交部长"],
	["und", "12:30 — 22/03/2023 …"],
	["und", ""],
])("finds %s in: %s", (language, text) => {
	expect(detectLanguage(text)).toBe(language);
});

it("gives a primary tag for any text", () => {
	fc.assert(
		fc.property(anyText(), (text) => {
			expect(detectLanguage(text)).toMatch(/^[a-z]{2,3}$/);
		}),
	);
});
