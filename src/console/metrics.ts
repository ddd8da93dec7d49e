/** A family of figures. Names are `[a-z_][a-z0-9_]*`; a counter's ends in `_total`, a unit is part of the name. */
export type Metric = {
	name: string;
	/** One English sentence. */
	help: string;
	type: "counter" | "gauge";
	samples: readonly { labels?: Readonly<Record<string, string>>; value: number }[];
};

/** Prometheus' text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/). */
export function renderMetrics(metrics: readonly Metric[]): string {
	return metrics
		.filter(({ samples }) => samples.length > 0)
		.flatMap(({ name, help, type, samples }) => [
			`# HELP ${name} ${escapeText(help)}`,
			`# TYPE ${name} ${type}`,
			...samples.map(({ labels = {}, value }) => `${name}${renderLabels(labels)} ${renderValue(value)}`),
		])
		.map((line) => `${line}\n`)
		.join("");
}

function renderLabels(labels: Readonly<Record<string, string>>): string {
	const pairs = Object.entries(labels).map(
		([name, value]) => `${name}="${escapeText(value).replaceAll('"', '\\"')}"`,
	);
	return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function renderValue(value: number): string {
	if (Number.isNaN(value)) return "NaN";
	if (Number.isFinite(value)) return String(value);
	return value > 0 ? "+Inf" : "-Inf";
}

function escapeText(text: string): string {
	return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}
