// What tells a state: badges, callouts, refusals, empty, failed and loading.
import { Inbox, Lock } from 'lucide-react';
import { Badge, Count, type Tone } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Facts } from '#ui/page.tsx';
import { Refusal } from '#ui/refusal.tsx';
import { toast } from '#ui/toast.tsx';
import { Row, type Sample, State } from './state.tsx';

const tones: readonly Tone[] = ['plain', 'accent', 'good', 'warn', 'bad'];

export const feedbackSamples: readonly Sample[] = [
  { name: 'badge', show: Badges },
  { name: 'callout, refusal', show: Callouts },
  { name: 'empty', note: 'Empty, failed and loading.', show: Empties },
  { name: 'page', note: 'This page itself stands in it; here a card with facts.', show: Cards },
  { name: 'toast', note: 'Appears at the bottom for six seconds, in the theme of the page.', show: ToastsSample },
];

function Badges() {
  return (
    <>
      <Row>
        {tones.map((tone) => (
          <State key={tone} name={tone}>
            <Badge tone={tone} icon={Lock}>
              Word
            </Badge>
          </State>
        ))}
      </Row>
      <Row>
        <State name="count">
          <Count of={7} label="open" />
        </State>
        <State name="strong">
          <Count of={1200} strong label="unread" />
        </State>
      </Row>
    </>
  );
}

function Callouts() {
  return (
    <>
      {(['plain', 'good', 'warn', 'bad'] as const).map((tone) => (
        <Callout key={tone} tone={tone} title={`Title, ${tone}`}>
          One calm sentence that says what happened and what to do, long enough to wrap.
        </Callout>
      ))}
      <Refusal verdict={{ article: '6(1)(a)', words: 'Nobody agreed to this yet.' }} />
    </>
  );
}

function Empties() {
  return (
    <>
      <Empty icon={Inbox} title="Nothing here" more="What will stand here, and what to do until then." action={<Button>Do it</Button>} />
      <Failed error={undefined} onRetry={() => undefined} />
      <Skeleton lines={4} />
    </>
  );
}

function Cards() {
  return (
    <Card title="Card" about="A sentence about it" actions={<Button size="sm">Action</Button>}>
      <Facts
        facts={[
          ['Term', 'Value'],
          ['A longer term', 'A value that is long enough to wrap to the next line in a narrow column'],
        ]}
      />
    </Card>
  );
}

function ToastsSample() {
  return (
    <Row>
      <Button size="sm" onClick={() => toast('Saved')}>
        Good news
      </Button>
      <Button size="sm" onClick={() => toast('That did not work', 'bad')}>
        Bad news
      </Button>
    </Row>
  );
}
