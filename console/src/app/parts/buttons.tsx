// Buttons, tabs, switches, links and keys, state by state.
import { Check, FileUp, Pencil, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Back } from '#ui/back.tsx';
import { Button, IconButton } from '#ui/button.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { FileButton } from '#ui/file-button.tsx';
import { Kbd } from '#ui/kbd.tsx';
import { QuietLink, Section } from '#ui/section.tsx';
import { Switch } from '#ui/switch.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { Tooltip } from '#ui/tooltip.tsx';
import { Row, type Sample, State } from './state.tsx';

const looks = ['solid', 'plain', 'quiet', 'danger'] as const;
const nothing = (): void => undefined;

export const buttonSamples: readonly Sample[] = [
  { name: 'button', note: 'Hover: point at it; the ground changes.', show: Buttons },
  { name: 'tooltip', note: 'Point at a button or move the focus there.', show: Tooltips },
  { name: 'switch', show: Switches },
  { name: 'tabs', note: 'One tab stop; arrows move.', show: TabsSample },
  { name: 'back, section, disclosure', show: Sections },
  { name: 'kbd, copy', show: Codes },
];

function Buttons() {
  return (
    <>
      {looks.map((look) => (
        <Row key={look}>
          <State name={`${look}, rest`}>
            <Button look={look} icon={look === 'danger' ? Trash2 : Send}>
              Send
            </Button>
          </State>
          <State name="focus" focused>
            <Button look={look}>Send</Button>
          </State>
          <State name="disabled">
            <Button look={look} disabled>
              Send
            </Button>
          </State>
          <State name="busy">
            <Button look={look} busy icon={Send}>
              Send
            </Button>
          </State>
          <State name="small">
            <Button look={look} size="sm">
              Send
            </Button>
          </State>
        </Row>
      ))}
      <Row>
        <State name="file, rest">
          <FileButton icon={FileUp} accept="text/csv" onPick={nothing}>
            Choose a file
          </FileButton>
        </State>
        <State name="file, busy">
          <FileButton icon={FileUp} accept="text/csv" busy onPick={nothing}>
            Choose a file
          </FileButton>
        </State>
      </Row>
    </>
  );
}

function Tooltips() {
  return (
    <Row>
      <State name="icon, rest">
        <IconButton icon={Pencil} label="Edit" keys="E" />
      </State>
      <State name="pressed">
        <IconButton icon={Check} label="Done" aria-pressed="true" />
      </State>
      <State name="disabled">
        <IconButton icon={Trash2} label="Remove" disabled />
      </State>
      <State name="with a long note">
        <Tooltip text="A note that is longer than one line and therefore wraps where the edge of the note is">
          <Button size="sm">Point here</Button>
        </Tooltip>
      </State>
    </Row>
  );
}

function Switches() {
  const [on, setOn] = useState(false);
  return (
    <Row>
      <State name={on ? 'on' : 'off'}>
        <Switch label="Try me" checked={on} onChange={setOn} />
      </State>
      <State name="on">
        <Switch label="On" checked onChange={nothing} />
      </State>
      <State name="focus" focused>
        <Switch label="Focused" checked={false} onChange={nothing} />
      </State>
      <State name="disabled, on">
        <Switch label="Fixed on" checked disabled onChange={nothing} />
      </State>
      <State name="disabled, off">
        <Switch label="Fixed off" checked={false} disabled onChange={nothing} />
      </State>
    </Row>
  );
}

function TabsSample() {
  const [tab, setTab] = useState('mine');
  const tabs = [
    { value: 'mine', label: 'Mine' },
    { value: 'all', label: 'All' },
    { value: 'long', label: 'A tab with a longer name' },
  ];
  return (
    <Tabs label="Views" tabs={tabs} value={tab} onChange={setTab}>
      <p className="pt-2 text-sm">{`What stands under “${tab}”.`}</p>
    </Tabs>
  );
}

function Sections() {
  return (
    <>
      <p>
        <Back to="/parts">To the page above</Back>
      </p>
      <div className="rounded-lg border border-line bg-raised">
        <Section title="Section" action={<QuietLink onClick={nothing}>Quiet link</QuietLink>}>
          <Disclosure quiet summary="Quiet disclosure">
            <p className="pl-4 text-sm">What it hid.</p>
          </Disclosure>
          <Disclosure summary="Disclosure that fills its row">
            <p className="pl-7 text-sm">What it hid.</p>
          </Disclosure>
        </Section>
      </div>
    </>
  );
}

function Codes() {
  return (
    <>
      <Row>
        <Kbd keys="G I" />
        <Kbd keys="Control K" />
        <Kbd keys="Escape" />
      </Row>
      <CodeBlock
        label="Snippet"
        text={'<script src="https://parley.example.com/widget.js" data-key="a-key-that-is-long-enough-to-scroll-sideways"></script>'}
      />
    </>
  );
}
