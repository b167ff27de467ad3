// The assessments, and one of them when the address names it.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { AssessmentPage } from '#assessments/assessment-page.tsx';
import { AssessmentsPage } from '#assessments/assessments-page.tsx';

export function AssessmentsEntry() {
  const { assessment } = useSearch({ from: '/house/assessments' });
  const navigate = useNavigate();
  const open = (id: string | undefined): void => void navigate({ to: '/assessments', search: id === undefined ? {} : { assessment: id } });
  return assessment === undefined ? (
    <AssessmentsPage onOpen={open} />
  ) : (
    <AssessmentPage key={assessment} id={assessment} onLeave={() => open(undefined)} />
  );
}
