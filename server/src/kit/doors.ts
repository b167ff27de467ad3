// A command shares database and keys with a running Parley and opens no door beside it: no port, so that it runs while those are taken, and receives nothing for anybody.
import { type Tools, tool } from './tool.ts';

export const withoutDoors = tool<true>('kit.without-doors');
export const opensDoors = (tools: Tools): boolean => !tools.has(withoutDoors.name);
