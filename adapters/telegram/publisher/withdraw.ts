import type { WithdrawRequest } from "../../../src/delivery/publisher.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { reactionTo } from "../errors.ts";
import { parseAddress } from "../places/address.ts";
import { endOf } from "../transport/connection.ts";
import { close } from "./close.ts";
import { edit } from "./edit.ts";
import type { Sender } from "./sender.ts";
import { badAddress } from "./unsendable.ts";

/** Deletes each message; where Telegram lets nobody delete, the replacement is written over the first. */
export async function withdraw(sender: Sender, request: WithdrawRequest): Promise<Outcome> {
	const address = parseAddress(request.address);
	if (address === undefined) return badAddress;
	for (const id of request.messageIds) {
		if (!/^[1-9]\d*$/.test(id)) continue;
		const end = await endOf(sender.token, () => sender.api.deleteMessage(address.chatId, Number(id)));
		if (end.kind === "ok") continue;
		const reaction = end.kind === "refused" ? reactionTo(end.answer) : undefined;
		if (reaction?.kind === "done") continue;
		if (reaction?.kind !== "write-over") return close(sender, address.chatId, end, request.messageIds);
		const { address: place, addressKind, replacement: message } = request;
		const written = {
			deliveryId: id,
			address: place,
			addressKind,
			message,
			plainText: false,
			messageIds: [id],
		};
		const outcome = await edit(sender, written);
		if (outcome.kind !== "sent") return outcome;
	}
	return { kind: "sent", messageIds: request.messageIds };
}
