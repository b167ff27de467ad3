// The campaigns, and one of them when the address names it.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { CampaignPage } from '#campaigns/campaign-page.tsx';
import { CampaignsPage } from '#campaigns/campaigns-page.tsx';

export function CampaignsEntry() {
  const { campaign } = useSearch({ from: '/house/campaigns' });
  const navigate = useNavigate();
  const open = (id: string | undefined): void => void navigate({ to: '/campaigns', search: id === undefined ? {} : { campaign: id } });
  return campaign === undefined ? <CampaignsPage onOpen={open} /> : <CampaignPage key={campaign} id={campaign} onOpen={open} />;
}
