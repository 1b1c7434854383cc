// What is promised and charged, as parts of the settings.

export { CalendarsPart } from './CalendarsPart.tsx'
export { PricesPart } from './PricesPart.tsx'
export { SlaPoliciesPart } from './SlaPoliciesPart.tsx'
export { TaxesPart } from './TaxesPart.tsx'
