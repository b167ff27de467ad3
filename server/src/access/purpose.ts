// Staff are data subjects too: the one purpose for which this room reads them.
export const staffPurpose = 'staff-administration';
