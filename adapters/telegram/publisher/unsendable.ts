import type { Outcome } from "../../../src/domain/outcome.ts";

export const badAddress: Outcome = {
	kind: "rejected",
	reason: "address",
	plainText: false,
	raw: "telegram: the address is neither CHATID nor CHATID/TOPICID",
};
export const empty: Outcome = {
	kind: "rejected",
	reason: "empty",
	plainText: false,
	raw: "telegram: the message has no text",
};

export const unknownMessage: Outcome = {
	kind: "rejected",
	reason: "not-found",
	plainText: false,
	raw: "telegram: that is no message id",
};
