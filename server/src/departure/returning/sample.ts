// A look at whether what was sealed opens: some rows of the tables that matter to people. Nothing of it leaves this function but two numbers.
import { holdings } from '#kit/holding';
import { speaking, type Whose } from '../end/speaking.ts';
import { sheetsOf } from './contents.ts';
import { filesOf, linesOf } from './sheet-rows.ts';

const looked = ['people', 'identities', 'messages', 'consent_events', 'staff'];

/** How many rows and files were opened, and how many sealed values and files did not open. The looks are recorded as every look is. */
export async function sampleOf(whose: Whose): Promise<{ opened: number; unreadable: number }> {
  const sum = { opened: 0, unreadable: 0 };
  for (const sheet of sheetsOf(holdings.of(whose)).filter(({ table }) => looked.includes(table))) {
    const { rows, lost } = await speaking(whose, (ctx) => linesOf(ctx, sheet, null));
    sum.opened += rows;
    sum.unreadable += lost;
  }
  for (const sheet of sheetsOf(holdings.of(whose)).filter(({ files }) => files.length > 0)) {
    const { files, lost } = await speaking(whose, (ctx) => filesOf(ctx, sheet, null));
    sum.opened += files;
    sum.unreadable += lost;
  }
  return sum;
}
