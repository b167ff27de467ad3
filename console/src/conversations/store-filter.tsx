// Conversations that began in one store, or all of them. There only where there are stores: most companies have none.
import { useNavigate } from '@tanstack/react-router';
import { ChevronDown, Store } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { Menu, MenuChoice, MenuChoices } from '#ui/menu.tsx';
import { useStores } from './store-mark.tsx';
import type { View, Within } from './views.ts';
import { inboxWords } from './words.ts';

export function StoreFilter({ view, inbox, store, team }: Within & { view: View }) {
  const w = useWords(inboxWords);
  const navigate = useNavigate();
  const stores = useStores().data?.items ?? [];
  if (stores.length === 0 && !store) return null;
  const choose = (next: string): void =>
    void navigate({
      to: '/inbox',
      search: { view, ...(inbox && { inbox }), ...(team && { team }), ...(next !== 'any' && { store: next }) },
    });
  return (
    <div className="mb-1.5 px-1.5">
      <Menu
        trigger={
          <button
            type="button"
            data-on={store !== undefined}
            className="flex h-7 max-w-full items-center gap-1.5 rounded-full border border-line px-2.5 text-xs text-muted hover:text-ink data-[on=true]:border-accent data-[on=true]:text-ink pointer-coarse:h-10"
          >
            <Store aria-hidden className="size-3.5 shrink-0" strokeWidth={1.9} />
            <span className="sr-only">{w.filterStore}: </span>
            <span className="truncate">{stores.find(({ id }) => id === store)?.name ?? w.anyStore}</span>
            <ChevronDown aria-hidden className="size-3 shrink-0" strokeWidth={2} />
          </button>
        }
      >
        <MenuChoices value={store ?? 'any'} onChoose={choose}>
          <MenuChoice value="any">{w.anyStore}</MenuChoice>
          {stores.map(({ id, name }) => (
            <MenuChoice key={id} value={id}>
              {name}
            </MenuChoice>
          ))}
        </MenuChoices>
      </Menu>
    </div>
  );
}
