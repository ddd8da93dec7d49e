import type { Route } from "./route.ts";
import { audienceRoutes } from "./routes/audience-routes.ts";
import { auditRoutes } from "./routes/audit-routes.ts";
import { broadcastRoutes } from "./routes/broadcast-routes.ts";
import { sendingRoutes } from "./routes/sending-routes.ts";

/** Everything that the API does, in the order of the document. */
export const routes: readonly Route[] = [
	...broadcastRoutes,
	...sendingRoutes,
	...audienceRoutes,
	...auditRoutes,
];
