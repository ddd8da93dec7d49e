import type { Source } from "../../domain/source.ts";
import type { Config } from "../config/config.ts";

/** The source of an input that was given by hand: a file or an address that is none of the sources, or is read as one of them. */
export function adHocSource(
	location: string,
	sourceId: string | undefined,
	config: Config,
	sources: readonly Source[] = [],
): Source {
	const known = sources.find(({ id }) => id === sourceId);
	return {
		id: sourceId ?? "by-hand",
		name: known?.name ?? "",
		location,
		kind: known?.kind ?? "auto",
		timeZone: known?.timeZone ?? config.options.BARQIYA_TIME_ZONE,
		every: 300_000,
		topics: known?.topics ?? [],
		...(known?.selectors === undefined ? {} : { selectors: known.selectors }),
		...(known?.onlyByName === undefined ? {} : { onlyByName: known.onlyByName }),
		...(known?.addedId === undefined ? {} : { addedId: known.addedId }),
	};
}
