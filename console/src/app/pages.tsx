// Pages that take something from their address.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { LedgerPage } from '#ledger/ledger-page.tsx';
import { AuditPage } from '#monitoring/audit-page.tsx';
import { PurposePage } from '#purposes/purpose-page.tsx';
import { CertificatePage } from '#rights/certificate-page.tsx';
import { RequestPage } from '#rights/request-page.tsx';

export function PurposeEntry() {
  const { purpose } = useParams({ from: '/house/purposes/$purpose' });
  return <PurposePage id={purpose} />;
}

export function RequestEntry() {
  const { request } = useParams({ from: '/house/requests/$request' });
  return <RequestPage id={request} />;
}

export function CertificateEntry() {
  const { request } = useParams({ from: '/house/requests/$request/certificate' });
  return <CertificatePage request={request} />;
}

export function AuditEntry() {
  const { audit } = useParams({ from: '/house/audits/$audit' });
  return <AuditPage id={audit} />;
}

export function LedgerEntry() {
  const { person, entry } = useSearch({ from: '/house/ledger' });
  const navigate = useNavigate();
  const about = (next: string | undefined): void =>
    void navigate({ to: '/ledger', search: next === undefined ? {} : { person: next }, replace: true });
  return <LedgerPage person={person} entry={entry} onPerson={about} />;
}
