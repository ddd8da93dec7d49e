import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { AppError, errorCatalogue } from "../../domain/errors.ts";
import { silentLog } from "../../domain/log.ts";
import type { Source } from "../../domain/source.ts";
import { createConnection } from "../../store/redis/connection.ts";
import type { Config } from "../config/config.ts";
import { options } from "../config/options.ts";
import { type Core, openCore } from "../core.ts";
import { platforms } from "../platforms.ts";

/** One thing that was looked at. `advice` says what to do where it is not well. */
export type Finding = { ok: boolean; what: string; advice?: string };

/** How long Redis may take to answer before it counts as away; and to tell all that the doctor asks it. */
const patienceMs = 5_000;
const longestMs = 60_000;
/** Beyond this the dates in the log mislead; delivery itself goes by Redis's clock. */
const clockToleranceMs = 2_000;

/** Looks at everything that barqiya stands on. Never throws for what it finds. */
export async function examine(config: Config): Promise<Finding[]> {
	const findings = await Promise.all([examineTokens(config), examineStore(config)]);
	return findings.flat();
}

async function examineTokens(config: Config): Promise<Finding[]> {
	const asked = platforms
		.filter((row) => row.token !== undefined)
		.map(async (row): Promise<Finding> => {
			if (!row.isOn(config.options)) {
				return { ok: true, what: `${row.name}: off (${row.token} is not set)` };
			}
			const problem = await row.checkToken?.(config.options);
			if (problem === undefined) return { ok: true, what: `${row.name}: the token is good` };
			return { ok: false, what: problem.message, advice: errorCatalogue[problem.code] };
		});
	return Promise.all(asked);
}

async function examineStore(config: Config): Promise<Finding[]> {
	const away = await examineConnection(config.options.REDIS_URL);
	if (away !== undefined) return [away];
	const opened = await openCore(config, silentLog).catch((error: Error) => error);
	if (opened instanceof Error) {
		const advice = opened instanceof AppError ? opened.advice : errorCatalogue.BQ_REDIS_UNREACHABLE;
		return [{ ok: false, what: opened.message, advice }];
	}
	const findings: Finding[] = [{ ok: true, what: "redis: answers" }];
	async function lookOn(core: Core): Promise<"done"> {
		findings.push(...(await examineRedisSettings(core)), examineClock(core));
		findings.push(...(await examineSources(core)));
		findings.push(...(await examineChannels(core)));
		return "done";
	}
	try {
		// A part of a Cluster may be away while the rest answers.
		const end = await Promise.race([lookOn(opened), setTimeout(longestMs, "late", { ref: false })]);
		if (end === "late") {
			const what = `redis: what was asked had no answer within ${longestMs / 1_000} s`;
			findings.push({ ok: false, what, advice: errorCatalogue.BQ_REDIS_UNREACHABLE });
		}
		return findings;
	} finally {
		await opened.stop();
	}
}

/** A Redis that is named and does not answer, or not with what was asked. The program would wait for it; the doctor does not. */
async function examineConnection(url: string | undefined): Promise<Finding | undefined> {
	if (url === undefined) return undefined;
	const connection = createConnection(url, { log: silentLog });
	const problem = await Promise.race([
		Promise.race([connection.redis.ping(), connection.refused]).then(
			() => undefined,
			({ message }: Error): Finding => ({
				ok: false,
				what: `redis: ${message}`,
				advice: errorCatalogue.BQ_REDIS_REFUSED,
			}),
		),
		setTimeout(patienceMs).then(() => noAnswer(connection.trouble())),
	]);
	await connection.stop();
	return problem;
}

function noAnswer(trouble: string | undefined): Finding {
	const why = trouble === undefined ? "" : `: ${trouble}`;
	return {
		ok: false,
		what: `redis: no answer within ${patienceMs / 1_000} s${why}`,
		advice: errorCatalogue.BQ_REDIS_UNREACHABLE,
	};
}

