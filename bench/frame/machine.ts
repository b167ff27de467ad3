// What a figure was measured on: without it a number means nothing.
import os from 'node:os';
import pg from 'pg';

export type Machine = Readonly<
  Record<'cpu' | 'cores' | 'memoryGb' | 'os' | 'node' | 'postgres' | 'fsync' | 'synchronousCommit', string | number>
>;

/** Processor, memory and versions of this machine. */
export function processor() {
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    os: `${os.platform()} ${os.arch()}`,
    node: process.version,
  };
}

/** The machine and the database settings that decide what "durable" costs. */
export async function machine(adminUrl: string): Promise<Machine> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const setting = async (name: string) => (await client.query('SELECT current_setting($1) AS value', [name])).rows[0].value as string;
    return {
      ...processor(),
      postgres: await setting('server_version'),
      fsync: await setting('fsync'),
      synchronousCommit: await setting('synchronous_commit'),
    };
  } finally {
    await client.end();
  }
}
