// Avatars, channels, the mark, times and the names of lawful bases.
import { named, useWords } from '#lib/language.ts';
import { Avatar } from '#ui/avatar.tsx';
import { basisWords } from '#ui/basis.ts';
import { ChannelIcon, useChannelName } from '#ui/channel.tsx';
import { CounterCode } from '#ui/counter-code.tsx';
import { Mark } from '#ui/mark.tsx';
import { Article } from '#ui/refusal.tsx';
import { TemplateButtons } from '#ui/template-buttons.tsx';
import { Time } from '#ui/time.tsx';
import { Row, type Sample, State } from './state.tsx';

const forms = ['short', 'clock', 'day', 'full'] as const;

export const pictureSamples: readonly Sample[] = [
  { name: 'avatar', note: 'The hue follows from the id.', show: Avatars },
  { name: 'channel, mark', show: Marks },
  { name: 'time', show: Times },
  { name: 'basis', show: Bases },
  { name: 'counter code', note: 'In the customer’s language.', show: Codes },
  { name: 'buttons of a template', note: 'Read, not pressed.', show: Pressed },
];

function Codes() {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1H0zM1 1h1v1H1z"/></svg>';
  return (
    <div className="grid gap-3">
      <CounterCode language="fr" picture={svg} />
    </div>
  );
}

function Pressed() {
  return <TemplateButtons buttons={['Look → https://lamps.example.com', 'Stop promotions']} />;
}

function Avatars() {
  return (
    <Row>
      {(['sm', 'md', 'lg'] as const).map((size) => (
        <State key={size} name={size}>
          <Avatar name="Ada Example" id={`per_ada${size}`} size={size} />
        </State>
      ))}
      <State name="no name">
        <Avatar name="" id="per_nobody" />
      </State>
    </Row>
  );
}

function Marks() {
  return (
    <Row>
      <State name={useChannelName('email')}>
        <ChannelIcon channel="email" className="size-5" />
      </State>
      <State name={useChannelName('web-chat')}>
        <ChannelIcon channel="web-chat" className="size-5" />
      </State>
      <State name="another">
        <ChannelIcon channel="carrier-pigeon" className="size-5" />
      </State>
      <State name="mark">
        <Mark className="size-8" />
      </State>
    </Row>
  );
}

function Times() {
  return (
    <Row>
      {forms.map((form) => (
        <State key={form} name={form}>
          <Time at="2026-11-24T09:05:00Z" as={form} />
        </State>
      ))}
    </Row>
  );
}

function Bases() {
  const w = useWords(basisWords);
  return (
    <p>
      {named(w, 'consent')} <Article of="6(1)(a)" />
    </p>
  );
}
