// Loaded into the process that launch.mjs hands over to: when the launcher is killed, the channel to it closes and this process ends in
// order, as after SIGTERM, instead of living on unseen with its port taken.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
