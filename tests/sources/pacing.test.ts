import { describe, expect, it } from "vitest";
import { nextVisit } from "../../src/sources/pacing.ts";

describe("nextVisit", () => {
	it("gives the sources of one host their places in a line, and others none", () => {
		const addresses = [
			"https://a.example/1",
			"https://a.example/2",
			"https://b.example/1",
			"https://a.example/3",
			"notes.txt",
		];
		let times: ReadonlyMap<string, number> = new Map();
		const visits = addresses.map((address) => {
			const visit = nextVisit(times, address, { now: 1000, gapMs: 50 });
			times = visit.times;
			return visit.at;
		});
		expect(visits).toEqual([1000, 1050, 1000, 1100, 1000]);
	});

	it("forgets hosts that may be asked again", () => {
		const { times } = nextVisit(new Map([["old.example", 10]]), "https://a.example/", {
			now: 1000,
			gapMs: 50,
		});
		expect([...times.keys()]).toEqual(["a.example"]);
	});
});
