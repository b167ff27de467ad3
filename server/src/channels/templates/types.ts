// The words for approved messages that adapters share with the room.

/** A message that the provider approved, or is to approve: the company's own words with gaps. */
export type Template = {
  readonly name: string;
  /** As the provider writes it, such as `en_US`. */
  readonly language: string;
  readonly status: 'approved' | 'pending' | 'paused' | 'rejected';
  readonly category: 'utility' | 'marketing' | 'authentication';
  /** All of its words; a gap is `{{name}}` or `{{1}}`. */
  readonly text: string;
  readonly gaps: readonly string[];
  /** One line each: what it says, and what it opens or calls. */
  readonly buttons: readonly string[];
  /** Whether words in the gaps are all it needs. */
  readonly isPlain: boolean;
  /** Whether a button or its last line says how to end advertising. */
  readonly hasWayOut: boolean;
  /** What the provider calls it, where that is not its name. */
  readonly providerId?: string | undefined;
};
export type FilledTemplate = Pick<Template, 'name' | 'language' | 'gaps' | 'providerId'> & { readonly values: readonly string[] };
