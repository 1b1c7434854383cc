// A service report as it is printed and signed: work, parts, machines, signature. Times stand in the zone of the site, whoever looks.

import { reportMinutes } from '#core/work/report-content.ts'
import type { ReportContent, ServiceReport } from '#core/work/service-report.entity.ts'
import { durationWords } from '#renderer/ui/moments.ts'
import { SignatureDrawing } from '#renderer/ui/SignatureDrawing.tsx'
import { paperFormats } from './paper-formats.ts'
import styles from './paper.module.css'

type Signed = Pick<ServiceReport, 'content' | 'signerName' | 'signature' | 'signedAt'>

export function ReportPaper({ report }: { report: Signed }): React.JSX.Element {
  const { content } = report
  const { language, words: all } = paperFormats(content.language)
  const words = all.report
  return (
    <div lang={language}>
      <header className={styles['letterhead']}>
        <strong className={styles['house']}>{content.provider}</strong>
      </header>
      <h1 className={styles['title']}>{words.title}</h1>
      <dl className={styles['facts']}>
        <Fact label={words.client} value={content.client} />
        <Fact label={words.site} value={content.site} />
        <Fact label={words.ticket} value={[content.ticketNumber, content.subject].filter((text) => text !== '').join(' · ')} />
        <Fact label={words.technician} value={content.technician} />
      </dl>
      {content.summary !== '' && (
        <section>
          <h2>{words.summary}</h2>
          <p className={styles['text']}>{content.summary}</p>
        </section>
      )}
      {content.work.length > 0 && <Work content={content} />}
      {content.parts.length > 0 && <Parts content={content} />}
      {content.assets.length > 0 && <Assets content={content} />}
      <Signature report={report} />
    </div>
  )
}

function Fact({ label, value }: { label: string; value: string }): React.JSX.Element | null {
  if (value === '') return null
  return (
    <div>
      <dt>{label}</dt>
      <dd className={styles['text']}>{value}</dd>
    </div>
  )
}

function Work({ content }: { content: ReportContent }): React.JSX.Element {
  const formats = paperFormats(content.language)
  const words = formats.words.report
  const time = (at: number): string => formats.clock(at, content.timeZone)
  return (
    <section>
      <h2>{words.work}</h2>
      <Table head={[words.date, words.from, words.to, words.kind, words.person, words.note, words.minutes]}>
        {content.work.map((entry, place) => (
          <tr key={place}>
            <td className={styles['oneLine']}>{formats.date(entry.date)}</td>
            <td>{time(entry.from)}</td>
            <td>{time(entry.to)}</td>
            <td>{entry.kind}</td>
            <td>{entry.person}</td>
            <td className={styles['text']}>{entry.note}</td>
            <td data-figure>{durationWords(entry.minutes)}</td>
          </tr>
        ))}
        <tr className={styles['strong']}>
          <td colSpan={6}>{words.total}</td>
          <td data-figure>{durationWords(reportMinutes(content))}</td>
        </tr>
      </Table>
      <p className={styles['small']}>{words.zone(content.timeZone.replaceAll('_', ' '))}</p>
    </section>
  )
}

function Parts({ content: { parts, language } }: { content: ReportContent }): React.JSX.Element {
  const words = paperFormats(language).words.report
  return (
    <section>
      <h2>{words.parts}</h2>
      <Table head={[words.part, words.sku, words.serials, words.quantity]}>
        {parts.map((part, place) => (
          <tr key={place}>
            <td>{part.description}</td>
            <td>{part.sku}</td>
            <td>{part.serials.join(', ')}</td>
            <td data-figure>{part.quantity}</td>
          </tr>
        ))}
      </Table>
    </section>
  )
}

function Assets({ content: { assets, language } }: { content: ReportContent }): React.JSX.Element {
  const words = paperFormats(language).words.report
  return (
    <section>
      <h2>{words.assets}</h2>
      <ul>
        {assets.map(({ name, tag, serial }, place) => (
          <li key={place}>{[name, tag, serial].filter((text) => text !== '').join(' · ')}</li>
        ))}
      </ul>
    </section>
  )
}

function Table({ head, children }: { head: readonly string[]; children: React.ReactNode }): React.JSX.Element {
  return (
    <table className={styles['lines']}>
      <thead>
        <tr>
          {head.map((name, place) => (
            <th key={name} scope="col" {...(place === head.length - 1 ? { 'data-figure': '' } : {})}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

function Signature({ report: { content, signerName, signature, signedAt } }: { report: Signed }): React.JSX.Element {
  const formats = paperFormats(content.language)
  const words = formats.words.report
  return (
    <section className={styles['signature']}>
      <h2>{words.signature}</h2>
      {signedAt === null ? (
        <p>{words.unsigned}</p>
      ) : (
        <>
          {signature.length > 0 ? (
            <SignatureDrawing strokes={signature} label={words.signature} />
          ) : (
            <p className={styles['typedName']} aria-label={words.typedName}>
              {signerName}
            </p>
          )}
          <p>{words.signedBy(signerName, formats.moment(signedAt, content.timeZone))}</p>
        </>
      )}
    </section>
  )
}
