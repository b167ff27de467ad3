// The rooms of the house in order: a room may lean only on rooms above it. This list is the table of contents and the law; the architecture test reads it.
import { accessRoom } from './access/room.ts';
import { assessmentsRoom } from './assessments/room.ts';
import { campaignsRoom } from './campaigns/room.ts';
import { channelsRoom } from './channels/room.ts';
import { consentRoom } from './consent/room.ts';
import { conversationsRoom } from './conversations/room.ts';
import { datamapRoom } from './datamap/room.ts';
import { decisionsRoom } from './decisions/room.ts';
import { defaultsRoom } from './defaults/room.ts';
import { departureRoom } from './departure/room.ts';
import { detectionRoom } from './detection/room.ts';
import { fieldsRoom } from './fields/room.ts';
import { gateRoom } from './gate/room.ts';
import { keysRoom } from './keys/room.ts';
import type { Room } from './kit/room.ts';
import { ledgerRoom } from './ledger/room.ts';
import { monitoringRoom } from './monitoring/room.ts';
import { peopleRoom } from './people/room.ts';
import { purposesRoom } from './purposes/room.ts';
import { retentionRoom } from './retention/room.ts';
import { rightsRoom } from './rights/room.ts';
import { storesRoom } from './stores/room.ts';
import { teamsRoom } from './teams/room.ts';
import { vendorsRoom } from './vendors/room.ts';

export const rooms: readonly Room[] = [
  ledgerRoom,
  keysRoom,
  defaultsRoom,
  purposesRoom,
  accessRoom,
  teamsRoom,
  peopleRoom,
  consentRoom,
  vendorsRoom,
  gateRoom,
  decisionsRoom,
  detectionRoom,
  conversationsRoom,
  fieldsRoom,
  channelsRoom,
  campaignsRoom,
  retentionRoom,
  rightsRoom,
  storesRoom,
  monitoringRoom,
  datamapRoom,
  assessmentsRoom,
  departureRoom,
];
