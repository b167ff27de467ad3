// What a channel can show a person of us beside messages: that somebody writes, and that what they wrote was read. Each adapter says which of the two it has.
/**
 * `typing`: `by-itself` where our own pages hear it over the live bus; `with-read` where it cannot be shown without saying that what they wrote was read. `reads`: `by-message` where a message is named, and
 * what stands before it was read as well; `all` where everything there is counts as read. `none` where the provider has no such thing, or none that is of use here.
 */
export type Shows = {
  readonly typing: 'shown' | 'with-read' | 'by-itself' | 'none';
  /** Whether it can say that nobody writes any more; elsewhere that ends by itself within seconds, or with the next message. */
  readonly stops?: true;
  readonly reads: 'by-message' | 'all' | 'none';
};
export const showsNothing: Shows = { typing: 'none', reads: 'none' };

/**
 * To whom, as in `Outbound.to.value`, and, where a channel names messages (`by-message`), the ids under which the provider keeps the last that staff has seen: of the message, and of its files.
 */
export type Signal = { readonly kind: 'typing' | 'stopped' | 'read'; readonly to: string; readonly lastSeen: readonly string[] };
