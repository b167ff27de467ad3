// The door of conversations: who talks with whom, in order, once, with a delivery state that only advances. Words are sealed under the person.
export { replyAgain } from './again.ts';
export { messageQueued } from './announcements.ts';
export { type Asking, askingIn, askingSince, askingsOf, firstHeardAfter, heardAsking, talkSince } from './asking.ts';
export { changeWords, react, takeBack } from './change.ts';
export {
  begun,
  explainDelivery,
  failUnfetched,
  failWaiting,
  markFetched,
  messageFacts,
  readForDelivery,
  setDelivery,
  unfetched,
  writtenPlayed,
} from './deliver.ts';
export { asDownload } from './downloads.ts';
export { attachmentOf, fileFields, openFile, upload } from './files.ts';
export { disposition, safeFile } from './filetype.ts';
export { fitting, type Written } from './fitting.ts';
export { guardPermission } from './guard.ts';
export { addInbox, changeInbox, inboxOf, listInboxes } from './inboxes.ts';
export { keepable, ownerOf } from './keepable-store.ts';
export { conversationsStay, livesSql, nextToGo, servedSql, whoTalks } from './lives.ts';
export { countWaiting, houseAnswered, outgoingSql, purposeAnswered, waitingIn, writtenSince } from './outgoing-store.ts';
export { outward, type Seen } from './outward.ts';
export { personWrites, presenceTopic } from './presence.ts';
export { beginsWith, conversationsInReach, forThose, opensSpecialOf, peopleInReach, refuseStrange } from './reach.ts';
export { readMessage } from './reading.ts';
export { receive } from './receive.ts';
export { hear, receiveMany } from './receive-many.ts';
export { lastHeard, reply, start } from './reply.ts';
export { fileOf, keyOf } from './routes.ts';
export { lastShown, listShown, looksAfter, readShown, readShownFile } from './shown.ts';
export { conversationOf as conversation, conversationWith, latestConversation, seenOf } from './threads.ts';
export {
  type Content,
  deliveryFields,
  type Heard,
  type MessageFacts,
  type SafeFile,
  type ShownMessage,
  type Taken,
} from './types.ts';
export { settle, toTryAgain } from './undelivered.ts';
export { goOnIn, isTheirs, setStore } from './views.ts';
export { waysOf } from './ways-store.ts';
export { known as alreadyWritten } from './write.ts';
