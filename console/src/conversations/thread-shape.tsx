// The thread before its words are there: grey bubbles from the newest upwards.
import { Loading } from '#ui/empty.tsx';

const bubbles = [
  { width: '58%', height: '3rem' },
  { width: '34%', height: '3rem', mine: true },
  { width: '66%', height: '4.75rem' },
  { width: '48%', height: '3rem', mine: true },
  { width: '40%', height: '3rem' },
];

export function ThreadShape() {
  return (
    <div className="mx-auto flex h-full w-full max-w-3xl flex-col justify-end gap-5 px-4 pb-6 sm:px-6">
      <Loading />
      {bubbles.map((bubble) => (
        <span
          key={bubble.width}
          aria-hidden
          className={`animate-breathe rounded-xl bg-hover ${bubble.mine ? 'self-end' : 'sm:ml-12'}`}
          style={{ width: bubble.width, height: bubble.height }}
        />
      ))}
    </div>
  );
}
