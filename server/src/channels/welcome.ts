// What a person reads who opens a chat and has not written yet: who answers, and where one's rights are looked after (Art. 13(1), (2)). It needs no session and leaves no trace.
import { centreKey, company } from '#access';
import { config } from '#kit/config';
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { Language } from '#purposes';

type Facts = { readonly company: string; readonly privacy: string };

/** In the person's language where it is one of ours, else the company's. */
export async function welcome(
  tools: Tools,
  workspace: WorkspaceId,
  language: string | undefined,
): Promise<{ readonly company: string; readonly text: string }> {
  return act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, async (ctx) => {
    const facts = await company(ctx);
    const spoken = [language?.slice(0, 2), facts.language].find(
      (each): each is Language => each !== undefined && Object.hasOwn(texts, each),
    );
    const privacy = `${config.of(ctx).publicUrl}/privacy/${await centreKey(ctx)}`;
    return { company: facts.name, text: texts[spoken ?? 'en']({ company: facts.name, privacy }) };
  });
}

const texts: Readonly<Record<Language, (facts: Facts) => string>> = {
  en: ({ company, privacy }) =>
    `Welcome. ${company} answers here. What happens with your data, and your rights: ${privacy}\nWrite to begin. STOP ends messages.`,
  de: ({ company, privacy }) =>
    `Willkommen. Hier antwortet ${company}. Was mit Ihren Daten geschieht, und Ihre Rechte: ${privacy}\nSchreiben Sie, um zu beginnen. STOPP beendet Nachrichten.`,
  fr: ({ company, privacy }) =>
    `Bienvenue. ${company} vous répond ici. Ce que deviennent vos données, et vos droits : ${privacy}\nÉcrivez pour commencer. STOP arrête les messages.`,
  es: ({ company, privacy }) =>
    `Le damos la bienvenida. Aquí responde ${company}. Qué ocurre con sus datos y cuáles son sus derechos: ${privacy}\nEscriba para empezar. BAJA termina los mensajes.`,
};
