// What the reverse proxy before us says of the lines of customers: how many requests it called https and http. The HTTP edge counts, the audit of TLS reads.
import { tool } from './tool.ts';

export type ProxyWord = { https: number; http: number };
export const proxyWord = tool<ProxyWord>('kit.proxy-word');
