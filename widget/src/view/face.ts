// The face of whoever writes: a small photo, or initials. Pictures are fetched as the rest is, so that a page needs to allow no other source for them,
// and each lives under an address that is revoked once it is drawn.
import { picture } from './attachment.ts';
import { h } from './dom.ts';

export type Face = { readonly name: string; readonly photo: string | null; readonly isLogo?: boolean };
export type Faces = (face: Face) => HTMLElement;

/** Draws faces with pictures of this server; each picture is fetched once while the page lives. Hidden from screen readers: the name stands beside it. */
export function openFaces(server: string): Faces {
  const fetched = new Map<string, Promise<Blob>>();
  const fetchOnce = (path: string) => {
    const known =
      fetched.get(path) ?? fetch(server + path, { credentials: 'omit' }).then((answer) => (answer.ok ? answer.blob() : Promise.reject()));
    fetched.set(path, known);
    return known;
  };
  return ({ name, photo, isLogo = false }) => {
    const element = h('span', { class: isLogo ? 'face logo' : 'face', 'aria-hidden': 'true' }, h('b', {}, initials(name)));
    if (photo)
      void fetchOnce(photo)
        .then((blob) => picture(blob, ''))
        .then((image) => element.replaceChildren(image))
        .catch(() => undefined); // the initials stay
    return element;
  };
}

/** At most two letters: of the first and the last word. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
