// Computers: slow, broken, hot, new.

import type { Category } from '../template.ts'

/** Trouble with laptops and desktops. */
export const computers: Category = {
  name: 'Computer',
  weight: 15,
  asset: 'computer',
  skill: 'windows',
  templates: [
    {
      subject: ['Laptop takes ten minutes to start', '{asset} is painfully slow', 'My computer hangs all the time'],
      says: [
        'My laptop needs about ten minutes after switching on until I can open anything. The fan is loud the whole time. It got worse over the last two weeks.',
        'Excel with the price list freezes for half a minute at a time, then it goes on. With two windows open nothing works any more.'
      ],
      finds: [
        '{asset} ({model}): 8 GB of memory, 97 % committed. Two virus scanners active, the old one was never removed.',
        'Disk at 100 % for minutes. SMART: {n} reallocated sectors and rising. The drive is on its way out, backup is from last night.'
      ],
      asks: [['Is it slow as well with the dock unplugged?', 'Yes, the same, with and without.']],
      fixes: [
        'Removed the leftover scanner, extended memory to 16 GB, start is 40 seconds now. {first} has tried the price list, no freezing.',
        'Cloned to a new 512 GB drive, everything as before incl. desktop. Old drive is in the safe for 30 days, then destroyed.'
      ],
      minutes: [30, 110],
      onSite: 0.35,
      part: ['SSD 512 GB NVMe', 'SSD-512-NV', 7400]
    },
    {
      subject: ['Blue screen on {asset}', '{asset} restarts by itself', 'Computer crashes several times a day'],
      says: [
        'Third blue screen today. It says something with WATCHDOG. I lost half an hour of work.',
        'The computer restarts without warning, mostly in video calls.'
      ],
      finds: [
        'Dumps point at the graphics driver, version from the vendor’s update last Tuesday. Two others of the same model had it.',
        'Memory test failed after 12 minutes in slot 2. Reseating did not help.'
      ],
      fixes: [
        'Rolled the graphics driver back and held that update for this model. Stable over a day of calls.',
        'Replaced the memory module under warranty, test ran four passes clean. {first} is back at work.'
      ],
      urgency: 1,
      minutes: [30, 90],
      onSite: 0.3,
      tags: ['crash']
    },
    {
      subject: ['Docking station: second screen stays black', 'Screens flicker at my desk'],
      says: [
        'When I come back from a meeting and dock, the right screen stays black. Unplugging three times sometimes helps.',
        'Both monitors flicker since the desks were moved. Colleagues at the same place have it as well.'
      ],
      finds: [
        'Dock firmware 1.0.14, the vendor lists exactly this fault as fixed in 1.0.21.',
        'DisplayPort cable is a 3 m no-name one that came with the move; the dock negotiates down and drops.'
      ],
      fixes: [
        'Updated dock firmware and the graphics driver, ten times docked and undocked without a fault.',
        'Exchanged both cables for certified ones. Picture is steady.'
      ],
      urgency: 3,
      minutes: [15, 45],
      onSite: 0.5,
      part: ['DisplayPort cable 2 m, certified', 'CBL-DP-2', 1490]
    },
    {
      subject: ['Battery of {asset} lasts half an hour', 'Battery swollen? Touchpad bulges'],
      says: [
        'My battery is empty after 30 minutes. In meetings I have to look for a socket.',
        'The touchpad sticks up and is hard to press. Is that dangerous?'
      ],
      finds: [
        'Battery report: 21 % of design capacity after {n} cycles. Same batch as the others of this model ({model}).',
        'Photo shows a swollen battery. Told {first} to switch it off, unplug it and leave it on the stone window sill.'
      ],
      fixes: [
        'New battery fitted, 9 hours in the test. Old one disposed of.',
        'Exchanged the laptop for a loaner the same day; battery replaced under the vendor’s programme, laptop is back at {first}’s desk.'
      ],
      urgency: 2,
      minutes: [25, 60],
      onSite: 0.5,
      part: ['Laptop battery 63 Wh', 'BAT-63', 9800],
      tags: ['battery']
    },
    {
      subject: ['New computer for {contact}', 'Laptop for new colleague starting {date}', 'Please prepare a workplace for {date}'],
      says: [
        'A new colleague starts on {date} in {room}. Please prepare a laptop with the usual programs and {app}.',
        'We have ordered a second screen and a laptop, could somebody set it up before {date}?'
      ],
      finds: ['Standard image, {app}, disk encryption and the client’s printer set. Account request is in the same ticket of HR.'],
      fixes: [
        'Laptop {tag} is set up, encrypted and labelled, and stands in {room}. First sign-in with {first} done together, mail and {app} work.'
      ],
      kind: 'request',
      channel: 'email',
      urgency: 3,
      minutes: [60, 150],
      onSite: 0.4,
      tags: ['onboarding']
    },
    {
      subject: ['Computer says “undoing changes” every morning', 'Update hangs at 35 % on {asset}'],
      says: [
        'Every morning it says “undoing changes made to your computer” and it takes 20 minutes.',
        'The update has been at 35 % since lunch. May I switch it off?'
      ],
      finds: ['Reserved partition is full, error 0x800f0922. {n} MB left.', 'Component store is damaged, three updates failed in a row.'],
      fixes: [
        'Enlarged the partition and installed all outstanding updates, two restarts, done.',
        'Repaired the component store with an in-place upgrade during the lunch break. Files and programs untouched.'
      ],
      minutes: [30, 75]
    }
  ]
}
