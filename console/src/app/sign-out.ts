// Ends the session; the page begins anew, so that nothing of it stays in memory.
import { client, errorWords } from '#lib/client.ts';
import { toast } from '#ui/toast.tsx';

export async function signOut(): Promise<void> {
  try {
    const { to } = await client.call('signOut');
    location.assign(to ?? '/sign-in'); // where the session began at a provider, it ends there too
  } catch (error) {
    toast(errorWords(error), 'bad');
  }
}
