// An invoice or credit note as it is printed: who, for whom, what, how much, how it is paid. No words or sums but those of the document.

import type { ReactNode } from 'react'
import type { IssuedDocument } from '#core/documents/issued-document.ts'
import { InvoicePaperLines } from './InvoicePaperLines.tsx'
import { type PaperFormats, paperFormats } from './paper-formats.ts'
import styles from './paper.module.css'

export function InvoicePaper({ document }: { document: IssuedDocument }): React.JSX.Element {
  const { seller, buyer, kind, number, preceding } = document
  const formats = paperFormats(document.language)
  const words = formats.words.invoice
  return (
    <div lang={formats.language}>
      <header className={styles['letterhead']}>
        <strong className={styles['house']}>{seller.name}</strong>
        <span>{addressOf(seller, null, formats).join(' · ')}</span>
      </header>
      <div className={styles['addresses']}>
        <address className={styles['buyer']}>
          <strong>{buyer.name}</strong>
          {addressOf(buyer, seller.country, formats).map((line) => (
            <span key={line}>{line}</span>
          ))}
        </address>
        <Facts facts={factsOf(document, formats)} />
      </div>
      <h1 className={styles['title']}>
        {formats.words.kinds[kind]} {number}
      </h1>
      <p className={styles['lead']}>{document.title}</p>
      {preceding !== null && (
        <p>{words[preceding.isPart ? 'creditsPart' : 'credits'](preceding.number, formats.date(preceding.issuedOn))}</p>
      )}
      {document.note !== '' && <p className={styles['text']}>{document.note}</p>}
      <InvoicePaperLines document={document} formats={formats} />
      <Sums document={document} formats={formats} />
      {kind !== 'credit-note' && document.payableMinor > 0 && (
        <p>{words.pay(formats.money(document.payableMinor, document.currency), formats.date(document.dueOn), number)}</p>
      )}
      <Foot document={document} formats={formats} />
    </div>
  )
}

/** A document and how it is written. */
export interface WrittenProps {
  readonly document: IssuedDocument
  readonly formats: PaperFormats
}

type Fact = readonly [label: string, value: string]

function Facts({ facts }: { facts: readonly Fact[] }): React.JSX.Element {
  return (
    <dl className={styles['facts']}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function factsOf(document: IssuedDocument, { words: { invoice: words }, date, period }: PaperFormats): readonly Fact[] {
  const { number, issuedOn, dueOn, from, through, kind, buyer, buyerReference } = document
  return [
    [words.number, number],
    [words.issuedOn, date(issuedOn)],
    [words.dueOn, kind === 'credit-note' ? '' : date(dueOn)],
    [words.period, from === null || through === null ? '' : period(from, through)],
    [words.reference, buyerReference],
    [words.vatId, buyer.vatId]
  ]
}

function Sums({ document, formats }: WrittenProps): React.JSX.Element {
  const words = formats.words.invoice
  const money = (minor: number): string => formats.money(minor, document.currency)
  const { taxes, deposits } = document
  return (
    <>
      <table className={styles['sums']} aria-label={words.sums}>
        <tbody>
          <Sum label={words.netSum}>{money(document.netMinor)}</Sum>
          {taxes.map(({ category, rate, taxableMinor, taxMinor }) => (
            <Sum
              key={`${category} ${String(rate)}`}
              label={rate === 0 ? words.noTaxOf(money(taxableMinor)) : words.taxOf(formats.percent(rate), money(taxableMinor))}
            >
              {money(taxMinor)}
            </Sum>
          ))}
          <Sum label={words.gross}>{money(document.grossMinor)}</Sum>
          {deposits.map(({ invoiceId, number, amountMinor }) => (
            <Sum key={invoiceId} label={words.deposit(number)}>
              {money(-amountMinor)}
            </Sum>
          ))}
          <Sum label={document.kind === 'credit-note' ? words.givenBack : words.payable} strong>
            {money(document.payableMinor)}
          </Sum>
        </tbody>
      </table>
      {taxes
        .filter(({ exemptionReason }) => exemptionReason !== '')
        .map(({ category, exemptionReason }) => (
          <p key={category}>{exemptionReason}</p>
        ))}
    </>
  )
}

function Sum({ label, strong = false, children }: { label: string; strong?: boolean; children: ReactNode }): React.JSX.Element {
  return (
    <tr className={strong ? styles['strong'] : undefined}>
      <th scope="row">{label}</th>
      <td>{children}</td>
    </tr>
  )
}

function Foot({ document: { seller }, formats }: WrittenProps): React.JSX.Element {
  const words = formats.words.invoice
  return (
    <footer className={styles['foot']}>
      <Facts
        facts={[
          [words.account, [seller.bankName, seller.iban, seller.bic].filter(isTold).join(' · ')],
          [words.contact, [seller.contactName, seller.phone, seller.email].filter(isTold).join(' · ')],
          [words.vatId, seller.vatId],
          [words.taxNumber, seller.taxNumber],
          [words.registration, seller.registration]
        ]}
      />
    </footer>
  )
}

/** Lines of an address. @param from where a letter would come from: the country is named when it goes abroad; null: always named */
function addressOf(
  { street, postcode, city, country }: IssuedDocument['seller'],
  from: string | null,
  formats: PaperFormats
): readonly string[] {
  const abroad = country === from ? '' : formats.country(country)
  return [...street.split('\n'), `${postcode} ${city}`, abroad].map((line) => line.trim()).filter(isTold)
}

function isTold(text: string): boolean {
  return text !== ''
}
