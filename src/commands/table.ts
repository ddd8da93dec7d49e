import { alert } from "./alert/alert.ts";
import { audit } from "./audit.ts";
import { broadcast } from "./broadcast/broadcast.ts";
import { broadcasts } from "./broadcast/broadcasts.ts";
import type { Command } from "./command.ts";
import { help } from "./help.ts";
import { language } from "./language.ts";
import { latest } from "./latest.ts";
import { more } from "./more.ts";
import { opml } from "./opml.ts";
import { pause } from "./pause.ts";
import { people } from "./people.ts";
import { preview } from "./preview.ts";
import { resume } from "./resume.ts";
import { route } from "./route.ts";
import { search } from "./search/search.ts";
import { settings } from "./settings/settings.ts";
import { setup } from "./setup/setup.ts";
import { sources } from "./sources.ts";
import { start } from "./start.ts";
import { subscribe } from "./subscribe.ts";
import { topics } from "./topics.ts";
import { unsubscribe } from "./unsubscribe.ts";
import { why } from "./why.ts";

/** Every command, in the order of the menu. A command is added by its file, its row here, its sentences and its test. */
export const commandTable: readonly Command[] = [
	...[latest, search, more, topics, sources, alert],
	...[subscribe, unsubscribe, setup, settings, route, opml, pause, resume, preview, why],
	...[broadcast, broadcasts, people, audit],
	...[language, help, start],
];
