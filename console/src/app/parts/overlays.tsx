// What opens above a page: menus, dialogs and sheets. They open in the theme of the page, not of their column.
import { Copy, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#ui/button.tsx';
import { Dialog, Sheet } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { Menu, MenuChoice, MenuChoices, MenuItem, MenuLabel, MenuLine } from '#ui/menu.tsx';
import { Popover } from '#ui/popover.tsx';
import { Row, type Sample } from './state.tsx';

const failed = { isError: true, error: new Error('offline'), isPending: false };
const nothing = (): void => undefined;

export const overlaySamples: readonly Sample[] = [
  { name: 'menu, popover, dialog', note: 'Press to open; Escape closes and gives the focus back.', show: Overlays },
];

function Overlays() {
  const [open, setOpen] = useState<'dialog' | 'sheet'>();
  const [choice, setChoice] = useState('a');
  const close = (): void => setOpen(undefined);
  return (
    <Row>
      <Menu trigger={<Button>Menu</Button>}>
        <MenuLabel>Choices</MenuLabel>
        <MenuChoices value={choice} onChoose={setChoice}>
          <MenuChoice value="a">One</MenuChoice>
          <MenuChoice value="b">Another</MenuChoice>
        </MenuChoices>
        <MenuLine />
        <MenuItem icon={Copy} keys="C" onSelect={nothing}>
          Copy
        </MenuItem>
        <MenuItem icon={Copy} disabled onSelect={nothing}>
          Disabled
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={nothing}>
          Remove
        </MenuItem>
      </Menu>
      <Popover label="Popover" tip="More on press" trigger={<Button>Popover</Button>}>
        More about one thing, beside what opened it.
      </Popover>
      <Button onClick={() => setOpen('dialog')}>Dialog</Button>
      <Button onClick={() => setOpen('sheet')}>Sheet</Button>
      <Dialog open={open === 'dialog'} onClose={close} title="A dialog" about="One sentence about what is asked.">
        <form action={close}>
          <Field label="A field" />
          <FormEnd of={failed} cancel="Cancel" onCancel={close}>
            Save
          </FormEnd>
        </form>
      </Dialog>
      <Sheet open={open === 'sheet'} onClose={close} title="A sheet">
        <p className="p-5">What slides in from the side.</p>
      </Sheet>
    </Row>
  );
}
