// The sections of the billing room, as links in its head.

import { billingWords as words } from '#core/words/rooms-billing.ts'
import { SectionLinks } from '#renderer/ui/SectionLinks.tsx'

const sections = [
  { href: '/billing', label: words.unbilled },
  { href: '/billing/documents', label: words.documents },
  { href: '/billing/periods', label: words.periods }
]

export function BillingNav(): React.JSX.Element {
  return <SectionLinks label={words.sections} sections={sections} />
}
