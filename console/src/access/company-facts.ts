// What a company is, as the server tells it, and what its forms send: apart from the form fields, which the first load does not need.
import type { Answer, Body } from '@parley/contract';

export type Company = Answer<'readWorkspace'>;

/** The facts that a form holds; what it does not ask stays as it is. */
export function factsOf(form: FormData): Body<'changeWorkspace'> {
  const facts: Record<string, string | null> = {};
  for (const name of ['name', 'address', 'dpoContact', 'country', 'authority', 'language', 'accent'])
    if (form.has(name)) facts[name] = String(form.get(name)).trim();
  if (form.has('contactEmail')) facts['contactEmail'] = String(form.get('contactEmail')).trim() || null;
  return facts as Body<'changeWorkspace'>;
}
