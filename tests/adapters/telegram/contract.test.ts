import { describePublisher } from "../../contract/publisher.ts";
import { startStage } from "./stage.ts";

describePublisher("telegram", { start: startStage, longest: 4096, cannot: {} });
