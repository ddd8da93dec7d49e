import type { Progress } from "../../broadcasts/port.ts";
import type { Broadcast } from "../../domain/broadcast.ts";
import { buildAnswer } from "../../message/answer.ts";
import type { Span } from "../../message/message.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command, ReadCall } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import { quoteTyped } from "../typed/typed.ts";
import { openDialogue, sayNotYours } from "./broadcast.ts";
import { describeTime } from "./describe.ts";
import { notice } from "./turn.ts";

const mostShown = 10;

/** `/broadcasts`: the newest, how far they are, and a way into each. */
export const broadcasts: Command = {
	name: "broadcasts",
	description: "command-broadcasts",
	words: ["قائمة البث"],
	use: "staff",
	parameters: [],
	async run(call, deps) {
		const { desk, sentences } = deps;
		const by = await desk.actor({ platform: call.platform, ...call.person });
		if ((await desk.permit(by, "broadcast.view", "broadcasts")) !== undefined) {
			return buildReply("person", call.locale, [sayNotYours(call.locale, by, deps)]);
		}
		const found = await desk.broadcasts.list({ limit: mostShown });
		if (found.length === 0) {
			return buildReply("person", call.locale, [sentences.say(call.locale, "desk-none")]);
		}
		const shown = await Promise.all(
			found.map(async (broadcast) => {
				const answer = broadcast.run === undefined ? undefined : await desk.broadcasts.show(broadcast.id);
				return { broadcast, progress: answer?.ok === true ? answer.progress : undefined };
			}),
		);
		const items = shown.map(({ broadcast, progress }) => describe(broadcast, progress, call, deps));
		const options = found.map(({ id, name }) => ({
			value: id,
			label: quoteTyped(name) || id,
			chosen: false,
		}));
		return {
			messages: [
				buildAnswer(call.locale, [
					{ kind: "headline", text: sentences.say(call.locale, "desk-list-title") },
					{ kind: "list", items },
				]),
			],
			visibility: "person",
			controls: [
				[
					{
						kind: "choose",
						name: sentences.say(call.locale, "desk-open"),
						does: "broadcasts:open",
						options,
						many: false,
					},
				],
			],
		};
	},
	async press(call, deps) {
		const by = await deps.desk.actor({ platform: call.platform, ...call.person });
		const [id = ""] = call.values;
		const refused = await deps.desk.permit(by, "broadcast.view", `broadcast ${id}`);
		if (refused !== undefined) return notice(sayNotYours(call.locale, by, deps));
		return openDialogue(id, call, by, deps);
	},
};

function describe(
	{ name, id, state, time, missedAt }: Broadcast,
	progress: Progress | undefined,
	{ locale }: ReadCall,
	deps: CommandDeps,
): readonly Span[] {
	const { sentences } = deps;
	const done = progress === undefined ? "" : ` ${progress.recipients - progress.open}/${progress.recipients}`;
	const when = state === "scheduled" ? ` (${describeTime(time, { locale, deps })})` : "";
	const asks = missedAt === undefined ? "" : ` ${sentences.say(locale, "desk-missed-short")}`;
	return [
		{ text: quoteTyped(name) || id, bold: true },
		{ text: `: ${sentences.say(locale, `desk-state-${state}`)}${done}${when}${asks}` },
	];
}
