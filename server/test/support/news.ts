// A company that may send a newsletter by mail: what the law wants is published, and some people agreed.
import { company } from '#access';
import type { InboxId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { changePurpose, publishNotices, purposeByCode } from '#purposes';
import { changeCompany } from '../../src/access/workspaces.ts';
import { changeLimits } from '../../src/campaigns/limits/limits.ts';
import { usual } from '../../src/campaigns/limits/rules.ts';
import { openChannel } from '../../src/channels/accounts.ts';
import { agreeing, companyFacts } from './agreeing.ts';
import type { TestRoom } from './room.ts';

/** Opens the inbox that it leaves from and has `people` agree (`ada0@example.com` and on); gives the inbox, and who may send. */
export async function openNews(room: TestRoom, people: number): Promise<{ mail: InboxId; carol: StaffId }> {
  const settings = { address: 'news@lantern.example.com' };
  const mail = (await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'News', settings }))).account.inbox;
  const carol = (await room.ctx((ctx) => list(ctx, { kind: 'staff.joined', limit: 1 }))).items[0]?.subject as StaffId;
  await room.ctx(async (ctx) => {
    await changePurpose(ctx, (await purposeByCode(ctx, 'marketing'))?.id ?? ('' as never), { active: true, reason: 'a test' });
    await changeCompany(ctx, companyFacts);
    await publishNotices(ctx, await company(ctx), []);
    await changeLimits(ctx, { ...usual, most: 100 }, 'Many letters of a test');
    await agreeing(ctx, people);
  });
  return { mail, carol };
}
