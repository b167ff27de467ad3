// Purposes and notices as the API gives them, in one language.
import type { Answer } from '@parley/contract';
import type { Special } from '@parley/contract/special';
import type { Language, Notice, Purpose } from './types.ts';

export function purposeForWire(purpose: Purpose, language: Language): Answer<'changePurpose'> {
  const { id, code, version, lawfulBasis, article, dpv, period, starts, optional, active, texts, meaning } = purpose;
  const { confirmOn, special, toChildren, renewAfter, askBeforeEnd } = purpose;
  const sources = purpose.sources.map(({ names, categories, ...source }) => ({
    ...source,
    names: { ...names },
    categories: [...categories],
  }));
  const { name, description } = purpose.texts[language];
  const limits = { categories: [...purpose.categories], channels: [...purpose.channels], recipients: [...purpose.recipients] };
  const words = { name, description, texts, meaning, since: purpose.since.toISOString() };
  return {
    id,
    code,
    version,
    ...words,
    lawfulBasis,
    article,
    dpv,
    ...limits,
    period,
    starts,
    optional,
    active,
    confirmOn: [...confirmOn],
    specialCategories: [...special] as Special[],
    toChildren,
    renewAfter,
    askBeforeEnd,
    sources,
  };
}

export function noticeForWire(notice: Notice): Answer<'listNotices'>['items'][number] {
  const { id, version, language, hash, short, publishedBy } = notice;
  return {
    id,
    version,
    language,
    hash,
    short,
    publishedAt: notice.publishedAt.toISOString(),
    publishedBy,
    sections: sectionsForWire(notice.sections),
  };
}

/** Copies that the wire may change. */
export const sectionsForWire = (sections: Notice['sections']): Answer<'listNotices'>['items'][number]['sections'] =>
  sections.map(({ also, tells, ...section }) => ({ ...section, ...(also && { also: [...also] }), ...(tells && { tells: [...tells] }) }));
