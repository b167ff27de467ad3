// What a form about a team asks for: only what was changed in it, with the lists as they were seen, so that a form that stood open undoes nothing that somebody else did meanwhile.
import type { Body } from '@parley/contract';

type Shown = { readonly inboxes: readonly string[] | undefined; readonly members: readonly string[] };
type Before = {
  readonly name: string;
  readonly inboxes: readonly string[];
  readonly members: readonly { readonly id: string; readonly sources: readonly string[] }[];
};

/** The change of a team by its form; `shown` is what could be ticked there (undefined: nothing of it), and what could not stays as it is. */
export function changeIn(team: Before, form: FormData, shown: Shown): Body<'changeTeam'> {
  const name = String(form.get('name')).trim();
  const before = { inboxes: team.inboxes, members: putIn(team) };
  const changed = (list: 'inboxes' | 'members'): string[] | undefined => {
    const hidden = before[list].filter((id) => shown[list]?.includes(id) !== true);
    const now = [...form.getAll(list).map(String), ...hidden];
    return isSame(now, before[list]) ? undefined : now;
  };
  const [inboxes, members] = [changed('inboxes'), changed('members')];
  return {
    ...(name !== team.name && { name }),
    ...(inboxes && { inboxes }),
    ...(members && { members }),
    seen: { ...(inboxes && { inboxes: [...before.inboxes] }), ...(members && { members: before.members }) },
  };
}

/** Whom a colleague put in: the only ones that a form decides about. */
export const putIn = ({ members }: Pick<Before, 'members'>): string[] =>
  members.flatMap(({ id, sources }) => (sources.includes('colleague') ? [id] : []));

/** The inboxes that a change takes from a team. */
export const lostBy = ({ inboxes, seen }: Body<'changeTeam'>): string[] =>
  (inboxes && seen?.inboxes?.filter((id) => !inboxes.includes(id))) ?? [];

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));
