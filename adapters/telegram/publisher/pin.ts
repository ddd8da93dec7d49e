import type { PinRequest } from "../../../src/delivery/publisher.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { parseAddress } from "../places/address.ts";
import { endOf } from "../transport/connection.ts";
import { close } from "./close.ts";
import type { Sender } from "./sender.ts";
import { badAddress, unknownMessage } from "./unsendable.ts";

export async function pin(sender: Sender, { address: place, messageId }: PinRequest): Promise<Outcome> {
	const address = parseAddress(place);
	if (address === undefined) return badAddress;
	if (!/^[1-9]\d*$/.test(messageId)) return unknownMessage;
	const quietly = { disable_notification: true };
	const end = await endOf(sender.token, () =>
		sender.api.pinChatMessage(address.chatId, Number(messageId), quietly),
	);
	if (end.kind === "ok") return { kind: "sent", messageIds: [messageId] };
	return close(sender, address.chatId, end, [messageId]);
}
