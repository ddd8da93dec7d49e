import { expect, it } from "vitest";
import { asciiDigits, writeDigits } from "../../src/arabic/digits.ts";

it.each([
	["latin", "٧٫٩ مليار و٥٠٪ و١٬٥٠٠", "7.9 مليار و50% و1,500"],
	["latin", "۱۲:۳۰ يوم ٢٢/٠٣/٢٠٢٣", "12:30 يوم 22/03/2023"],
	["latin", "#غزة_٢٠٢٣ و2023", "#غزة_٢٠٢٣ و2023"],
	["arabic", "7.9 مليار و50% و1,500.25", "٧٫٩ مليار و٥٠٪ و١٬٥٠٠٫٢٥"],
	["arabic", "22.03.2023 عند 12:30", "٢٢.٠٣.٢٠٢٣ عند ١٢:٣٠"],
	["arabic", "قمة G20 وطائرة F-16 و iPhone15", "قمة G20 وطائرة F-16 و iPhone15"],
	["arabic", "https://a.org/2023/1 و@desk24 و#غزة_2023 و5", "https://a.org/2023/1 و@desk24 و#غزة_2023 و٥"],
	["arabic", "۵ و5 و٥", "٥ و٥ و٥"],
] as const)("writes %s digits: %s", (digits, text, written) => {
	expect(writeDigits(text, digits)).toBe(written);
});

it("reads every set of digits and its signs as ASCII", () => {
	expect(asciiDigits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ０１２ ٥٪ ٧٫٩ ١٬٠٠٠")).toBe(
		"0123456789 0123456789 012 5% 7.9 1,000",
	);
});
