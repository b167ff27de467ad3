// What a role may do stands on the list of settings as codes, which is how a step was written down: here in the words of the page.
import { named, useWords } from '#lib/language.ts';
import { usePurposeNames } from '#lib/purposes.ts';
import { permissionWords } from './role-words.ts';

/** Puts codes of permissions and purposes into words where a setting is about roles of the company's own; leaves any other as it is. */
export function usePowerInWords(setting: string): (value: string) => string {
  const p = useWords(permissionWords);
  const purposeNames = usePurposeNames();
  return (value) => {
    if (setting !== 'access.own-roles') return value;
    const [may = '', purposes] = value.split('; ');
    const listed = may.split(', ').map((code) => (code in p ? named(p, code) : code));
    return [listed.join(', '), ...(purposes ? [purposeNames(purposes.split(', ')).join(', ')] : [])].join('; ');
  };
}
