// Who stands between us and a person: a recipient, whom the register names (Art. 13(1)(e), 28(3)).

/** Whoever carries what is sent, as the register of recipients begins with; agreement and transfer are for the company to enter. */
export type Carrier = {
  readonly code: string;
  readonly name: string;
  readonly service: string;
  readonly region: string;
  /** A processor unless told. */
  readonly role?: 'processor' | 'controller';
};

/** Where a recipient, by its code, is really reached: a country (ISO 3166-1), or `EU` where it says no more than that. */
export type Reached = { readonly recipient: string; readonly region: string };

/** One or none: nothing where nothing leaves, or nobody can tell where to. */
export const reached = (recipient: string | null, region: string | undefined): readonly Reached[] =>
  recipient === null || region === undefined || region === '' ? [] : [{ recipient, region }];
