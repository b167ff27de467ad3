// Purposes by name in the language of the page: elsewhere the server names them in the language of the company.
import { useQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage } from '#lib/language.ts';

/** Names purposes by their codes. */
export function usePurposeNames(): (codes: readonly string[]) => string[] {
  const nameOf = usePurposeName();
  return (codes) => codes.map((code) => nameOf(code, code));
}

/** Names a purpose by its code; until the names are here, the one that came along. */
export function usePurposeName(): (code: string, known: string) => string {
  const language = useLanguage();
  const query = useQuery({
    queryKey: keys.purposes(language),
    queryFn: () => client.call('listPurposes', { query: { language } }),
    staleTime: 5 * 60_000,
  });
  return (code, known) => query.data?.items.find((purpose) => purpose.code === code)?.name ?? known;
}
