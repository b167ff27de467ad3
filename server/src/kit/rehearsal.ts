// A restore that is only tried out works on a copy of everything: nobody outside may hear of it, since what they know belongs to the house that runs.
import { type Tools, tool } from './tool.ts';

export const rehearsal = tool<true>('kit.rehearsal');
export const isRehearsal = (tools: Tools): boolean => tools.has(rehearsal.name);
