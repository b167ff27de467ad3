// What the words of a document must offer in each language that it is drawn up in; what is asked has its words in the contract, shared with the console.
export type DocumentLanguage = 'en' | 'de';

export type DocumentWords = {
  readonly titles: Readonly<Record<'dpia' | 'lia', string>>;
  readonly under: (company: string, version: number, day: string | null) => string;
  readonly about: string;
  readonly labels: Readonly<
    Record<
      | (
          | 'controller'
          | 'officer'
          | 'subject'
          | 'state'
          | 'approvedBy'
          | 'outcome'
          | 'remaining'
          | 'reviewOn'
          | 'screening'
          | 'criteria'
          | 'cases'
        )
      | ('list' | 'adviceBy' | 'adviceOn' | 'advice' | 'followed' | 'views' | 'consultation' | 'hosting' | 'basis'),
      string
    >
  >;
  readonly states: Readonly<Record<'draft' | 'approved' | 'reopened', string>>;
  readonly required: string;
  readonly notRequired: string;
  readonly none: string;
  readonly notYet: string;
  readonly yes: string;
  readonly no: string;
  readonly done: string;
  readonly extended: string;
  readonly waiting: string;
  readonly answers: Readonly<Record<'no-objection' | 'advice' | 'prohibited', string>>;
  readonly earlier: string;
  readonly more: string;
  readonly sections: Readonly<
    Record<'changes' | 'purposes' | 'recipients' | 'places' | 'automations' | 'questions' | 'risks' | 'measures' | 'people', string>
  >;
  readonly columns: {
    readonly changes: readonly [string, string, string, string];
    readonly purposes: readonly [string, string, string, string, string, string];
    readonly recipients: readonly [string, string, string, string, string];
    readonly places: readonly [string, string, string, string];
    readonly automations: readonly [string, string];
    readonly questions: readonly [string, string];
    readonly risks: readonly [string, string, string, string, string];
    readonly measures: readonly [string, string, string, string];
    readonly people: readonly [string, string];
  };
  readonly automations: Readonly<Record<string, string>>;
  readonly formerly: string;
  readonly advice: string;
};
