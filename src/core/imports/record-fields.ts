// Fields of clients, contacts and assets as other systems name them.

import { assetKinds, assetStatuses } from '../assets/asset.entity.ts'
import { serviceModels } from '../clients/client.entity.ts'
import { type ImportField, names, synonymsOf } from './field.ts'

/** Fields of a client. */
export const clientFields: readonly ImportField[] = [
  {
    key: 'name',
    kind: 'line',
    max: 200,
    required: true,
    aliases: names('name | client | client name | company | company name | customer | account | organization | organisation | account name')
  },
  {
    key: 'code',
    kind: 'line',
    max: 24,
    aliases: names('code | short name | abbreviation | client code | identifier | customer number | company id | id')
  },
  {
    key: 'serviceModel',
    kind: 'choice',
    choices: serviceModels,
    synonyms: synonymsOf({ 'break-fix': 'break fix | breakfix', managed: 'msp | contract', hybrid: 'mixed' }),
    aliases: names('service model | model | type | client type')
  },
  { key: 'industry', kind: 'line', max: 120, aliases: names('industry | sector | market | vertical') },
  { key: 'phone', kind: 'line', max: 60, aliases: names('phone | telephone | phone number | main phone | location phone') },
  { key: 'website', kind: 'line', max: 300, aliases: names('website | web | url | domain | domain names') },
  { key: 'size', kind: 'integer', aliases: names('size | employees | headcount | seats | number of employees | users') },
  { key: 'tags', kind: 'tags', aliases: names('tags | labels') },
  { key: 'notes', kind: 'text', max: 65_536, aliases: names('notes | note | comments | description | remarks') }
]

/** Fields of a contact. */
export const contactFields: readonly ImportField[] = [
  {
    key: 'client',
    kind: 'client',
    aliases: names(
      'client | company | company name | client name | organization | organisation | customer | account | account name | organization id | company id'
    )
  },
  { key: 'name', kind: 'line', max: 200, required: true, aliases: names('name | full name | contact | contact name | display name') },
  { key: 'firstName', kind: 'line', max: 100, aliases: names('first name | given name | forename') },
  { key: 'lastName', kind: 'line', max: 100, aliases: names('last name | surname | family name') },
  { key: 'email', kind: 'line', max: 254, aliases: names('email | e-mail | email address | mail | primary email') },
  { key: 'phone', kind: 'line', max: 60, aliases: names('phone | telephone | office phone | work phone | direct phone | business phone') },
  { key: 'mobile', kind: 'line', max: 60, aliases: names('mobile | cell | mobile phone | cell phone') },
  { key: 'position', kind: 'line', max: 120, aliases: names('position | title | job title | role') },
  { key: 'main', kind: 'boolean', aliases: names('main | primary | main contact | primary contact | default contact') },
  { key: 'vip', kind: 'boolean', aliases: names('vip | important') },
  { key: 'notes', kind: 'text', max: 16_384, aliases: names('notes | note | comments | remarks') }
]

/** Fields of an asset. */
export const assetFields: readonly ImportField[] = [
  {
    key: 'client',
    kind: 'client',
    aliases: names('client | company | company name | client name | organization | organisation | customer | account')
  },
  {
    key: 'name',
    kind: 'line',
    max: 200,
    required: true,
    aliases: names('name | asset name | hostname | host name | computer name | device name | device | friendly name | configuration name')
  },
  {
    key: 'kind',
    kind: 'choice',
    choices: assetKinds,
    synonyms: synonymsOf({
      computer: 'laptop | desktop | workstation | notebook | tablet',
      server: 'vm | virtual machine',
      network: 'switch | router | firewall | firewall/router | access point',
      phone: 'mobile phone | mobile',
      licence: 'license | software',
      other: 'display | camera | tv'
    }),
    aliases: names('kind | type | asset type | device type | category | configuration type | class')
  },
  {
    key: 'tag',
    kind: 'line',
    max: 60,
    aliases: names('tag | asset tag | label | inventory number | asset number | otherserial | barcode')
  },
  { key: 'serial', kind: 'line', max: 120, aliases: names('serial | serial number | sn | s/n | service tag') },
  { key: 'manufacturer', kind: 'line', max: 120, aliases: names('manufacturer | make | vendor | brand') },
  { key: 'model', kind: 'line', max: 200, aliases: names('model | model number | product | model id') },
  {
    key: 'status',
    kind: 'choice',
    choices: assetStatuses,
    synonyms: synonymsOf({
      'in-use': 'deployed | active | in use | installed',
      spare: 'ready to deploy | in stock | stock',
      'in-repair': 'out for repair | broken | repair',
      retired: 'lost/stolen | disposed | inactive | decommissioned'
    }),
    aliases: names('status | state | asset status | install status')
  },
  { key: 'owner', kind: 'line', max: 200, aliases: names('owner | assigned to | user | contact | used by | last user') },
  { key: 'purchasedOn', kind: 'date', aliases: names('purchased | purchase date | purchased on | date purchased | bought') },
  {
    key: 'warrantyUntil',
    kind: 'date',
    aliases: names(
      'warranty until | warranty expire | warranty expires | warranty end | warranty expiration | warranty expiration date | warranty'
    )
  },
  { key: 'endOfLifeOn', kind: 'date', aliases: names('end of life | eol | end of life date | retire by') },
  {
    key: 'replacementCostMinor',
    kind: 'money',
    aliases: names('replacement cost | cost | price | purchase price | value | purchase cost')
  },
  { key: 'notes', kind: 'text', max: 16_384, aliases: names('notes | note | comments | description | remarks') }
]
