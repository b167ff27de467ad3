// The account: appearance, language, keys, sign-out.
import { useNavigate } from '@tanstack/react-router';
import { Accessibility, ChevronsUpDown, Keyboard, KeyRound, LogOut, UserRound } from 'lucide-react';
import { chooseLanguage, type Language, useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { chooseTheme, type Theme, useTheme } from '#lib/theme.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Menu, MenuChoice, MenuChoices, MenuItem, MenuLabel, MenuLine } from '#ui/menu.tsx';
import { signOut } from './sign-out.ts';
import { shellWords } from './words.ts';

export function AccountMenu({ onKeys }: { onKeys: () => void }) {
  const w = useWords(shellWords);
  const me = useMe().staff;
  const navigate = useNavigate();
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="flex h-10 w-full items-center gap-2.5 rounded-md px-2 text-left transition-colors duration-100 hover:bg-hover data-[state=open]:bg-pressed"
        >
          <Avatar name={me.name} id={me.id} photo={me.photo} size="sm" />
          <span className="min-w-0 grow truncate text-base">
            <span className="sr-only">{w.account}: </span>
            {me.name}
          </span>
          <ChevronsUpDown aria-hidden className="size-3.5 text-muted" strokeWidth={2} />
        </button>
      }
    >
      <MenuItem icon={UserRound} onSelect={() => void navigate({ to: '/profile' })}>
        {w.profile}
      </MenuItem>
      <MenuItem icon={KeyRound} onSelect={() => void navigate({ to: '/security' })}>
        {w.security}
      </MenuItem>
      <MenuLine />
      <MenuLabel>{w.theme}</MenuLabel>
      <MenuChoices value={useTheme()} onChoose={(next) => chooseTheme(next as Theme)}>
        <MenuChoice value="system">{w.system}</MenuChoice>
        <MenuChoice value="light">{w.light}</MenuChoice>
        <MenuChoice value="dark">{w.dark}</MenuChoice>
      </MenuChoices>
      <MenuLine />
      <MenuLabel>{w.language}</MenuLabel>
      <MenuChoices value={useLanguage()} onChoose={(next) => chooseLanguage(next as Language)}>
        <MenuChoice value="en">
          <span lang="en">English</span>
        </MenuChoice>
        <MenuChoice value="de">
          <span lang="de">Deutsch</span>
        </MenuChoice>
      </MenuChoices>
      <MenuLine />
      <MenuItem icon={Keyboard} keys="?" onSelect={onKeys}>
        {w.shortcuts}
      </MenuItem>
      <MenuItem icon={Accessibility} onSelect={() => void navigate({ to: '/accessibility' })}>
        {w.accessibility}
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={() => void signOut()}>
        {w.signOut}
      </MenuItem>
    </Menu>
  );
}
