import { AppError } from "../../domain/errors.ts";
import { secretsOfAddress } from "../../sources/address-secrets.ts";
import { passwordsIn } from "../../store/redis/redis-url.ts";
import { type OptionName, options } from "./options.ts";
import { type OptionValues, readOptions } from "./read-options.ts";
import { readSourceFile, type SourceFile } from "./source-file.ts";

/** Everything that was set, read once and frozen. */
export type Config = SourceFile & { readonly options: OptionValues };

/** All that is wrong with the settings, for a person; the program ends with exit code 2. */
export type ConfigRead = { kind: "ok"; config: Config } | { kind: "invalid"; problems: readonly string[] };

export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigRead {
	const read = readOptions(environment);
	const zone = read.kind === "ok" ? read.values.BARQIYA_TIME_ZONE : "UTC";
	const path = read.kind === "ok" ? read.values.BARQIYA_SOURCES : (environment.BARQIYA_SOURCES ?? "");
	const file = readSourceFile(path, zone);
	const problems = [read, file].flatMap((part) => (part.kind === "invalid" ? part.problems : []));
	if (read.kind === "invalid" || file.kind === "invalid") return { kind: "invalid", problems };
	return { kind: "ok", config: Object.freeze({ ...file.file, options: read.values }) };
}

/** The same for commands that cannot go on without it. Throws `BQ_CONFIG_INVALID` with every problem. */
export function requireConfig(environment: Readonly<Record<string, string | undefined>>): Config {
	const read = readConfig(environment);
	if (read.kind === "ok") return read.config;
	throw new AppError(
		"BQ_CONFIG_INVALID",
		`config: ${read.problems.length} problem(s)\n${read.problems.map((problem) => `  - ${problem}`).join("\n")}`,
	);
}

/** The values of all secrets that are set, and the logins and keys of sources; for the log to hide. */
export function secretsOf({ options: values, sources }: Pick<Config, "options" | "sources">): string[] {
	const set = Object.entries(options).flatMap(([name, option]) => {
		const value = values[name as OptionName];
		if (!("secret" in option) || typeof value !== "string") return [];
		return [value, ...passwordsIn(value)];
	});
	return [...set, ...sources.flatMap(({ location }) => secretsOfAddress(location))];
}
