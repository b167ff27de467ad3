// Fields in every state.
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { Pick } from '#ui/pick.tsx';
import { Row, type Sample, State } from './state.tsx';

const choices = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'German' },
];

export const fieldSamples: readonly Sample[] = [
  { name: 'field', note: 'Label above; hint below; an error takes the place of the hint.', show: Fields },
  { name: 'field, area and choice', show: Areas },
];

function Fields() {
  return (
    <>
      <Field label="Rest" placeholder="name@example.com" />
      <Field label="With a hint" hint="What it is for, in one sentence." defaultValue="Ada" />
      <Field label="Optional" optional="optional" />
      <Field label="Error" defaultValue="ada@" error="This is no email address." />
      <Field label="Disabled" disabled defaultValue="fixed" />
      <Field
        label="A label that is so long that it has to wrap when the column is as narrow as on a phone"
        defaultValue="And a value that is longer than its field and is cut at the edge"
      />
    </>
  );
}

function Areas() {
  return (
    <>
      <AreaField label="Rest" rows={2} />
      <AreaField label="Error" rows={2} error="Please say why." />
      <AreaField label="Disabled" rows={2} disabled defaultValue="fixed" />
      <SelectField label="Choice" choices={choices} />
      <SelectField label="Choice, error" choices={choices} error="Please choose." />
      <SelectField label="Choice, disabled" choices={choices} disabled />
      <Row>
        <State name="checkbox">
          <input type="checkbox" aria-label="Checkbox" className="size-6" defaultChecked />
        </State>
        <State name="radio">
          <input type="radio" aria-label="Radio" className="size-6" defaultChecked />
        </State>
        <State name="pick, chosen">
          <Pick name="shown" value="one" chosen="one" onChoose={() => undefined}>
            In these inboxes
          </Pick>
        </State>
        <State name="pick, at rest">
          <Pick name="shown" value="other" chosen="one" onChoose={() => undefined}>
            In every inbox
          </Pick>
        </State>
      </Row>
    </>
  );
}
