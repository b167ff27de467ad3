// SQL by which a conversation lies in what somebody reaches (`Area` of access), the same in every statement.

/** Whether the conversation under this alias lies in one of the areas of a parameter; null: everywhere. */
export const inAreas = (conversation: string, parameter: string): string => {
  const [inbox, team, areas] = [`${conversation}.inbox_id`, `${conversation}.team_id`, `${parameter}::text[]`];
  return `(${areas} IS NULL OR ${inbox} = ANY(${areas}) OR ${team} = ANY(${areas}) OR ${inbox} || ' ' || ${team} = ANY(${areas}))`;
};
