// The register of recipients: whether the gate hands them anything today, and why not.

import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { Building2, Plus, ShieldCheck, ShieldX } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { named, useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { VendorDialog } from './vendor-dialog.tsx';
import { vendorWords } from './words.ts';

export type Vendor = Answer<'changeVendor'>;

export function VendorsPage() {
  const w = useWords(vendorWords);
  const query = useQuery({ queryKey: keys.vendors, queryFn: () => client.call('listVendors') });
  const [editing, setEditing] = useState<Vendor | 'new'>();
  const mayChange = useMe().permissions.includes('vendors.change');
  const add = mayChange && (
    <Button look="solid" icon={Plus} onClick={() => setEditing('new')}>
      {w.add}
    </Button>
  );
  return (
    <Page title={w.title} about={w.about} actions={add}>
      {query.isPending && <Skeleton lines={6} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <Empty icon={Building2} title={w.empty} more={w.emptyMore} />}
      {query.data && query.data.items.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
          {query.data.items.map((vendor) => (
            <VendorRow key={vendor.id} vendor={vendor} onEdit={mayChange ? () => setEditing(vendor) : undefined} />
          ))}
        </ul>
      )}
      <VendorDialog key={editing === 'new' ? 'new' : editing?.id} vendor={editing} onClose={() => setEditing(undefined)} />
    </Page>
  );
}

function VendorRow({ vendor, onEdit }: { vendor: Vendor; onEdit: (() => void) | undefined }) {
  const w = useWords(vendorWords);
  const language = useLanguage();
  const country = new Intl.DisplayNames([language], { type: 'region' }).of(vendor.region);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[minmax(0,1fr)_auto_auto] items-start gap-x-4 gap-y-3 border-b border-line px-5 py-4 last:border-b-0">
      <div>
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold">{vendor.name}</span>
          <code className="text-sm text-muted">{vendor.code}</code>
        </p>
        <p className="text-muted">{vendor.service}</p>
        <p className="mt-1.5 text-sm">
          {w[vendor.role]} · {country}
          {vendor.transfer && ` · ${named(w, vendor.transfer)}`}
        </p>
      </div>
      <div className="text-sm max-sm:order-last max-sm:col-span-2 sm:w-64">
        <Badge tone={vendor.valid ? 'good' : 'warn'} icon={vendor.valid ? ShieldCheck : ShieldX}>
          {vendor.valid ? w.valid : w.invalid}
        </Badge>
        <p className="mt-1.5 text-muted">{vendor.agreement ? vendor.agreement.reference : w.noAgreement}</p>
        {vendor.agreement && (
          <p className="text-muted">
            {w.signed} <Time at={vendor.agreement.signedOn} as="day" /> · <Ending on={vendor.agreement.expiresOn} />
          </p>
        )}
      </div>
      {onEdit && (
        <Button size="sm" look="quiet" onClick={onEdit} aria-label={`${w.edit}: ${vendor.name}`}>
          {w.edit}
        </Button>
      )}
    </li>
  );
}

function Ending({ on }: { on: string | null }) {
  const w = useWords(vendorWords);
  if (!on) return w.never;
  const over = on < new Date().toISOString().slice(0, 10);
  return (
    <span className={over ? 'font-medium text-warn' : ''}>
      {over ? w.expired : w.expires} <Time at={on} as="day" />
    </span>
  );
}
