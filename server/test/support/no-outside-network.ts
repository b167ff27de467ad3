// Tests talk to this machine only: a connection to anywhere else fails at once and says so.
import net from 'node:net';

const isLocal = (host: string | undefined) =>
  host === undefined || /^(localhost|127\.\d+\.\d+\.\d+|::1|::ffff:127\..*|0\.0\.0\.0|::)$/.test(host);
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function refuseOutside(this: net.Socket, ...args: unknown[]): net.Socket {
  const [first] = args.flat() as [unknown];
  const host =
    typeof first === 'object' && first !== null
      ? (first as { host?: string }).host
      : typeof args.flat()[1] === 'string'
        ? (args.flat()[1] as string)
        : undefined;
  if (!isLocal(host)) {
    queueMicrotask(() => this.destroy(Object.assign(new Error('a test reached for the outside network'), { code: 'EOUTSIDE' })));
    return this;
  }
  return Reflect.apply(connect, this, args) as net.Socket;
} as typeof connect;
