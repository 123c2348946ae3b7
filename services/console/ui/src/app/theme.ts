import { createTheme } from '@mantine/core';

/** The kit's defaults: sizes of this design, and nothing that would write a style element. */
export const theme = createTheme({
  primaryColor: 'blue',
  fontFamily: 'var(--font)',
  defaultRadius: 'var(--radius)',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Plain values: a component named here would be part of the first page.
    // Locking the page's scroll writes a style element, which the policy refuses.
    Modal: {
      defaultProps: {
        lockScroll: false,
        radius: 'var(--radius-card)',
        centered: true,
        overlayProps: { backgroundOpacity: 0.4 },
        transitionProps: { duration: 120 },
        closeButtonProps: { 'aria-label': 'Close' },
        // The page has one banner; the head of a dialog is none.
        attributes: { header: { role: 'presentation' } },
      },
    },
    Menu: {
      defaultProps: { shadow: 'var(--shadow)', withinPortal: true, transitionProps: { duration: 80 } },
    },
    Popover: { defaultProps: { shadow: 'var(--shadow)', transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { openDelay: 400 } },
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
  },
});
