// Who this window works as. Another account is another profile with a database of its own: in this window or in a new one.

import { ActionIcon, Menu, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconExternalLink, IconLogout, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Person } from '#core/organisation/person.entity.ts'
import { roleWords } from '#core/words/records.ts'
import { signInWords } from '#core/words/rooms-app.ts'
import { useStore } from '#renderer/live/store-context.tsx'
import { useRow, useSession } from '#renderer/live/use-live.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { addressOfProfile, knownAccounts, profileOfPage } from './accounts.ts'
import styles from './Shell.module.css'

/** The desktop's pages may open no pages of their own; there the account changes in place. */
const opensTabs = location.protocol.startsWith('http')

export function AccountSwitcher(): React.JSX.Element | null {
  const { session } = useSession()
  const store = useStore()
  const me = useRow<Person>('person', session?.personId ?? null).row
  const [accounts, setAccounts] = useState(knownAccounts)
  if (session === null) return null
  const others = accounts.filter((account) => account.profile !== profileOfPage())
  const go = (profile: string | null): void => location.assign(addressOfProfile(profile))
  return (
    <Menu width={288} position="bottom-start" onOpen={() => setAccounts(knownAccounts())}>
      <Menu.Target>
        <UnstyledButton className={styles['account']}>
          <Avatar name={session.personName} color={me?.avatarColour} size={32} decorative />
          <span className={styles['accountNames']}>
            <b>{session.personName}</b>
            <span>{session.organisationName}</span>
          </span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {roleWords[session.role]}
          {session.clientIds !== null && ` · ${signInWords.clientsOnly(session.clientIds.length)}`}
        </Menu.Label>
        {others.length > 0 && <Menu.Divider />}
        {others.map((account) => (
          <div key={account.profile} className={styles['accountLine']}>
            <Menu.Item leftSection={<Avatar name={account.name} decorative />} onClick={() => go(account.profile)}>
              {account.name}
            </Menu.Item>
            {opensTabs && (
              <ActionIcon
                variant="subtle"
                color="gray"
                component="a"
                href={addressOfProfile(account.profile)}
                target="_blank"
                aria-label={`${account.name}: ${signInWords.newWindow}`}
                title={signInWords.newWindow}
              >
                <IconExternalLink size={16} />
              </ActionIcon>
            )}
          </div>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconUserPlus size={16} />} onClick={() => go(null)}>
          {signInWords.another}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void store.request('signOut', {})}>
          {signInWords.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
