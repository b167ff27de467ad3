// The way back above the title of a page that lies below another. It stands outside the heading, whose name is the page's own.
import { createLink } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ComponentProps } from 'react';

export const Back = createLink(({ children, ...rest }: ComponentProps<'a'>) => (
  <a
    {...rest}
    className="mb-2 inline-flex min-h-6 items-center gap-1.5 text-sm text-muted hover:text-ink print:hidden pointer-coarse:min-h-10"
  >
    <ArrowLeft aria-hidden className="size-3.5" strokeWidth={2} /> {children}
  </a>
));
