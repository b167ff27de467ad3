// Parley's mark: a speech bubble with one calm line.
export function Mark({ className = 'size-6' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" className="fill-solid" />
      <path d="M9 8.5h9.2a6.3 6.3 0 0 1 0 12.6H14l-5 4z" fill="#fff" />
      <path d="M13 14.8h5.4" className="stroke-solid" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}
