import { Modal } from '@mantine/core';
import css from './HelpDialog.module.css';

const COMMANDS: readonly [title: string, keys: readonly [key: string, does: string][]][] = [
  [
    'Everywhere',
    [
      ['Ctrl k', 'Go to a page or a site, or do something'],
      ['/', 'Search in the list'],
      ['g o', 'Overview'],
      ['g s', 'Sites'],
      ['g e', 'Events'],
      ['g p', 'Plans'],
      ['g a', 'Activity'],
      ['g u', 'Users'],
      ['g ,', 'Settings'],
      ['?', 'This help'],
      ['Esc', 'Close what is open'],
    ],
  ],
  [
    'In a list',
    [
      ['j k', 'Next and previous row'],
      ['Home End', 'First and last row'],
      ['Enter', 'Open the row'],
      ['x', 'Select the row'],
      ['Shift x', 'Select from the last one to here'],
      ['Ctrl a', 'Select all that match'],
    ],
  ],
  [
    'On a site',
    [
      ['a', 'Accept the match'],
      ['m', 'Choose a company'],
      ['u', 'Unlink'],
    ],
  ],
];

/** The keyboard's commands. */
export default function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keyboard commands" size="lg">
      <div className={css.help}>
        {COMMANDS.map(([title, keys]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key}>
                  <dt>
                    {key.split(' ').map(each => (
                      <kbd key={each}>{each}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
