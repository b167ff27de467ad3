// The requests, and above them what else waits for those who answer for privacy.
import { ExportsToAgree } from '#departure/agreeing.tsx';
import { RequestsPage } from '#rights/requests-page.tsx';

export function RequestsEntry() {
  return <RequestsPage also={<ExportsToAgree />} />;
}
