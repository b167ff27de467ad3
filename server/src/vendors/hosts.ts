// Where a host lies that somebody else runs, as far as its name says so: clouds and providers name their regions in it. What is not named here is not guessed.

/** Countries (ISO 3166-1) of the regions of Amazon Web Services. */
const ofAmazon: Readonly<Record<string, string>> = {
  ...{ 'eu-central-1': 'DE', 'eu-west-1': 'IE', 'eu-west-2': 'GB', 'eu-west-3': 'FR', 'eu-north-1': 'SE', 'eu-south-1': 'IT' },
  ...{ 'eu-south-2': 'ES', 'eu-central-2': 'CH', 'ca-central-1': 'CA', 'ca-west-1': 'CA', 'mx-central-1': 'MX', 'sa-east-1': 'BR' },
  ...{ 'ap-northeast-1': 'JP', 'ap-northeast-2': 'KR', 'ap-northeast-3': 'JP', 'ap-south-1': 'IN', 'ap-south-2': 'IN', 'ap-east-1': 'HK' },
  ...{ 'ap-southeast-1': 'SG', 'ap-southeast-2': 'AU', 'ap-southeast-3': 'ID', 'ap-southeast-4': 'AU', 'ap-southeast-5': 'MY' },
  ...{ 'ap-southeast-7': 'TH', 'ap-east-2': 'TW', 'me-south-1': 'BH', 'me-central-1': 'AE', 'il-central-1': 'IL', 'af-south-1': 'ZA' },
};

/** Country of a region of Amazon Web Services; `ZZ`, a third country that nobody knows, for one that is newer than this list. */
export const countryOfAmazon = (region: string): string =>
  ofAmazon[region] ?? (/^us-/.test(region) ? 'US' : /^cn-/.test(region) ? 'CN' : 'ZZ');

type Form = readonly [RegExp, string | ((found: string) => string)];
/** The first that fits counts. A provider whose name without a region means a country of its own has that last. */
const forms: readonly Form[] = [
  [/(?:^|\.)([a-z]{2}(?:-[a-z]+)+-\d)\.(?:[a-z0-9-]+\.)*amazonaws\.com(?:\.cn)?$/, countryOfAmazon],
  // www.twilio.com/docs/global-infrastructure/understanding-twilio-regions: without a region it is the United States
  [/(?:^|\.)ie1\.twilio\.com$/, 'IE'],
  [/(?:^|\.)au1\.twilio\.com$/, 'AU'],
  [/(?:^|\.)twilio\.com$/, 'US'],
  // developer.vonage.com, "Regional endpoints"; api.nexmo.com goes to whichever is near
  [/^api-eu(?:-\d+)?\.(?:vonage|nexmo)\.com$/, 'EU'],
  [/^api-us(?:-\d+)?\.(?:vonage|nexmo)\.com$/, 'US'],
  [/^api-ap(?:-\d+)?\.(?:vonage|nexmo)\.com$/, 'SG'],
  // documentation.mailgun.com, "Mailgun regions"
  [/(?:^|\.)eu\.mailgun\.(?:org|net)$/, 'EU'],
  [/(?:^|\.)mailgun\.(?:org|net)$/, 'US'],
  // www.twilio.com/docs/sendgrid, "Regional email"
  [/(?:^|\.)eu\.sendgrid\.(?:net|com)$/, 'EU'],
  [/(?:^|\.)sendgrid\.(?:net|com)$/, 'US'],
  [/(?:^|\.)postmarkapp\.com$/, 'US'],
];

/** The country (ISO 3166-1) in which a host lies by its name, `EU` for a region of a provider that is in the Union and no one country; undefined where the name does not say. */
export function regionOfHost(host: string): string | undefined {
  const name = host.toLowerCase();
  for (const [form, where] of forms) {
    const [whole, region = ''] = form.exec(name) ?? [];
    if (whole !== undefined) return typeof where === 'string' ? where : where(region);
  }
  return undefined;
}
