import { expect, it } from "vitest";
import { buildModal } from "../../../../adapters/discord/commands/modal.ts";

function placeholderOf(label: string, placeholder: string): string | undefined {
	const field = { name: "body", label, placeholder };
	const [row] = buildModal({ does: "x", title: label, fields: [field] }).components;
	const [input] = row !== undefined && "components" in row ? row.components : [];
	return input !== undefined && "placeholder" in input ? input.placeholder : undefined;
}

it("an example in a field stands in order, in the direction of the field's own language", () => {
	const address = "\u2068https://a.example\u2069";
	expect(placeholderOf("النص", "اقرأ المزيد | https://a.example")).toBe(`اقرأ المزيد | ${address}`);
	expect(placeholderOf("Text", "Read more | https://a.example")).toBe("Read more | https://a.example");
});