const wantedSettings: Record<string, string> = {
	"maxmemory-policy": "noeviction",
	appendonly: "yes",
	appendfsync: "always",
};

async function examineRedisSettings({ connection }: Core): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const [setting, wanted] of Object.entries(wantedSettings)) {
		for (const { node, value } of await connection.readSetting(setting)) {
			const need = value === wanted ? "" : `, ${wanted} is needed`;
			// A hosted Redis may forbid CONFIG: then nobody can tell, which is not the same as wrong.
			findings.push({
				ok: value === undefined || value === wanted,
				what: `${node}: ${setting} is ${value ?? "not shown"}${need}`,
				advice: errorCatalogue.BQ_REDIS_SETTINGS,
			});
		}
	}
	return findings;
}

function examineClock({ clock }: Core): Finding {
	const ahead = Date.now() - clock.now();
	const off = Math.abs(ahead) > clockToleranceMs;
	return {
		ok: !off,
		what: off
			? `clock: this machine is ${Math.round(ahead / 1_000)} s ${ahead > 0 ? "ahead of" : "behind"} Redis's`
			: "clock: agrees with Redis's",
		advice: "Set the clock, e.g. with systemd-timesyncd or chrony; delivery goes by Redis's clock meanwhile.",
	};
}

async function examineSources({ catalogue, config, health }: Core): Promise<Finding[]> {
	const sources = await catalogue.all();
	const file = config.options.BARQIYA_SOURCES;
	// The usual one may be missing: sources can be added without it. One that was named was meant to be there.
	if (file !== options.BARQIYA_SOURCES.default && !existsSync(file)) {
		const what = `sources: BARQIYA_SOURCES names ${file}, which is not there`;
		return [{ ok: false, what, advice: errorCatalogue.BQ_FILE_UNREADABLE }];
	}
	if (sources.length === 0) return [{ ok: true, what: `sources: none (${file} lists none)` }];
	const known = await health.all();
	const listed = sources.filter(({ onlyByName }) => onlyByName !== true);
	const brought = sources.length - listed.length;
	const failing = sources.filter(({ id, onlyByName }) => onlyByName && known.get(id)?.problem !== undefined);
	// People's own come and go: they are counted, and `barqiya source list` names them.
	const counted = {
		ok: true,
		what: `sources that people brought: ${brought}, of which ${failing.length} fail`,
	};
	return [...listed.map(examineSource), ...(brought === 0 ? [] : [counted])];

	function examineSource({ id }: Source): Finding {
		const problem = known.get(id)?.problem;
		if (problem === undefined)
			return { ok: true, what: `source ${id}: ${known.has(id) ? "well" : "not checked yet"}` };
		const advice = errorCatalogue[problem.code as keyof typeof errorCatalogue];
		return {
			ok: false,
			what: `source ${id}: ${problem.message}`,
			...(advice === undefined ? {} : { advice }),
		};
	}
}

/** Channels that cannot be read, and what sends have taught: where the bot lacks a right or cannot post any more. */
async function examineChannels(core: Core): Promise<Finding[]> {
	const findings: Finding[] = [];
	const unreadable = ({ message }: Error) => {
		findings.push({ ok: false, what: message, advice: errorCatalogue.BQ_STORED_VALUE_INVALID });
	};
	for (const { name } of core.platforms) {
		const lanes = await core.channels.laneCount(name);
		for (let lane = 0; lane < lanes; lane++) {
			for (const { id, title, state } of (await core.channels.lane(name, lane, unreadable)).values()) {
				if (state.kind === "active") continue;
				findings.push({
					ok: false,
					what: `channel ${id} (${title}) is ${state.kind}: ${state.reason}`,
					advice:
						state.kind === "gone"
							? "Add the bot again; its subscriptions come back with it."
							: "Let the bot post there; it is tried again daily.",
				});
			}
		}
	}
	return findings;
}
