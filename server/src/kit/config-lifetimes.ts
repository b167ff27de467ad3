// Options that say how long something may live or lie: keys, backups, exports, notice.
export const lifetimes = {
  epochHours: {
    env: 'PARLEY_EPOCH_HOURS',
    type: 'number',
    default: 24,
    min: 1,
    max: 720,
    says: 'Hours after which an erased key can be recovered from no log and no backup: the epoch key is destroyed at least this often.',
  },
  exportDays: {
    env: 'PARLEY_EXPORT_DAYS',
    type: 'number',
    default: 3,
    min: 1,
    max: 30,
    says: 'Days after which the export of a whole company is wiped. Until then it lies in the data folder, sealed for whoever has its pass phrase.',
  },
  leaveNoticeDays: {
    env: 'PARLEY_LEAVE_NOTICE_DAYS',
    type: 'number',
    default: 14,
    min: 0,
    max: 366,
    says: 'Days that lie at least between asking for the end of a contract and its day. Until then it can be called off.',
  },
  leaveGraceDays: {
    env: 'PARLEY_LEAVE_GRACE_DAYS',
    type: 'number',
    default: 30,
    min: 1,
    max: 366,
    says: 'Days after the end of a contract in which the company may still fetch everything, and nothing more is written. Then it is deleted, also when nobody confirmed an export.',
  },
  backupDays: {
    env: 'PARLEY_BACKUP_DAYS',
    type: 'number',
    default: 30,
    min: 1,
    max: 366,
    says: 'Days after which a backup opens no more: its key is destroyed. Until then somebody erased meanwhile could be read in it, and certificates say so.',
  },
} as const;
