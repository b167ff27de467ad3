// What a channel can show a person of us beside messages: that somebody writes, and that what they wrote was read. Each adapter says which of the two it has.
/**
 * `typing`: `by-itself` where our own pages hear it over the live bus; `with-read` where it cannot be shown without saying that everything was read. `none` where the provider has no such
 * thing, or none that is of use here.
 */
export type Shows = { readonly typing: 'shown' | 'with-read' | 'by-itself' | 'none'; readonly reads: 'told' | 'none' };
export const showsNothing: Shows = { typing: 'none', reads: 'none' };

/** To whom, as in `Outbound.to.value`, and the ids under which the provider keeps what they wrote last: of the message, and of its files. */
export type Signal = { readonly kind: 'typing' | 'read'; readonly to: string; readonly lastHeard: readonly string[] };
