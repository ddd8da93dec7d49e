import { Command, Option } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { decideDelivery, deliveriesIn } from "../app/operate/deliveries.ts";
import type { ListedDelivery } from "../delivery/list-deliveries.ts";
import type { DeliveryStateKind } from "../domain/delivery.ts";
import { AppError } from "../domain/errors.ts";

const states: readonly DeliveryStateKind[] = ["unknown", "failed", "skipped", "pending", "sending", "sent"];

/** What a person reads when a decision could not be taken. */
const refusals = {
	"no-such-delivery": "this post was never planned for this channel, or is older than two weeks",
	"not-unknown": "this delivery is not unknown; `barqiya deliveries` lists those that are",
	"too-old": "its post is too old to be sent; once somebody has looked there, settle it with `sent`",
} as const;

export function deliveriesCommand(): Command {
	const command = new Command("deliveries")
		.description("list deliveries in a state, and decide those of which nobody knows whether they arrived")
		.addOption(new Option("--state <state>", "the state").choices(states).default("unknown"))
		.option("--json", "as JSON")
		.action(async ({ state, json }: { state: DeliveryStateKind; json?: true }) => {
			const found = await deliveriesIn(state, requireConfig(process.env));
			const text = json
				? JSON.stringify(found, null, 2)
				: [...found.map(line), `${found.length} ${state}`].join("\n");
			process.stdout.write(`${text}\n`);
		});
	command
		.command("resolve")
		.description("say that an unknown delivery was seen to have arrived (sent), or send it once more (again)")
		.argument("<post>", "the post's id")
		.argument("<channel>", "the channel's id")
		.argument("<decision>", "sent or again")
		.action(async (post: string, channel: string, decision: string) => {
			if (decision !== "sent" && decision !== "again") {
				throw new AppError("BQ_USAGE", "deliveries: decide `sent` or `again`");
			}
			const decided = await decideDelivery(post, channel, decision, requireConfig(process.env));
			if (decided !== "decided") throw new AppError("BQ_USAGE", `deliveries: ${refusals[decided]}`);
			process.stdout.write(decision === "sent" ? "noted as sent\n" : "it is sent again\n");
		});
	return command;
}

function line({ post, channel, state, words }: ListedDelivery): string {
	const reason = "reason" in state ? state.reason : "";
	const at = state.kind === "unknown" ? new Date(state.at).toISOString() : "";
	return [post, channel, at, reason, words ?? ""].filter((part) => part !== "").join("  ");
}
