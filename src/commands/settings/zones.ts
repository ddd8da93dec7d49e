import { isTimeZone } from "../../calendar/zone.ts";
import type { TimeZone } from "../../domain/time.ts";
import { findClosest } from "../typed/closest.ts";
import { findNamed, type Named } from "../typed/names.ts";

/** A zone as people write it: by its name, its city, or the city's Arabic name; or the labels most like what was written. */
export function readZone(
	typed: string,
): { kind: "zone"; zone: TimeZone } | { kind: "unknown"; closest: readonly string[] } {
	const named = findNamed(typed, namedZones());
	if (named !== undefined) return { kind: "zone", zone: named };
	// Names of earlier times, such as Asia/Calcutta, are known to the runtime and in no list.
	const proper = typed.includes("/") && isTimeZone(typed);
	if (proper) return { kind: "zone", zone: typed };
	return { kind: "unknown", closest: findClosest(typed, namedZones()) };
}

/** Cities of Arabic readers, where the zone's name does not say the city or says it in Latin letters alone. */
const arabicCities: Readonly<Record<TimeZone, readonly string[]>> = {
	"Asia/Riyadh": ["الرياض", "مكة", "جدة", "السعودية"],
	"Africa/Cairo": ["القاهرة", "مصر"],
	"Asia/Amman": ["عمّان", "الأردن"],
	"Asia/Beirut": ["بيروت", "لبنان"],
	"Asia/Damascus": ["دمشق", "سوريا", "سورية"],
	"Asia/Baghdad": ["بغداد", "العراق"],
	"Asia/Kuwait": ["الكويت"],
	"Asia/Qatar": ["الدوحة", "قطر"],
	"Asia/Bahrain": ["المنامة", "البحرين"],
	"Asia/Dubai": ["دبي", "أبوظبي", "الإمارات"],
	"Asia/Muscat": ["مسقط"],
	"Asia/Aden": ["عدن", "صنعاء", "اليمن"],
	"Asia/Gaza": ["غزة"],
	"Asia/Hebron": ["الخليل", "رام الله"],
	"Asia/Jerusalem": ["القدس"],
	"Africa/Khartoum": ["الخرطوم", "السودان"],
	"Africa/Tripoli": ["طرابلس", "ليبيا"],
	"Africa/Tunis": ["تونس"],
	"Africa/Algiers": ["الجزائر"],
	"Africa/Casablanca": ["الدار البيضاء", "الرباط", "المغرب"],
	"Africa/Nouakchott": ["نواكشوط", "موريتانيا"],
	"Africa/Mogadishu": ["مقديشو", "الصومال"],
	"Africa/Djibouti": ["جيبوتي"],
	"Indian/Comoro": ["موروني", "جزر القمر"],
	"Europe/Istanbul": ["إسطنبول", "تركيا"],
	"Europe/London": ["لندن"],
	"Europe/Paris": ["باريس"],
	"Europe/Berlin": ["برلين"],
	"America/New_York": ["نيويورك"],
	UTC: ["غرينتش", "GMT"],
};

let zones: readonly Named<TimeZone>[] | undefined;

/** Built when somebody first asks: there are some 400. */
function namedZones(): readonly Named<TimeZone>[] {
	zones ??= [...new Set([...Object.keys(arabicCities), ...Intl.supportedValuesOf("timeZone")])].map(
		(zone) => ({
			value: zone,
			label: zone,
			names: [zone, zone.split("/").at(-1) ?? zone, ...(arabicCities[zone] ?? [])],
		}),
	);
	return zones;
}
