import type { EditRequest } from "../../../src/delivery/publisher.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { reactionTo } from "../errors.ts";
import { telegramLimits } from "../limits.ts";
import { parseAddress } from "../places/address.ts";
import { isBlank } from "../render.ts";
import { type CallEnd, endOf } from "../transport/connection.ts";
import { pause } from "../transport/pause.ts";
import { close } from "./close.ts";
import { renderCall } from "./render-call.ts";
import type { Sender } from "./sender.ts";
import { badAddress, empty, unknownMessage } from "./unsendable.ts";

export async function edit(sender: Sender, request: EditRequest): Promise<Outcome> {
	const address = parseAddress(request.address);
	const [first] = request.messageIds;
	if (address === undefined) return badAddress;
	// 0: the server scheduled it; such a message cannot be edited, and it was sent.
	if (first === "0") return { kind: "sent", messageIds: request.messageIds };
	if (first === undefined || !/^\d+$/.test(first)) return unknownMessage;
	const { api } = sender;
	const tryPart = (part: "text" | "caption"): Promise<CallEnd<unknown>> => {
		const call = renderCall(request.message, { plainText: request.plainText, withoutPhoto: true, part });
		const { disable_notification: _silent, ...parameters } = call.parameters;
		const { text } = call.text;
		const edited = () =>
			part === "text"
				? api.editMessageText(address.chatId, Number(first), text, parameters)
				: api.editMessageCaption(address.chatId, Number(first), { ...parameters, caption: text });
		return endOf<unknown>(sender.token, edited, request.beforeSend);
	};
	const whole = renderCall(request.message, { plainText: request.plainText });
	if (isBlank(whole.text)) return empty;
	const part = whole.kind === "photo" ? "caption" : "text";
	let end = await tryPart(part);
	if (end.kind === "refused" && reactionTo(end.answer).kind === "other-part") {
		await pause(sender.options.photoFallbackDelayMs ?? telegramLimits.chatWindow.perMs);
		end = await tryPart(part === "text" ? "caption" : "text");
	}
	if (end.kind === "ok") return { kind: "sent", messageIds: request.messageIds };
	return close(sender, address.chatId, end, request.messageIds);
}
