import type { Command } from "commander";
import { correctCommand, withdrawCommand } from "./amend.ts";
import { auditCommand } from "./audit.ts";
import { broadcastCommand } from "./broadcast.ts";
import { configCommand } from "./config.ts";
import { deliveriesCommand } from "./deliveries.ts";
import { demoCommand } from "./demo.ts";
import { doctorCommand } from "./doctor.ts";
import { explainCommand } from "./explain.ts";
import { exportCommand } from "./export.ts";
import { importCommand } from "./import.ts";
import { ingestCommand } from "./ingest.ts";
import { opmlCommand } from "./opml.ts";
import { personCommand } from "./person.ts";
import { previewCommand } from "./preview.ts";
import { readCommand } from "./read.ts";
import { sourceCommand } from "./source.ts";
import { startCommand } from "./start.ts";
import { storiesCommand } from "./stories.ts";
import { textCommand } from "./text.ts";
import { tokenCommand } from "./token.ts";

/**
 * The commands, in the order of `--help`. A command is one file and one row; what it needs of the program is loaded when it
 * runs, so that `barqiya read` does not wait for Discord's library.
 */
export const cliCommands: readonly { define(): Command }[] = [
	{ define: startCommand },
	{ define: demoCommand },
	{ define: readCommand },
	{ define: previewCommand },
	{ define: ingestCommand },
	{ define: textCommand },
	{ define: storiesCommand },
	{ define: explainCommand },
	{ define: exportCommand },
	{ define: importCommand },
	{ define: sourceCommand },
	{ define: opmlCommand },
	{ define: deliveriesCommand },
	{ define: broadcastCommand },
	{ define: correctCommand },
	{ define: withdrawCommand },
	{ define: personCommand },
	{ define: tokenCommand },
	{ define: auditCommand },
	{ define: doctorCommand },
	{ define: configCommand },
];
