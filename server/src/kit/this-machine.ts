// Between two ends on this machine nobody listens in: only there may a line to others do without TLS.

/** Whether a host, as it was typed or as a URL gives it, can be nothing but loopback; a name that merely resolves to it does not count. */
export const isThisMachine = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

/** Whether an address is asked over TLS, or is one on this machine by http; false for what is no URL. */
export function isHeldPrivate(address: string): boolean {
  const { protocol = '', hostname = '' } = URL.parse(address) ?? {};
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname));
}
