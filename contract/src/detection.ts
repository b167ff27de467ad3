// Kinds of personal data that are looked for in free text: a closed list, each with its category in the Data Privacy Vocabulary (pd:) and what the GDPR calls it.

export const detectedKinds = {
  name: { dpv: 'pd:Name' },
  email: { dpv: 'pd:EmailAddress' },
  phone: { dpv: 'pd:TelephoneNumber' },
  address: { dpv: 'pd:PhysicalAddress' },
  'birth-date': { dpv: 'pd:BirthDate' },
  ip: { dpv: 'pd:IPAddress' },
  mac: { dpv: 'pd:MACAddress' },
  geo: { dpv: 'pd:GPSCoordinate' },
  plate: { dpv: 'pd:VehicleLicenseRegistration' },
  'national-id': { dpv: 'pd:OfficialID' },
  iban: { dpv: 'pd:BankAccount' },
  card: { dpv: 'pd:PaymentCardNumber', masked: true },
  password: { dpv: 'pd:Password', masked: true },
  key: { dpv: 'pd:Authenticating', masked: true },
  code: { dpv: 'pd:PINCode', masked: true },
  'door-code': { dpv: 'pd:SecretText' },
  health: { dpv: 'pd:Health', article: '9(1)' },
  religion: { dpv: 'pd:Religion', article: '9(1)' },
  union: { dpv: 'pd:TradeUnionMembership', article: '9(1)' },
  ethnicity: { dpv: 'pd:EthnicOrigin', article: '9(1)' },
  politics: { dpv: 'pd:PoliticalAffiliation', article: '9(1)' },
  'sex-life': { dpv: 'pd:Sexual', article: '9(1)' },
  genetic: { dpv: 'pd:Genetic', article: '9(1)' },
  biometric: { dpv: 'pd:Biometric', article: '9(1)' },
  criminal: { dpv: 'pd:Criminal', article: '10' },
} as const satisfies Record<string, { readonly dpv: string; readonly masked?: true; readonly article?: '9(1)' | '10' }>;

export type DetectedKind = keyof typeof detectedKinds;
/** Those that never rest. */
export type SecretKind = {
  [Kind in DetectedKind]: (typeof detectedKinds)[Kind] extends { readonly masked: true } ? Kind : never;
}[DetectedKind];
/** Where in a text something personal stands: UTF-16 offsets, `end` exclusive, `score` from 0 (guess) to 1 (certain). */
export type DetectedSpan = { readonly start: number; readonly end: number; readonly type: DetectedKind; readonly score: number };
