// A photo where there is one, else initials on a quiet colour that follows from the id, never from the name. Decoration: the name always stands beside it.
import { UserRound } from 'lucide-react';

const hues = [266, 205, 160, 130, 85, 45, 15, 330, 300];

type AvatarProps = { name: string; id: string; size?: keyof typeof sizes /** Path of a photo. */; photo?: string | null };

export function Avatar({ name, id, size = 'md', photo }: AvatarProps) {
  if (photo) return <img src={photo} alt="" className={`shrink-0 rounded-full bg-hover object-cover ${sizes[size]}`} />;
  const hue = hues[seed(id) % hues.length] ?? 266;
  const style = {
    background: `light-dark(oklch(0.9 0.045 ${hue}), oklch(0.36 0.05 ${hue}))`,
    color: `light-dark(oklch(0.38 0.09 ${hue}), oklch(0.9 0.06 ${hue}))`,
  };
  const letters = initials(name);
  return (
    <span
      aria-hidden
      data-initials={letters}
      style={style}
      className={`inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none before:content-[attr(data-initials)] ${sizes[size]}`}
    >
      {!letters && <UserRound className="size-1/2" strokeWidth={2} />}
    </span>
  );
}

const sizes = { sm: 'size-6 text-2xs', md: 'size-9 text-xs', lg: 'size-12 text-base', xl: 'size-24 text-2xl' };

/** One or two letters; nothing for a person without a name, who gets a figure instead. */
export function initials(name: string): string {
  const parts = name
    .trim()
    .split(/\s+/)
    .filter((part) => /^\p{L}/u.test(part));
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => (part ? [...part][0] : '')).join('');
  return letters.toUpperCase();
}

function seed(id: string): number {
  let sum = 0;
  for (const letter of id.slice(-8)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum;
}
