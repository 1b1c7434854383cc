// Software, telephony, meeting rooms, licences.

import type { Category } from '../template.ts'

/** Programs and licences. */
export const software: Category = {
  name: 'Software',
  weight: 11,
  asset: 'computer',
  skill: 'windows',
  templates: [
    {
      subject: ['{app} shows error 1402 when saving', '{app} closes by itself'],
      says: [
        'When I save in {app} it says “unexpected error 1402”. My colleague next to me does not have that.',
        '{app} closes as soon as I open a customer. It started after the update on {date}.'
      ],
      finds: [
        'Local cache of {app} is damaged. Vendor knows it for this version.',
        'Rights on the working folder got lost with the profile migration.'
      ],
      asks: [['Does it happen with every customer or only this one?', 'With every one that has more than a page of history.']],
      fixes: [
        'Cleared the cache and installed the vendor’s hotfix, {first} worked for an hour without an error.',
        'Set the folder rights by policy, so it is right on new computers as well.'
      ],
      minutes: [20, 60]
    },
    {
      subject: ['Please install {app} on {asset}', 'Licence for {app} needed', '{app} says licence expired'],
      says: [
        'Please install {app} on my computer, my manager has agreed.',
        'Since today {app} says that the licence has expired and only opens files read-only.'
      ],
      finds: ['One licence free in the pool.', 'Subscription renewed on {date}, but this computer still has the old key.'],
      fixes: [
        'Installed and activated, opened a file together with {first}.',
        'Signed out and in at the licence service, full version again.'
      ],
      kind: 'request',
      urgency: 3,
      minutes: [12, 35],
      tags: ['licence']
    },
    {
      subject: ['Excel macro no longer runs', 'Letter template missing in Word'],
      says: [
        'The macro in our price list is blocked since the update. We need it every day.',
        'Our letter template is gone from the list in Word.'
      ],
      finds: [
        'Macros from network places are blocked by the new default. File is ours and signed by nobody.',
        'Template folder path still points at the old server.'
      ],
      fixes: [
        'Put the share on the list of trusted places by policy, for this folder only.',
        'Corrected the path by policy, template is back for everyone.'
      ],
      minutes: [15, 40]
    },
    {
      subject: ['Drive P: has a red cross on {asset}', 'Files don’t sync'],
      says: [
        'Drive P: has a red cross and I get to nothing.',
        'The sync icon has been spinning since yesterday; my colleagues don’t see my files.'
      ],
      finds: ['Mapped by a script that still names the old server.', 'Path longer than 260 characters in one folder, sync stops there.'],
      fixes: [
        'Drive comes by policy now, {first} signed in again and sees it.',
        'Shortened the folder name with {first}, {n} files went up, all green.'
      ],
      minutes: [10, 30]
    }
  ]
}

/** Telephony. */
export const telephony: Category = {
  name: 'Telephony',
  weight: 5,
  asset: 'phone',
  skill: 'voice',
  templates: [
    {
      subject: ['Phone {asset} says “not registered”', 'Calls drop after 15 minutes'],
      says: [
        'My desk phone says “registering…” and nothing happens. Others are fine.',
        'Calls with customers drop after exactly 15 minutes.'
      ],
      finds: [
        'Port has lost its voice VLAN after the exchange of the switch.',
        'Session timer of the trunk and the firewall’s SIP helper fight each other.'
      ],
      fixes: ['VLAN set again, phone registers, called it from outside.', 'Helper switched off, a test call ran for 40 minutes.'],
      minutes: [15, 45]
    },
    {
      subject: ['Holiday announcement from {date}', 'Main number should ring in {room} too'],
      says: [
        'From {date} we are closed for a week. Please play the holiday text and send urgent calls to my mobile.',
        'Please let the main number ring at reception and in {room} at the same time.'
      ],
      finds: ['Text recorded by the client, file is attached.'],
      fixes: ['Active from {date}, 00:00, ends on its own. Tested with both numbers.', 'Group changed, rings at both places.'],
      kind: 'request',
      urgency: 3,
      minutes: [10, 25]
    }
  ]
}

/** Meeting rooms and whatever else stands around. */
export const rooms: Category = {
  name: 'Meeting room',
  weight: 3,
  asset: 'other',
  skill: 'hardware',
  templates: [
    {
      subject: ['No picture in {room}', 'Conference system in {room} has an echo'],
      says: [
        'We have guests at two and the big screen in {room} stays black.',
        'The others hear themselves as soon as we speak in {room}.'
      ],
      finds: [
        'HDMI extender under the table lost power, somebody used its socket for a charger.',
        'Two microphones active, laptop and room system.'
      ],
      fixes: [
        'Extender has a socket of its own now with a label. Picture is there, ten minutes before the guests.',
        'Laptop joins muted by default, echo is gone. Card with three steps lies on the table.'
      ],
      urgency: 1,
      minutes: [15, 50],
      onSite: 0.6,
      tags: ['av']
    }
  ]
}
