// Networks: lines, wireless, switches, VPN.

import type { Category } from '../template.ts'

/** Trouble with networks. */
export const network: Category = {
  name: 'Network',
  weight: 9,
  asset: 'network',
  skill: 'network',
  templates: [
    {
      subject: ['Wi-Fi drops in {room}', 'No wireless in {room} since yesterday', 'Calls break off on Wi-Fi'],
      says: [
        'In {room} the Wi-Fi drops every few minutes. On the corridor it is fine.',
        'Video calls break off when we walk from {room} to the kitchen. It has been like that since the move.'
      ],
      finds: [
        '{asset} changes channel up to {n} times an hour: radar detection on channel 100. Neighbour’s access point is on 36.',
        'Two access points at full power, clients stick to the far one. Signal in {room} −78 dBm.'
      ],
      asks: [['Which devices lose it: laptops, phones, or both?', 'Laptops mostly. My phone stays connected.']],
      fixes: [
        'Fixed the channels (36/48), lowered the power by 3 dB. No drop in 24 hours according to the controller.',
        'Moved the access point by two metres out of the metal ceiling. −58 dBm in {room} now.'
      ],
      impact: 2,
      minutes: [30, 90],
      onSite: 0.4,
      tags: ['wifi']
    },
    {
      subject: ['Internet down at {site}', 'Whole office offline', '{site}: no internet, phones dead too'],
      says: [
        'Nothing works, no internet, no phones. {n} people here can’t work. Please call my mobile.',
        'Since 09:40 we are offline completely. The box in the cabinet has a red light.'
      ],
      finds: [
        'Line down at the provider, ticket opened with them (ref {n}4471). Backup LTE did not take over: SIM inactive since the contract change.',
        'WAN port of {asset} up, no PPPoE answer. Provider confirms an outage in the exchange.'
      ],
      fixes: [
        'Provider repaired the line at the exchange. Backup SIM is active again and tested: pulling the cable switches over in 25 seconds.',
        'Line is back since noon. Watched it for two hours, no loss.'
      ],
      impact: 1,
      urgency: 1,
      minutes: [40, 150],
      onSite: 0.3,
      outage: true,
      tags: ['outage', 'provider']
    },
    {
      subject: ['VPN connects but nothing opens', 'VPN from home does not work', 'Home office: no access to the server'],
      says: [
        'VPN says connected, but I can’t open any drive. Yesterday it worked.',
        'After changing my password I can’t get in by VPN. In the office everything is fine.'
      ],
      finds: [
        'Home router hands out 192.168.1.0/24, the same as the office. Routes overlap.',
        'Cached credentials of the old password on {first}’s laptop; gateway log shows {n} failed attempts.'
      ],
      fixes: [
        'Moved the remote clients to split routes, drives open now from {first}’s home network.',
        'Cleared the stored password, signed in once with the new one, VPN and drives are fine.'
      ],
      minutes: [15, 50],
      tags: ['vpn', 'home-office']
    },
    {
      subject: ['Sockets in {room} dead after the move', 'Please patch two desks in {room}', 'Network sockets needed at new desks'],
      says: [
        'We moved desks on Friday and the sockets in {room} don’t work. Two colleagues sit in the hallway on Wi-Fi.',
        'Please activate sockets 2.14 and 2.15, for a phone and a computer.'
      ],
      finds: ['Sockets are not patched. {asset} has {n} free ports, two with PoE.'],
      fixes: ['Patched both sockets, voice VLAN on one, labels and plan updated.'],
      kind: 'request',
      urgency: 3,
      minutes: [25, 60],
      onSite: 0.9,
      part: ['Patch cable 1 m, grey', 'CBL-P-1', 390]
    },
    {
      subject: ['Firewall blocks our supplier’s portal', 'Upload to customer fails'],
      says: [
        'We can’t reach our supplier’s ordering portal, it says connection reset. From my phone it works.',
        'Uploading drawings to our customer stops at about 100 MB.'
      ],
      finds: ['Content filter rates the new domain as “parked”.', 'SSL inspection cuts sessions after 300 seconds.'],
      fixes: [
        'Allowed the domain for all, checked with {first}: ordering works.',
        'Excluded the transfer host from inspection, 1.2 GB went through.'
      ],
      minutes: [10, 35],
      tags: ['firewall']
    }
  ]
}

/** The line that comes and goes: alerts of one site, again and again. */
export const flappingLine: Category = {
  name: 'Network',
  weight: 0,
  asset: 'network',
  skill: 'network',
  templates: [
    {
      subject: ['{asset}: WAN down', '{asset}: WAN unreachable for {n} minutes', '{asset}: packet loss above 40 %'],
      says: [
        'ALERT {asset} wan1 is down since {h}:14. Last seen 87.{n}.12.4. Fingerprint wan-{tag}.',
        'ALERT {asset} packet loss 43 % over 5 minutes on wan1, latency 380 ms. Fingerprint wan-{tag}.'
      ],
      finds: [
        'Came back by itself after {n} minutes. Modem log: loss of sync, 11 dB margin. Same as last week.',
        'Down in rain again. Provider measured and says their side is fine. I don’t believe it.'
      ],
      fixes: ['Line is stable again. Watching it.', 'Modem restarted, sync at full rate for now.'],
      kind: 'alert',
      channel: 'alert',
      impact: 2,
      urgency: 2,
      minutes: [10, 30],
      outage: true,
      tags: ['wan', 'monitoring']
    }
  ]
}
