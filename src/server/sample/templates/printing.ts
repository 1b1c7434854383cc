// Printers: the desk's daily bread.

import type { Category } from '../template.ts'

/** Trouble with printing and scanning. */
export const printing: Category = {
  name: 'Printing',
  weight: 11,
  asset: 'printer',
  skill: 'printers',
  templates: [
    {
      subject: ['{asset} jams on every second page', 'Paper jam again on {asset}', 'Printer in {room} keeps jamming'],
      says: [
        'The printer in {room} jams again and again, always somewhere near the back. We have taken the paper out three times now, it says tray 2.',
        'Hello, {asset} jams as soon as we print more than a couple of pages. The paper comes out folded like an accordion. We need it for the {date} mailing.'
      ],
      finds: [
        'Event log on {asset} shows 13.20 jams in the fuser exit, {n} since Monday. Page count is past the roller interval. Rollers and separation pad are due.',
        'Remote panel of {asset}: pick-up roller wear at 4 %. Same fault as last month, the pad was only cleaned then. Needs the maintenance kit, not another clean.'
      ],
      asks: [['Does it also jam from the bypass tray at the side?', 'Just tried it: from the side it works, only tray 2 jams.']],
      fixes: [
        'Fitted the roller kit in {asset} and cleaned the paper path, then ran 60 pages from both trays without a jam. Old rollers were glazed.',
        'Replaced separation pad and pick-up roller of tray 2. Printed 40 duplex pages with {first} watching, all fine. Please use the 80 g paper, the recycled one sheds a lot of dust.'
      ],
      minutes: [35, 80],
      onSite: 0.8,
      part: ['Roller kit tray 2', 'PR-ROLL-T2', 6490]
    },
    {
      subject: ['Streaks on every printout from {asset}', 'Grey lines down the page, {asset}', 'Print quality bad on {printer}'],
      says: [
        'Everything that comes out of {asset} has a grey line down the right side. Also on copies, so it is not the file.',
        'Our letters look dirty, there are streaks all over. We changed the toner yesterday but nothing got better.'
      ],
      finds: [
        'Streak repeats every 94 mm, that is the drum. Drum life 2 %.',
        'Copies from the glass are clean, copies from the feeder are not, so the scan strip is dirty and the engine is fine.'
      ],
      asks: [
        [
          'Could you copy one page from the glass and tell me whether the line is there too?',
          'From the glass it is clean! Only through the feeder.'
        ]
      ],
      fixes: [
        'New drum fitted in {asset}, calibration run, test pages clean.',
        'Cleaned the scan strip under the feeder with {first} on the phone: the line is gone. A dry lint-free cloth once a month keeps it away.'
      ],
      minutes: [15, 50],
      onSite: 0.4,
      part: ['Imaging drum', 'PR-DRUM-94', 11900]
    },
    {
      subject: ['Nobody can print to {asset}', '{asset} offline for everyone', 'Print jobs stuck, {room}'],
      says: [
        'Since this morning nothing prints on {asset}. The jobs sit in the queue and say “error”. About {n} people are waiting.',
        'Printer shows as offline on all computers here, but its display says ready.'
      ],
      finds: [
        'Printer answers on a new address after last night’s power cut; the queue still points at the old one. No reservation in DHCP for it.',
        'Spooler on the print server stopped at 08:12, a 480 MB job of the drawing office blocks the queue.'
      ],
      fixes: [
        'Set a DHCP reservation for {asset} and pointed the queue at it. Test pages from three computers came out. It will keep its address after a power cut now.',
        'Removed the stuck job, restarted the spooler and moved the drawing office to a queue of its own. All waiting jobs have printed.'
      ],
      impact: 2,
      urgency: 2,
      minutes: [15, 45],
      tags: ['print-server']
    },
    {
      subject: ['Scanner {asset} says “authentication failed”', '{asset} no longer sends scans'],
      says: [
        'When we scan to our mailbox the machine says “authentication failed”. It worked until Friday.',
        'Scans never arrive any more. The display says sent, but nobody gets anything, not even in spam.'
      ],
      finds: [
        'The scan account’s password expired after 180 days. Basic authentication was still in use.',
        'TLS 1.0 was switched off at the mail provider this week and the firmware of {asset} ({model}) is from three years ago.'
      ],
      fixes: [
        'Moved {asset} to the SMTP relay with its own credentials, sent three test scans to {first}, all arrived within seconds.',
        'Updated the firmware, switched to TLS 1.2 on port 587, scanned to two mailboxes successfully.'
      ],
      minutes: [20, 50],
      tags: ['scan']
    },
    {
      subject: ['Toner low on {asset}', 'Please order toner for {asset}', 'Black toner nearly empty'],
      says: [
        'Display says black toner 5 %. We have no spare one left, could you send two?',
        '{asset} asks for black toner again. Please order, our last one is in.'
      ],
      finds: ['Confirmed over SNMP: black 4 %, cyan 31 %, magenta 44 %, yellow 40 %. Last order four months ago.'],
      fixes: ['Two cartridges are on their way to {site}, delivery tomorrow. Spare goes into the cupboard next to the machine.'],
      kind: 'request',
      urgency: 3,
      minutes: [5, 12],
      part: ['Toner black, high yield', 'TN-BLK-HY', 8990]
    }
  ]
}
