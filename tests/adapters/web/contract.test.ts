import { describePublisher } from "../../contract/publisher.ts";
import { startStage } from "./stage.ts";

const ownStore = "entries go to our own store and over no connection of the publisher's";

describePublisher("web", {
	start: startStage,
	longest: 128 * 1024,
	cannot: {
		"connection refused": ownStore,
		"page for an answer": ownStore,
		"rate limit": "our own store has no rate",
		forbidden: "a page is there or it is not",
		"wrong token": "it needs no token",
		cut: "a page has room for any text that planning makes; what is larger than an entry may be is refused",
	},
});
