// What access-probes.ts asks inside a page; plain JavaScript, because it runs in the browser as it stands.
const selector =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=switch], [role=tab], [role=option]';

/** Targets below 24 by 24 px without room around them, and not in a line of text (WCAG 2.2, 2.5.8). */
function smallTargets() {
  const isSeen = (each) => each.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !each.closest('.sr-only, [inert]');
  const boxes = [...document.querySelectorAll(selector)]
    .filter(isSeen)
    .map((each) => {
      const label = each.matches('input[type=checkbox], input[type=radio]') ? each.closest('label') : null;
      return { each, box: (label ?? each).getBoundingClientRect() };
    })
    .filter(({ box }) => box.width > 1 && box.height > 1);
  const gap = (x, y, box) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  const isInText = (each) =>
    getComputedStyle(each).display === 'inline' && each.parentElement.textContent.trim().length > each.textContent.trim().length;
  return boxes
    .filter(({ each, box }) => (box.width < 23.9 || box.height < 23.9) && !isInText(each))
    .filter(({ each, box }) =>
      boxes.some(
        (other) =>
          other.each !== each &&
          !other.each.contains(each) &&
          !each.contains(other.each) &&
          gap(box.x + box.width / 2, box.y + box.height / 2, other.box) < 12,
      ),
    )
    .map(({ each, box }) => `small target ${Math.round(box.width)}x${Math.round(box.height)}: ${each.outerHTML.slice(0, 120)}`);
}

/** Buttons, links and tabs whose words do not fit into them: a second line that hangs out below or is cut off. */
function spilling() {
  return [...document.querySelectorAll('button, a[href], [role=tab], [role=option]')]
    .filter((each) => each.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !each.closest('.sr-only, [inert]'))
    .filter((each) => getComputedStyle(each).display !== 'inline' && each.clientHeight > 1 && each.scrollHeight > each.clientHeight + 2)
    .map((each) => `spills ${each.scrollHeight} > ${each.clientHeight} px: ${each.outerHTML.slice(0, 120)}`);
}

/** What shows of a focus on an element: its outline, shadow and border. */
function ringOf(each) {
  const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(each);
  const outline = outlineStyle === 'none' || outlineWidth === '0px' ? '' : `${outlineWidth} ${outlineColor}`;
  return `${outline} ${boxShadow} ${borderColor}`;
}

/** The element that has the focus, and whether anything on it or on what holds it shows that. */
function focusHere() {
  const each = document.activeElement;
  if (!each || each === document.body) return undefined;
  const shown = [each];
  while (shown.length < 6 && shown.at(-1).parentElement) shown.push(shown.at(-1).parentElement);
  const focused = shown.map(ringOf);
  each.blur();
  const bare = shown.map(ringOf);
  each.focus({ preventScroll: true, focusVisible: true });
  const place = [...document.querySelectorAll('*')].indexOf(each);
  return {
    html: each.outerHTML.slice(0, 140),
    place,
    isSeen: each.closest('[data-drawn-focus]') !== null || focused.some((ring, at) => ring !== bare[at]),
  };
}

// what fades in is compared at its end
const still = new CSSStyleSheet();
still.replaceSync('*, ::before, ::after { transition: none !important; }');
document.adoptedStyleSheets.push(still);

window.probes = { smallTargets, spilling, focusHere };
