/**
 * The host in the page that is one file: the activity that the file carries is taken at once, and
 * the page opens at it.
 */
import type { App } from "../core";
import { openApp as openHost } from "../host";
import { parts } from "./parts";

export async function openApp(toNotebook: boolean): Promise<App> {
  const app = await openHost(toNotebook);
  const { activity } = parts();
  if (activity.length > 0 && !toNotebook) {
    const taken = await app.activities.take(activity);
    if (taken.type === "taken") location.replace(`#/n/${encodeURIComponent(taken.id)}`);
  }
  return app;
}
