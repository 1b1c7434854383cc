// Sentences of every day that any ticket may hold: acknowledgements, chasing, thanks, endings.

import type { TimeEntry } from '#core/work/time-entry.entity.ts'

/** First answers. */
export const acknowledgements: readonly string[] = [
  'Hello {first}, thank you, I have it and am looking at it now. I will call you back within the hour.',
  'Hi {first}, got it. I am connecting to have a look; please leave everything switched on.',
  'Thank you for the report, {first}. I have put it first in the queue and come back to you as soon as I know more.',
  'Hello {first}, I have called you but only reached the voicemail. I start with the logs meanwhile. You reach me directly by answering this message.',
  'Hi {first}, I see it here as well. Working on it.',
  'Good morning {first}, thanks for the details, they help a lot. I will look at it before eleven.',
  'Hello {first}, noted. Somebody of us is at {site} on {date} anyway and will take care of it then, unless it gets worse before.'
]

/** Questions when a template has none of its own. */
export const questions: readonly (readonly [string, string])[] = [
  [
    'Hello {first}, could you tell me since when exactly, and whether a colleague nearby sees the same?',
    'Since about {h} o’clock. My neighbour has no trouble.'
  ],
  [
    'Could you send me a picture of the message, please? And does it come back after a restart?',
    'Picture is attached. After a restart it was fine for an hour, then it came back.'
  ],
  ['May I connect to your computer this afternoon between two and four?', 'Yes, please after half past two, I am in a meeting before.'],
  ['{first}, is it still there this morning?', 'Sorry for the late answer, I was out. Yes, still the same.'],
  ['Who else is affected, only {room} or the other rooms too?', 'Only us here as far as I know. I asked around.']
]

/** Notes on the way. */
export const notes: readonly string[] = [
  'Called {contact}, no answer, left a message.',
  'Vendor case opened, they answer within a day. Reference is in the subject of their mail.',
  'Talked to {contact}: not as urgent as it sounded, but please this week.',
  'Second level has looked at it too. Same view.',
  'Part is ordered, delivery note on {date}.',
  'Tried with a fresh profile: same fault. So it is the machine and not the user.',
  'Waiting for the provider. They promised a call before noon, which did not come. Chased.',
  'On site {date}: {room} was locked, no key at reception. New appointment made.',
  'Client asks what it will cost. Told them: by time, as always, I expect about an hour.',
  'Looked through earlier tickets of {asset}: third time this quarter. Worth a word in the next review.'
]

/** The client at the end. */
export const thanks: readonly string[] = [
  'Works again, thank you very much!',
  'Perfect, many thanks for the quick help.',
  'Tested it just now, all fine. Thanks!',
  'Great, that was fast. You can close it.',
  'Thanks. If it comes back I will call.',
  'It works. My colleagues say thank you as well.'
]

/** Notes on time entries by kind of work. */
export const timeNotes: Readonly<Record<TimeEntry['kind'], readonly string[]>> = {
  remote: [
    'Analysis and fix by remote session',
    'Call with {contact}, remote session',
    'Checked logs, coordinated with the vendor',
    'Test with the user, documentation',
    'Remote session, settings corrected and tested'
  ],
  'on-site': [
    'On site at {site}',
    'Exchange on site, old part taken along',
    'On site, test with {contact}',
    'Work in {room}, labels and plan updated'
  ],
  travel: ['Drive to {site} and back', 'Travel to {site}']
}

/** Places in a building. */
export const roomNames: readonly string[] = [
  'accounting',
  'the meeting room on the 2nd floor',
  'reception',
  'the workshop office',
  'dispatch',
  'room 2.14',
  'the open-plan office',
  'the warehouse office',
  'purchasing',
  'room 1.07',
  'the showroom',
  'the drawing office',
  'human resources',
  'the board room'
]

/** Business programs. */
export const applications: readonly string[] = [
  'LedgerPro',
  'CaseFile',
  'TradeDesk ERP',
  'DraftCAD 24',
  'PracticeMate',
  'StockFlow',
  'PayWell Payroll',
  'FieldPlan',
  'DocuVault',
  'TimeSheet Plus'
]
