// One question of a checklist.
export type Language = 'en' | 'de';
type Spoken = Readonly<Record<Language, string>>;
/** `controls` are those that answer it by machine: met when each passes, not met when one fails. */
export type Item = {
  readonly id: string;
  readonly level: 1 | 2;
  readonly section: Spoken;
  readonly question: Spoken;
  readonly controls: readonly string[];
};
