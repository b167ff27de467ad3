// Kinds of entries about the export of a whole company and the end of its contract.
import { words } from '#lib/language.ts';

export const departureKinds = words(
  {
    'workspace.export-asked': 'An export of everything was asked for',
    'workspace.export-approved': 'Somebody else than the asker approved an export of everything',
    'workspace.export-made': 'An export of everything was made',
    'workspace.export-linked': 'A link to an export of everything was given to whoever asked for it',
    'workspace.export-begun': 'Fetching an export of everything began',
    'workspace.export-broken-off': 'Fetching an export of everything broke off before its end',
    'workspace.export-fetched': 'An export of everything was fetched',
    'workspace.export-confirmed': 'Somebody confirmed that they hold an export of everything and that it opens',
    'workspace.export-removed': 'An export of everything was wiped',
    'workspace.end-asked': 'The end of the contract was asked for',
    'workspace.end-approved': 'A second person approved the end of the contract',
    'workspace.end-cancelled': 'The end of the contract was called off',
    'workspace.end-closing': 'The contract ended: nothing more is written, only fetched',
    'workspace.left': 'The company left; its doors are closed',
  },
  {
    'workspace.export-asked': 'Eine Ausleitung von allem wurde verlangt',
    'workspace.export-approved': 'Jemand anderes gab eine verlangte Ausleitung von allem frei',
    'workspace.export-made': 'Eine Ausleitung von allem wurde erstellt',
    'workspace.export-linked': 'Wer eine Ausleitung von allem verlangte, bekam einen Link darauf',
    'workspace.export-begun': 'Eine Ausleitung von allem wird abgeholt',
    'workspace.export-broken-off': 'Das Abholen einer Ausleitung von allem brach vor dem Ende ab',
    'workspace.export-fetched': 'Eine Ausleitung von allem wurde abgeholt',
    'workspace.export-confirmed': 'Jemand bestätigte, eine Ausleitung von allem zu haben, und dass sie sich öffnet',
    'workspace.export-removed': 'Eine Ausleitung von allem wurde vernichtet',
    'workspace.end-asked': 'Das Ende des Vertrags wurde verlangt',
    'workspace.end-approved': 'Eine zweite Person gab das Ende des Vertrags frei',
    'workspace.end-cancelled': 'Das Ende des Vertrags wurde abgesagt',
    'workspace.end-closing': 'Der Vertrag endete: Es wird nur noch abgeholt, nichts mehr geschrieben',
    'workspace.left': 'Das Unternehmen ist gegangen; seine Türen sind zu',
  },
);
