// The ways in, and where they lead afterwards.
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { InvitationPage } from '#access/invitation-page.tsx';
import { ForgottenPage } from '#access/reset/forgotten-page.tsx';
import { ResetPage } from '#access/reset/reset-page.tsx';
import { SetUpPage } from '#access/set-up-page.tsx';
import { SignInPage } from '#access/sign-in-page.tsx';
import { CallbackPage } from '#access/single-sign-on/callback-page.tsx';
import { LeavePage } from '#access/single-sign-on/leave-page.tsx';

const signIn = getRouteApi('/sign-in');
const provider = getRouteApi('/sign-in/$provider');
const callback = getRouteApi('/sign-in/callback/$provider');

export function SignInEntry() {
  const { next } = signIn.useSearch();
  const router = useRouter();
  return <SignInPage next={next} onSignedIn={() => router.history.push(next ?? '/')} />;
}

export function LeaveEntry() {
  return <LeavePage provider={provider.useParams().provider} />;
}

export function CallbackEntry() {
  const router = useRouter();
  return <CallbackPage provider={callback.useParams().provider} onSignedIn={(next) => router.history.replace(next)} />;
}

export function SetUpEntry() {
  const navigate = useNavigate();
  return <SetUpPage onDone={() => void navigate({ to: '/welcome', search: {}, replace: true })} />;
}

export function InvitationEntry() {
  return <InvitationPage onDone={useToInbox()} />;
}

export function ForgottenEntry() {
  return <ForgottenPage />;
}

export function ResetEntry() {
  return <ResetPage onDone={useToInbox()} />;
}

function useToInbox(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: '/', replace: true });
}
