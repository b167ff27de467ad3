// What a message of WhatsApp says in words, and which files came with it. A kind that is not known here leaves a line in its place, so that nobody's message is lost unseen.
import { type Loose, lines, list, obj, str } from '../meta/loose.ts';
import type { Media } from '../meta/updates.ts';

const withFile = new Set(['image', 'video', 'audio', 'document', 'sticker']);

export function mediaOf(type: string, said: Loose): Media[] {
  const id = str(said['id']);
  if (!withFile.has(type) || !/^\d{5,30}$/.test(id)) return [];
  const name = str(said['filename']);
  return [{ id, type: str(said['mime_type']).slice(0, 100), ...(name && { name }) }];
}

/** The words of a message of this type; empty where it has none, such as a picture without a caption. */
export function textOf(type: string, message: Loose): string {
  const said = obj(message[type]);
  if (withFile.has(type)) return str(said['caption']);
  return (known[type] ?? unknown)(said, message);
}

const known: Readonly<Record<string, (said: Loose, message: Loose) => string>> = {
  text: (said) => str(said['body']),
  button: (said) => str(said['text']),
  interactive: (said) => {
    const answer = obj(said[str(said['type'])]);
    return lines(str(answer['title']), str(answer['description']), str(answer['body'])) || unknown();
  },
  location: (said) =>
    lines(str(said['name']), str(said['address']), `${str(said['latitude'])}, ${str(said['longitude'])}`, str(said['url'])),
  contacts: (_, message) => list(message['contacts']).map(card).join('\n\n') || unknown(),
  order: (said) =>
    lines(
      str(said['text']),
      ...list(said['product_items']).map(
        (item) => `${str(item['quantity'])} × ${str(item['product_retailer_id'])} (${str(item['item_price'])} ${str(item['currency'])})`,
      ),
    ),
};
/** What stands in the place of a kind that is not known here. */
export const unknown = (): string => '[A message of a kind that WhatsApp does not hand over. Ask the person to write it in another way.]';

const card = (contact: Loose): string =>
  lines(
    str(obj(contact['name'])['formatted_name']),
    ...list(contact['phones']).map((each) => str(each['phone'])),
    ...list(contact['emails']).map((each) => str(each['email'])),
  );
