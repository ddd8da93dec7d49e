/** A template that an owner may take as it is, or begin with. */
export type ReadyTemplate = {
	/** What a channel's look keeps. */
	name: string;
	/** What else people call it. */
	names: readonly string[];
	/** The sentence that says how its posts look. */
	description: string;
	text: string;
};

/** In the order in which they are offered; the first is what a channel without a template has. */
export const readyTemplates: readonly ReadyTemplate[] = [
	{
		name: "card",
		names: ["standard", "default", "بطاقة", "البطاقة", "عادي", "أساسي"],
		description: "template-card",
		text: `# {{ headline }}
{{ date }}

{{ lead }}

{{ source }}`,
	},
	{
		name: "headline",
		names: ["title", "العنوان", "عنوان", "العنوان وحده", "عناوين"],
		description: "template-headline",
		text: "# {{ headline }}",
	},
	{
		name: "brief",
		names: ["short", "موجز", "مختصر", "بلا مصدر"],
		description: "template-brief",
		text: `# {{ headline }}

{{ lead }}`,
	},
	{
		name: "breaking",
		names: ["urgent", "عاجل", "العاجل"],
		description: "template-breaking",
		// The badge stands where the outlet itself says so: a channel must not call everything breaking.
		text: `# {% if breaking_word %}🔴 {{ breaking_word }} | {% endif %}{{ headline }}

{{ date | time }} · *{{ source }}*`,
	},
	{
		name: "compact",
		names: ["hashtags", "مدمج", "وسوم", "بالوسوم"],
		description: "template-compact",
		text: `# {{ headline }}
{{ lead | truncate: 160 }}

{{ date | numeric }} · _{{ source }}_

{{ hashtags }}`,
	},
];

export function findReadyTemplate(name: string): ReadyTemplate | undefined {
	return readyTemplates.find((template) => template.name === name);
}
