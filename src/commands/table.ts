import { alert } from "./alert/alert.ts";
import { broadcast } from "./broadcast/broadcast.ts";
import { broadcasts } from "./broadcast/broadcasts.ts";
import { pause } from "./channel/pause.ts";
import { preview } from "./channel/preview.ts";
import { resume } from "./channel/resume.ts";
import { route } from "./channel/route.ts";
import { why } from "./channel/why.ts";
import type { Command } from "./command.ts";
import { latest } from "./news/latest.ts";
import { more } from "./news/more.ts";
import { sources } from "./news/sources.ts";
import { topics } from "./news/topics.ts";
import { search } from "./search/search.ts";
import { settings } from "./settings/settings.ts";
import { setup } from "./setup/setup.ts";
import { audit } from "./staff/audit.ts";
import { people } from "./staff/people.ts";
import { opml } from "./subscriptions/opml.ts";
import { subscribe } from "./subscriptions/subscribe.ts";
import { unsubscribe } from "./subscriptions/unsubscribe.ts";
import { help } from "./welcome/help.ts";
import { language } from "./welcome/language.ts";
import { start } from "./welcome/start.ts";

/** Every command, in the order of the menu. A command is added by its file, its row here, its sentences and its test. */
export const commandTable: readonly Command[] = [
	...[latest, search, more, topics, sources, alert],
	...[subscribe, unsubscribe, setup, settings, route, opml, pause, resume, preview, why],
	...[broadcast, broadcasts, people, audit],
	...[language, help, start],
];
