// Accounts, mail and security.

import type { Category } from '../template.ts'

/** Passwords, access, people who come and go. */
export const accounts: Category = {
  name: 'Account and access',
  weight: 14,
  asset: null,
  skill: 'identity',
  templates: [
    {
      subject: ['Can’t sign in after holiday', 'Account locked again', 'Password right, account locked'],
      says: [
        'I am back from holiday and my password does not work any more. After three attempts it says locked.',
        'Account locked again, the second time this week. I am sure that I type it correctly.'
      ],
      finds: [
        'Password expired on {date}. Identity checked by call back to the number on file.',
        'Lockouts come from {first}’s old phone that still tries the previous password, {n} attempts an hour.'
      ],
      fixes: [
        'Unlocked, new password set by {first} with me on the phone, mail app on the phone updated.',
        'Removed the old phone’s session. No lockout since.'
      ],
      urgency: 2,
      minutes: [5, 18],
      tags: ['password']
    },
    {
      subject: ['New phone, authenticator gone', 'Sign-in code never arrives'],
      says: [
        'I have a new phone and the app with the codes is empty. I can’t get into anything.',
        'The code by text message never arrives.'
      ],
      finds: [
        'Old method still registered. Identity checked with the manager by phone.',
        'Number on the account is that of the previous phone.'
      ],
      fixes: [
        'Reset the methods, {first} registered the new phone while I waited, sign-in works.',
        'Changed the number and added the app as second method.'
      ],
      urgency: 1,
      minutes: [10, 25],
      tags: ['mfa']
    },
    {
      subject: ['Access to the project folder for {contact}', 'Please give {contact} access to the shared mailbox'],
      says: [
        '{contact} needs to read and write in the project folder. Approved by me.',
        'Could you let {contact} open the shared mailbox and send from it? From {date}, please.'
      ],
      finds: ['Owner of the folder is the requester, so approval is fine. Group membership, no direct rights.'],
      fixes: [
        'Added to the group. It works after signing out and in once; {first} has confirmed.',
        'Full access and send-as set on the mailbox.'
      ],
      kind: 'request',
      urgency: 3,
      minutes: [8, 20],
      tags: ['permissions']
    },
    {
      subject: ['{contact} leaves on {date}', 'Offboarding: {contact}', 'Please close the account of {contact}'],
      says: [
        '{contact} leaves us on {date}. Please block the account that evening, keep the mailbox for the successor, and take the laptop back.'
      ],
      finds: ['Checklist started: sign-in, mail forwarding, licences, phone number, laptop, key card.'],
      fixes: [
        'Account blocked on the evening of {date}, mailbox is shared with the successor, two licences released, laptop collected and wiped.'
      ],
      kind: 'request',
      urgency: 3,
      minutes: [30, 70],
      tags: ['offboarding']
    }
  ]
}

/** Mail. */
export const mail: Category = {
  name: 'E-mail',
  weight: 10,
  asset: null,
  skill: 'mail',
  templates: [
    {
      subject: ['Our invoices arrive as spam', 'Mail from {client} rejected by a customer'],
      says: [
        'Two customers tell us that our invoices arrive in their spam folder. This is urgent, the month is closing.',
        'I get everything back from one customer with “550 5.7.1 not authorised”.'
      ],
      finds: [
        'SPF lacks the new invoice service. DMARC at p=quarantine, so it fails.',
        'Sending address is listed since {date} after a compromised web form.'
      ],
      fixes: [
        'Added the service to SPF and set up DKIM for it. Test to both customers went to the inbox.',
        'Closed the web form, asked for delisting, which came through after three hours.'
      ],
      impact: 2,
      minutes: [25, 70],
      tags: ['spf', 'deliverability']
    },
    {
      subject: ['Mailbox full', 'Can’t send: mailbox is over its limit', 'Outlook says quota exceeded'],
      says: ['I can’t send any more, it says my mailbox is full. I need all of it!', 'Sent a large drawing and now nothing goes out.'],
      finds: ['49.8 of 50 GB, 31 GB of it in Sent with attachments.'],
      fixes: ['Archive switched on, items older than two years move there on their own. {first} sends again.'],
      minutes: [12, 30]
    },
    {
      subject: ['Outlook asks for the password all the time', 'Outlook won’t open', 'Calendar does not update'],
      says: [
        'Outlook asks for my password every minute. I type it and it asks again.',
        'Since the update Outlook closes right after starting.',
        'Meetings that I accept on the phone don’t show on the computer.'
      ],
      finds: ['Two profiles, the old one still points at the previous server.', 'An add-in of {app} crashes at start.'],
      fixes: [
        'Removed the old profile and let it build anew, 20 minutes of syncing, fine since.',
        'Disabled the add-in, installed its current version, Outlook starts.'
      ],
      asks: [['Does it happen in the browser too, at the web mail?', 'No, web mail is fine. Only in Outlook.']],
      minutes: [15, 45]
    },
    {
      subject: ['Suspicious mail, did I click something?', 'Phishing mail to the whole office', 'Strange invoice from a “supplier”'],
      says: [
        'I clicked on a link in a mail about a parcel and typed my password. Then the page was blank. Was that stupid?',
        'Several of us got a mail that looks as if it came from our managing director, asking for gift cards.'
      ],
      finds: [
        'Sign-in from another country eight minutes later. Session ended, password reset. One forwarding rule found and removed.',
        '{n} recipients, nobody answered. Message pulled from all mailboxes.'
      ],
      fixes: [
        'Account is clean: password and second factor renewed, rules checked, no data went out according to the log. Short note for all staff attached.',
        'Sender blocked, look-alike domain reported, colleagues informed.'
      ],
      impact: 2,
      urgency: 1,
      minutes: [30, 90],
      tags: ['security', 'phishing']
    },
    {
      subject: ['Please set up a distribution list', 'Out-of-office for {contact}, who is ill'],
      says: [
        'We need a list for the new project team, names are attached.',
        '{contact} is ill. Please set an out-of-office message and forward to me until {date}.'
      ],
      finds: ['Approved by the manager. Nothing special.'],
      fixes: ['List is there, owner is {first}.', 'Message set, forwarding until {date}, I have a reminder to take it off.'],
      kind: 'request',
      urgency: 3,
      minutes: [6, 18]
    }
  ]
}
