// How the embedded server runs. The log must never hold a personal value: errors go to the client alone (their texts quote values),
// details and statements are off, and only the server's own news (start, stop, crash) is written.

const quiet = {
  log_min_messages: 'log', // above ERROR: "invalid input syntax for type uuid: …" would quote what a person wrote
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse', // no DETAIL ("Key (x)=(y)", "Failed process was running: …")
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  log_autovacuum_min_duration: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_lock_waits: 'off',
  log_checkpoints: 'off',
  log_connections: 'off',
  log_disconnections: 'off',
  log_line_prefix: '%m [%p] ',
  log_timezone: 'UTC',
};

const safe = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // a path under a deep folder would be too long for a socket; loopback is enough
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
};

const sized = { max_connections: '100', jit: 'off', shared_buffers: '128MB', max_wal_size: '512MB' };

/** The `-c name=value` arguments of the postmaster on `port`; `extra` wins (tests turn fsync off with it). */
export function serverArguments(port: number, extra: Record<string, string>): string[] {
  const all = { ...sized, ...safe, ...quiet, ...extra, port: String(port) };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
