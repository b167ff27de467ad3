// A box to tick with its words beside it, as high as the fields in its row.
export function Toggle({ label, checked, onChange }: { label: string; checked: boolean; onChange: (next: boolean) => void }) {
  return (
    <label className="flex h-9 items-center gap-2 text-base whitespace-nowrap pointer-coarse:h-11">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} className="size-4 accent-accent" />
      {label}
    </label>
  );
}
