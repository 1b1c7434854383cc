// Servers, backup, monitoring: what breaks at night.

import type { Category } from '../template.ts'

/** Servers, storage and backup. */
export const servers: Category = {
  name: 'Server and backup',
  weight: 9,
  asset: 'server',
  skill: 'server',
  templates: [
    {
      subject: ['{asset}: disk C: above 95 %', '{asset}: volume data almost full', '{asset}: low disk space'],
      says: [
        'ALERT {asset} volume C: 96 % used, {n} GB left. Fingerprint disk-{tag}.',
        'ALERT {asset} /data 97 % used. At this rate full in 2 days. Fingerprint disk-{tag}.'
      ],
      finds: [
        'Log files of {app}, 41 GB, not rotated since the update.',
        'Update cache and old profiles. Nothing unusual in growth otherwise.'
      ],
      fixes: ['Rotation set to 14 days, 38 GB freed, 71 % used now.', 'Cleaned the caches, extended the volume by 60 GB.'],
      kind: 'alert',
      channel: 'alert',
      minutes: [10, 30],
      tags: ['monitoring', 'disk']
    },
    {
      subject: ['Backup of {asset} failed', '{asset}: no restore point for 48 h', 'Nightly backup: warning on {asset}'],
      says: [
        'ALERT job “{client} daily” failed: cannot create a snapshot of {asset}, timeout. Fingerprint backup-{tag}.',
        'ALERT last restore point of {asset} is {n} hours old. Fingerprint backup-{tag}.'
      ],
      finds: [
        'VSS writer of {app} in a failed state, last restart of {asset} 94 days ago.',
        'Repository full, retention did not run because an old chain is locked.'
      ],
      fixes: [
        'Restarted in the agreed window, job ran by hand, 2 h 10 min, restore of one file tested.',
        'Released the chain, retention freed 1.1 TB, tonight’s job is green.'
      ],
      kind: 'alert',
      channel: 'alert',
      impact: 2,
      minutes: [20, 60],
      tags: ['monitoring', 'backup']
    },
    {
      subject: ['Deleted the wrong folder, please restore', 'File overwritten, need yesterday’s version'],
      says: [
        'I deleted a folder on the shared drive by mistake, it was called “Offers {date}”. Can you get it back?',
        'Somebody overwrote our calculation. I need the version of yesterday noon.'
      ],
      finds: ['Previous versions reach back to 12:00 yesterday. Folder had 214 files.'],
      fixes: [
        'Restored beside the original, {first} checked it and moved it into place.',
        'Yesterday’s 12:00 version is in the folder as a copy.'
      ],
      kind: 'request',
      urgency: 2,
      minutes: [12, 35],
      tags: ['restore']
    },
    {
      subject: ['{app} is down for everyone', '{app} very slow since this morning'],
      says: [
        '{app} does not open for anybody. The phone here does not stop ringing.',
        'Every click in {app} takes ten seconds. All {n} of us have it.'
      ],
      finds: [
        'SQL service on {asset} stopped: transaction log volume full.',
        'Blocking by a report that was started at 08:55; waits of 9 s.',
        'After the Windows updates the licence service of {app} did not start.'
      ],
      fixes: [
        'Log backup run, volume extended, service up since, {app} opens.',
        'Ended the report, moved it to the night. Response is back below one second.',
        'Licence service set to delayed start, checked after a restart.'
      ],
      impact: 1,
      urgency: 1,
      minutes: [30, 120],
      outage: true,
      tags: ['outage']
    },
    {
      subject: ['{asset}: power supply 2 failed', '{asset}: RAID degraded'],
      says: [
        'ALERT {asset} hardware: power supply 2 lost input. Fingerprint hw-{tag}.',
        'ALERT {asset} RAID 5 degraded, disk in bay {n} predicted failure. Fingerprint hw-{tag}.'
      ],
      finds: [
        'Warranty is valid, case opened with the vendor, part arrives tomorrow.',
        'Out of warranty. Spare disk is on the shelf at {site}.'
      ],
      fixes: ['Part exchanged in operation, all lights green.', 'Disk exchanged, rebuild took 5 hours, array is optimal.'],
      kind: 'alert',
      channel: 'alert',
      impact: 2,
      urgency: 2,
      minutes: [40, 100],
      onSite: 0.9,
      part: ['SAS disk 1.2 TB 10k', 'HDD-SAS-12', 21900],
      tags: ['hardware', 'monitoring']
    },
    {
      subject: ['Monthly patching {asset}', 'Quarterly restore test'],
      says: [
        'Planned maintenance by the schedule. Window after 20:00, client informed.',
        'Restore test of one server and ten files by the contract.'
      ],
      finds: ['Snapshot taken before. {n} updates outstanding.'],
      fixes: [
        'All updates installed, two restarts, services checked by the list.',
        'Restore into the test network worked, protocol is attached to the client’s file.'
      ],
      kind: 'maintenance',
      channel: 'schedule',
      urgency: 3,
      minutes: [30, 80],
      tags: ['maintenance']
    }
  ]
}
