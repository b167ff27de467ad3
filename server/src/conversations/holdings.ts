// Personal data of this room. Erasure removes files before rows, and rows from the inside out; the keys are gone by then.
import type { Ctx } from '#kit/ctx';
import type { Holding, Leaving } from '#kit/holding';
import type { SubjectId } from '#kit/ids';
import { asPurpose } from '#kit/lasting';
import { conversationsInTurn, exportConversations, exportFiles, exportMessages, filesInTurn, messagesInTurn } from './copied.ts';
import { countNotes } from './copied-store.ts';
import { removeFiles } from './files.ts';
import { formerWords } from './former.ts';
import { dropEmpty, dropMessages, goOnWithout, unreadWithout } from './lives-store.ts';
import { attachmentsOf, attachmentsTo, countOf, eraseConversations, eraseMessages } from './store.ts';

const purpose = 'service-conversation';
const period = asPurpose;
const count = (of: keyof typeof countOf) => async (ctx: Ctx, subjects: readonly SubjectId[]) =>
  (await ctx.db.one(countOf[of], [ctx.workspace, subjects])).count;
/** Those that lose messages and stay. */
const goingOn = ({ conversations, finished }: Leaving) => {
  const going = new Set(finished);
  return conversations.filter((id) => !going.has(id));
};

export const holdings: readonly Holding[] = [
  {
    table: 'inboxes',
    about: 'nobody',
    columns: { workspace_id: 'key', id: 'key', name: 'public', channel: 'code', recipient: 'code', created_at: 'time' },
    purpose: null,
    period: null,
  },
  {
    table: 'attachments',
    about: 'person',
    seals: { under: 'person_id', row: ['id'], files: { content: 'file' } },
    columns: {
      workspace_id: 'key',
      id: 'key',
      person_id: 'pseudonym',
      message_id: 'key',
      position: 'code',
      uploaded_by: 'pseudonym',
      file: 'key',
      name: { category: 'Communication', sealed: true },
      type: 'code',
      size: 'code',
      found: 'code',
      created_at: 'time',
    },
    alsoSealed: ['attachments.content'],
    title: { en: 'Files', de: 'Dateien' },
    purpose,
    period,
    count: count('attachments'),
    export: exportFiles,
    exportEach: filesInTurn,
    noted: ({ toNote }) => (toNote === true ? 'file' : []),
    erase: async (ctx, subjects) => removeFiles(ctx, await ctx.db.all(attachmentsOf, [ctx.workspace, subjects, null])),
    letGo: async (ctx, { messages }) => removeFiles(ctx, await ctx.db.all(attachmentsTo, [ctx.workspace, messages])),
  },
  formerWords,
  {
    table: 'messages',
    about: 'person',
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      conversation_id: 'key',
      person_id: 'pseudonym',
      sequence: 'code',
      kind: 'code',
      direction: 'code',
      author_kind: 'code',
      author_id: 'pseudonym',
      purpose: 'code',
      body: { category: 'Communication', sealed: true },
      html: { category: 'Communication', sealed: true },
      choices: { category: 'Communication', sealed: true },
      client_key: 'key',
      delivery: 'code',
      delivery_because: 'code',
      delivery_words: 'code',
      settled_at: 'time',
      found: 'code',
      edited_at: 'time',
      edit_order: 'code',
      unsent_at: 'time',
      kept_though_unsent: 'code',
      reaction: { category: 'Communication', sealed: true },
      reaction_order: 'code',
      is_played: 'code',
      at: 'time',
    },
    title: { en: 'Messages and notes', de: 'Nachrichten und Notizen' },
    purpose,
    period,
    count: count('messages'),
    export: exportMessages,
    exportEach: messagesInTurn,
    noted: ({ kind }) => (kind === 'note' ? ['body'] : []),
    countNoted: async (ctx, people) => (await ctx.db.one(countNotes, [ctx.workspace, people])).count,
    erase: (ctx, subjects) => ctx.db.run(eraseMessages, [ctx.workspace, subjects]),
    letGo: async (ctx, leaving) => {
      const left = goingOn(leaving);
      if (left.length > 0) await ctx.db.run(unreadWithout, [ctx.workspace, leaving.messages, left]);
      return ctx.db.run(dropMessages, [ctx.workspace, leaving.messages]);
    },
  },
  {
    table: 'conversations',
    about: 'person',
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      inbox_id: 'key',
      person_id: 'pseudonym',
      subject: { category: 'Communication', sealed: true },
      status: 'code',
      class: 'code',
      assignee_id: 'pseudonym',
      team_id: 'key',
      last_sequence: 'code',
      last_message_id: 'key',
      last_message_at: 'time',
      unread: 'code',
      created_at: 'time',
      closed_at: 'time',
      store_id: 'key',
    },
    title: { en: 'Conversations', de: 'Gespräche' },
    purpose,
    period,
    count: count('conversations'),
    export: exportConversations,
    exportEach: conversationsInTurn,
    erase: (ctx, subjects) => ctx.db.run(eraseConversations, [ctx.workspace, subjects]),
    letGo: async (ctx, leaving) => {
      const left = goingOn(leaving);
      if (left.length > 0) await ctx.db.run(goOnWithout, [ctx.workspace, left]);
      return ctx.db.run(dropEmpty, [ctx.workspace, leaving.finished]);
    },
  },
];
