// The kinds of requests, apart from what else is said of one: notices name them, and a request names its notices.
import Type from 'typebox';

export const requestKind = Type.Enum(['access', 'portability', 'rectification', 'erasure', 'restriction', 'objection', 'human-review']);
