// What open pages of staff hear: topics and ids, never words. A page that comes back asks again for what it shows.
import type { Ctx } from '#kit/ctx';
import { live } from '#kit/live';
import { type Special, special } from '#kit/route';

/** The stream of this workspace's events. */
export function staffEvents(ctx: Ctx): Special {
  const bus = live.of(ctx);
  const { workspace } = ctx;
  return special({
    sharedAs: `staff ${workspace}`,
    stream: (send) =>
      bus.subscribe(workspace, (event) => {
        if (!/^(keys|sessions)\./.test(event.topic)) send({ event: event.topic, data: event.ids }); // these speak among nodes only
      }),
  });
}
