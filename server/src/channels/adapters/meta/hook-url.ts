// The address at which Meta hands in what happened, as it is seen from outside.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';

export const hookUrl = (tools: Tools, prefix: string, { key }: { readonly key: string }): string =>
  `${config.of({ tools }).publicUrl}${prefix}/${key}`;
