// Words on printed documents in English: the shape that every other language has too.

import type { Charge } from '../billing/charge.entity.ts'
import type { Invoice } from '../billing/invoice.entity.ts'
import { workKindWords } from './records.ts'

const kinds: Readonly<Record<Invoice['kind'], string>> = { invoice: 'Invoice', 'credit-note': 'Credit note', deposit: 'Deposit invoice' }
const units: Readonly<Record<Charge['unit'], string>> = { HUR: 'h', C62: 'pcs', KMT: 'km', MON: 'months', DAY: 'days' }

/** English words on invoices, credit notes and service reports. */
export const paperWordsEn = {
  kinds,
  units,
  invoice: {
    number: 'Number',
    issuedOn: 'Date',
    dueOn: 'Due',
    period: 'Period',
    reference: 'Your reference',
    vatId: 'VAT ID',
    taxNumber: 'Tax number',
    registration: 'Register number',
    position: 'No.',
    date: 'Date',
    description: 'Description',
    quantity: 'Quantity',
    price: 'Price',
    tax: 'Tax',
    net: 'Net',
    lines: 'Lines',
    sums: 'Sums',
    netSum: 'Net',
    taxOf: (percent: string, amount: string) => `${percent} tax on ${amount}`,
    noTaxOf: (amount: string) => `No tax on ${amount}`,
    gross: 'Total',
    deposit: (number: string) => `Deposit ${number}`,
    payable: 'To pay',
    givenBack: 'Given back',
    credits: (number: string, date: string) => `Takes back invoice ${number} of ${date}.`,
    creditsPart: (number: string, date: string) => `Takes back a part of invoice ${number} of ${date}.`,
    pay: (amount: string, date: string, number: string) => `Please pay ${amount} by ${date}, quoting ${number}.`,
    account: 'Bank',
    contact: 'Contact'
  },
  report: {
    title: 'Service report',
    number: 'Number',
    ticket: 'Ticket',
    client: 'Client',
    site: 'Site',
    technician: 'Technician',
    subject: 'Subject',
    summary: 'What was done',
    work: 'Time',
    date: 'Date',
    from: 'From',
    to: 'To',
    kind: 'Kind',
    kinds: workKindWords,
    person: 'By',
    note: 'Note',
    minutes: 'Time',
    total: 'Together',
    zone: (zone: string) => `Times in ${zone}`,
    parts: 'Parts',
    part: 'Part',
    sku: 'Article',
    quantity: 'Quantity',
    serials: 'Serial numbers',
    assets: 'Machines',
    signature: 'Signature',
    signedBy: (name: string, moment: string) => `Signed by ${name}, ${moment}`,
    typedName: 'Signed by typed name',
    unsigned: 'Not signed yet'
  }
}
