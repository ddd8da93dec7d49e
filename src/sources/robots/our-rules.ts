/** Of one group; the longest files in the wild have a few hundred. */
const mostRules = 1_000;
/** Characters of a rule, percent-encoded; no path of a page is as long. */
const longestRule = 1_000;
/** Characters of all rules of a group, which are remembered for a day. */
const mostLength = 60_000;
/** The same of those with a `*` in them: each character is compared with each place of a path. */
const mostWildcards = 30_000;

type Group = { lines: string[]; length: number; wildcards: number };

/**
 * Of a robots.txt the rules that may concern us, as a robots.txt: those for `name` and those for `*`, without what only
 * takes time. Rules for others would be kept once for each of their names, and a row of `*` means what one does.
 */
export function pickOurRules(text: string, name: string): string {
	const groups = new Map([name.toLowerCase(), "*"].map((agent): [string, Group] => [agent, newGroup()]));
	let named: Group[] = [];
	let isNaming = false;
	for (const [line] of text.matchAll(/[^\r\n]+/gu)) {
		const field = readField(line);
		if (field === undefined) continue;
		const { key, value } = field;
		if (key === "user-agent") {
			if (!isNaming) named = [];
			const group = groups.get(agentOf(value));
			if (group !== undefined && !named.includes(group)) named.push(group);
		} else for (const group of named) addRule(group, key, value);
		isNaming = key === "user-agent";
	}
	return [...groups]
		.filter(([, { lines }]) => lines.length > 0)
		.flatMap(([agent, { lines }]) => [`User-agent: ${agent}`, ...lines])
		.join("\n");
}

function newGroup(): Group {
	return { lines: [], length: 0, wildcards: 0 };
}

/** `Key: value # comment`; undefined for a line that is none. */
function readField(line: string): { key: string; value: string } | undefined {
	const [written = ""] = line.split("#", 1);
	const colon = written.indexOf(":");
	const key = written.slice(0, Math.max(0, colon)).trim().toLowerCase();
	return key === "" ? undefined : { key, value: written.slice(colon + 1).trim() };
}

/** Without the version behind it. */
function agentOf(value: string): string {
	const [agent = ""] = value.split("/", 1);
	return agent.trim().toLowerCase();
}

function addRule(group: Group, key: string, value: string): void {
	if (!ruleKeys.has(key) || group.lines.length === mostRules) return;
	const rule = encode(value.replace(/\*{2,}/gu, "*"));
	if (rule === undefined || rule.length > longestRule) return;
	const length = group.length + rule.length;
	const wildcards = group.wildcards + (rule.includes("*") ? rule.length : 0);
	if (length > mostLength || wildcards > mostWildcards) return;
	group.lines.push(`${key}: ${rule}`);
	group.length = length;
	group.wildcards = wildcards;
}

const ruleKeys = new Set(["allow", "disallow", "crawl-delay"]);

function encode(rule: string): string | undefined {
	try {
		return encodeURI(rule).replaceAll("%25", "%");
	} catch {
		return undefined;
	}
}
