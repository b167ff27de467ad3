// A house with a company ready for customers: facts, mail, a newsletter, published notices, and the widget on the demo page.
import { demoWidget } from '#http';
import { eventually, openHouse } from '#test/house';

export async function openShop() {
  const house = await openHouse();
  const staff = await house.staffClient();
  await staff.call('changeWorkspace', {
    body: {
      address: 'Musterweg 1, 10115 Berlin',
      contactEmail: 'hello@shop.example.org',
      dpoContact: 'privacy@shop.example.org',
      authority: 'Berliner Beauftragte für Datenschutz',
    },
  });
  const settings = { address: 'support@shop.example.org', fromName: 'Lantern & Loom' };
  await staff.call('addChannel', { body: { channel: 'email', name: 'Support mail', settings } });
  const marketing = (await staff.call('listPurposes')).items.find((purpose) => purpose.code === 'marketing');
  const change = { active: true, reason: 'A newsletter for those who ask for it' };
  await staff.call('changePurpose', { params: { purpose: marketing?.id ?? '' }, body: change });
  await staff.call('publishNotice', { body: {} });
  const chat = await eventually('the web chat', async () =>
    (await staff.call('listChannels')).items.find((each) => each.inbox.channel === 'web-chat' && each.snippet),
  );
  const key = /data-key="([^"]+)"/.exec(chat.snippet ?? '')?.[1] ?? '';
  demoWidget.set(house.tools, { key });
  const mailsTo = async (address: string) => (await staff.call('listCaptured')).items.filter((mail) => mail.to.includes(address));
  return {
    house,
    staff,
    widgetKey: key,
    chatInbox: chat.inbox.id,
    centreUrl: `${house.url}/privacy/${(await staff.call('me')).workspace.centreKey}`,
    mailsTo,
    /** The newest code sent to an address that is not among those seen before. */
    codeFor: (address: string, seen: readonly string[] = []) =>
      eventually(`a code for ${address}`, async () => {
        const codes = (await mailsTo(address)).flatMap(({ text }) => /\b(\d{4}) (\d{4})\b/.exec(text)?.slice(1).join('') ?? []);
        return codes.find((code) => !seen.includes(code));
      }),
    /** The newest open conversation, answered by carol. */
    answer: async (text: string) => {
      const conversation = await eventually(
        'a conversation',
        async () => (await staff.call('listConversations', { query: { view: 'open', limit: 1 } })).items[0],
      );
      await staff.call('addMessage', { params: { conversation: conversation.id }, body: { kind: 'message', text } });
      return conversation.id;
    },
    /** Texts of a conversation as the company has them, in order. */
    textsOf: async (conversation: string) =>
      (await staff.call('listMessages', { params: { conversation } })).items.map((message) => message.text),
  };
}
