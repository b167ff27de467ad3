// What this service says of itself (RFC 7643, 5 to 7): only what it does.
import { groupSchema, userSchema } from './resources.ts';

const supported = { supported: true };
const not = { supported: false };
export const mostResults = 200;

export const serviceConfig = (base: string): object => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: supported,
  bulk: { ...not, maxOperations: 0, maxPayloadSize: 0 },
  filter: { ...supported, maxResults: mostResults },
  changePassword: not,
  sort: not,
  etag: supported,
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A token made in the console, sent as Authorization: Bearer.',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
});

const resourceType = (base: string, name: 'User' | 'Group', schema: string): object => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
  id: name,
  name,
  endpoint: `/${name}s`,
  schema,
  meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
});
export const resourceTypes = (base: string) => [resourceType(base, 'User', userSchema), resourceType(base, 'Group', groupSchema)] as const;

type More = {
  multiValued?: true;
  required?: true;
  mutability?: 'readOnly';
  uniqueness?: 'server';
  caseExact?: true;
  subAttributes?: object[];
};
const attribute = (name: string, type: string, description: string, more: More = {}): object => ({
  name,
  type,
  description,
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
});
const text = (name: string, description: string, more: More = {}) => attribute(name, 'string', description, more);
const list = (name: string, description: string, subAttributes: object[], more: More = {}) =>
  attribute(name, 'complex', description, { multiValued: true, subAttributes, ...more });

const schema = (base: string, id: string, name: string, attributes: object[]): object => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id,
  name,
  description: `${name}, as far as it is kept here`,
  attributes,
  meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
});
export const schemas = (base: string) =>
  [
    schema(base, userSchema, 'User', [
      text('userName', 'Name at the provider', { required: true, uniqueness: 'server' }),
      text('externalId', 'Id at the provider', { caseExact: true }),
      text('displayName', 'Name that colleagues and customers see'),
      attribute('name', 'complex', 'Parts of the name', {
        subAttributes: [text('formatted', 'Whole name'), text('givenName', 'Given name'), text('familyName', 'Family name')],
      }),
      list('emails', 'The address; of several the primary one', [
        text('value', 'Address'),
        text('type', 'Kind'),
        attribute('primary', 'boolean', 'Whether it is the one that counts'),
      ]),
      attribute('active', 'boolean', 'Whether they may come in'),
      list('groups', 'Their groups', [text('value', 'Id'), text('display', 'Name')], { mutability: 'readOnly' }),
    ]),
    schema(base, groupSchema, 'Group', [
      text('displayName', 'Name of the group', { required: true, uniqueness: 'server' }),
      text('externalId', 'Id at the provider', { caseExact: true }),
      list('members', 'Who is in it', [text('value', 'Id of a user'), text('type', 'User')]),
    ]),
  ] as const;
