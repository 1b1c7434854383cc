// Names of people, places and companies. All are made up; addresses end in domains that are reserved for examples.

/** First names. */
export const firstNames: readonly string[] =
  'Aoife Ben Ciara Daniel Elena Finn Grace Hannah Ivan Julia Kieran Laura Marek Nina Oscar Petra Quentin Rosa Stefan Tara Ursula Viktor Wendy Yusuf Zoe Conor Maeve Liam Sophie Jonas Anke Dieter Heike Lukas Birgit Thomas Emily Jack Olivia Noah Megan Tyler Rachel Brandon Priya Arjun Mei Carlos Lucia Ahmed Fatima Kofi Amara Sven Ingrid Paulo Marta Tomasz Agnes Ruth Simon'.split(
    ' '
  )

/** Last names. */
export const lastNames: readonly string[] =
  'Brennan Kowalski Schneider Murphy Novak Fischer Walsh Okafor Lindgren Weber Doyle Rossi Hartmann Byrne Santos Keller Gallagher Petrov Vogel Nolan Jensen Kaya Brandt Quinn Moreau Lorenz Fitzgerald Silva Wagner Kavanagh Tanaka Becker Hughes Marino Seidel Costello Haddad Richter Foley Nguyen Bauer Whelan Sato Krause Power Mendes Busch Hayes Adeyemi Pohl Sweeney Roth Dunne Iversen Franke Healy Castro Lang Maher Winters'.split(
    ' '
  )

/** Names that companies go by. */
export const companyNames: readonly string[] =
  'Alderley Brannigan Calloway Dunmore Eastgate Fairholm Glenmara Hollis Inverin Jarlath Kestrel Larkfield Merrion Norrvik Oakhurst Pembridge Quayside Rathmore Selwyn Tannhaus Umbra Vantry Westhaven Yarrow Zellner Ashcombe Birkner Corrib Dornbach Elstree Falkenau Greystone Hartwell Ilmenau Juniper Kinsale Lindenhof Mayfield Nordkamp Ormond Prinsen Rosslare Steinbach Tullow Upton Vierling Wexley Arden Bellamy Carrick Doverdale Engelberg'.split(
    ' '
  )

/** A line of business: what its firms are called, and what an hour of standstill roughly costs per head in minor units. */
export interface Industry {
  readonly name: string
  readonly suffixes: readonly string[]
  readonly hourMinor: number
}

/** Lines of business. */
export const industries: readonly Industry[] = [
  { name: 'Law', suffixes: ['Solicitors', '& Partners', 'Legal'], hourMinor: 9500 },
  { name: 'Accountancy', suffixes: ['Accountants', 'Tax Advisers', '& Lowe'], hourMinor: 8000 },
  { name: 'Logistics', suffixes: ['Logistics', 'Freight', 'Haulage'], hourMinor: 5200 },
  { name: 'Manufacturing', suffixes: ['Precision', 'Plastics', 'Tooling', 'Metalworks'], hourMinor: 6100 },
  { name: 'Health care', suffixes: ['Dental', 'Medical Centre', 'Physio'], hourMinor: 7000 },
  { name: 'Construction', suffixes: ['Construction', 'Builders', 'Civil Engineering'], hourMinor: 4800 },
  { name: 'Retail', suffixes: ['Outfitters', 'Stores', 'Garden Centres'], hourMinor: 3900 },
  { name: 'Hospitality', suffixes: ['Hotels', 'Catering', 'Inns'], hourMinor: 3400 },
  { name: 'Architecture', suffixes: ['Architects', 'Studio', 'Planning'], hourMinor: 6400 },
  { name: 'Education', suffixes: ['Language School', 'Academy'], hourMinor: 2900 },
  { name: 'Food', suffixes: ['Foods', 'Bakery', 'Dairy'], hourMinor: 4500 },
  { name: 'Property', suffixes: ['Estates', 'Property', 'Lettings'], hourMinor: 4200 }
]

/** A town in which clients have places. */
export interface Town {
  readonly name: string
  readonly country: string
  readonly timeZone: string
  readonly streets: readonly string[]
  readonly dial: string
}

/** Towns in three time zones. */
export const towns: readonly Town[] = [
  {
    name: 'Dublin',
    country: 'IE',
    timeZone: 'Europe/Dublin',
    streets: ['Merrion Quay', 'Harcourt Row', 'Sandyford Way'],
    dial: '+353 1 555'
  },
  { name: 'Cork', country: 'IE', timeZone: 'Europe/Dublin', streets: ['Lapps Lane', 'Albert Wharf', 'South Terrace'], dial: '+353 21 555' },
  { name: 'Galway', country: 'IE', timeZone: 'Europe/Dublin', streets: ['Claddagh Road', 'Dock Street'], dial: '+353 91 555' },
  { name: 'Hamburg', country: 'DE', timeZone: 'Europe/Berlin', streets: ['Hafenweg', 'Lindenallee', 'Am Speicher'], dial: '+49 40 555' },
  { name: 'Leipzig', country: 'DE', timeZone: 'Europe/Berlin', streets: ['Gerberstraße', 'Am Markt'], dial: '+49 341 555' },
  { name: 'Boston', country: 'US', timeZone: 'America/New_York', streets: ['Harbor Street', 'Beacon Court'], dial: '+1 617 555' },
  { name: 'Philadelphia', country: 'US', timeZone: 'America/New_York', streets: ['Walnut Lane', 'Front Street'], dial: '+1 215 555' }
]
