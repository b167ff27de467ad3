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
