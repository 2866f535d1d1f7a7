import { ActionIcon, Button, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/**
 * The one place for colour, type, space and radius: paper-white and ink, one accent (the blue of a fountain pen), three
 * status colours. Screens use the named variables below (`var(--ink-soft)`), never a colour of their own. Every pair of
 * text and ground passes 4.5 : 1 in light and dark; a status always comes with an icon and a word.
 */

const quill: MantineColorsTuple = [
  '#eef2fb',
  '#dce5f6',
  '#b9caec',
  '#92abdf',
  '#6d8bd2',
  '#4d6dc2',
  '#3654a8',
  '#2c468f',
  '#253a76',
  '#1e2f60',
];
const stone: MantineColorsTuple = [
  '#faf9f7',
  '#f4f2ee',
  '#e9e6e0',
  '#d8d4cc',
  '#bcb7ad',
  '#948e83',
  '#6c675e',
  '#4f4b44',
  '#33302b',
  '#1c1a17',
];
const night: MantineColorsTuple = [
  '#ecebe8',
  '#b8b4ad',
  '#958f86',
  '#6a665f',
  '#423e3a',
  '#322f2c',
  '#282523',
  '#1e1c1b',
  '#161514',
  '#100f0e',
];
const leaf: MantineColorsTuple = [
  '#e9f5ee',
  '#d3ebdd',
  '#a9d7bc',
  '#7cc29a',
  '#4fa677',
  '#2f8a5b',
  '#1b6e45',
  '#175c3a',
  '#124a2f',
  '#0d3823',
];
const amber: MantineColorsTuple = [
  '#fdf3e0',
  '#fae6c0',
  '#f3cf8a',
  '#e8b452',
  '#cf922a',
  '#ab7112',
  '#875300',
  '#704500',
  '#5a3700',
  '#442a00',
];
const brick: MantineColorsTuple = [
  '#fdeeec',
  '#fad9d6',
  '#f3b5b0',
  '#e98d86',
  '#dc645b',
  '#c83f36',
  '#b0221b',
  '#931b15',
  '#771510',
  '#5b0f0c',
];

const face = "'Inter Variable', system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif";

/** What lies over the page is paper of its own; its head is no banner of the page. */
const sheetAttributes = { header: { role: 'presentation' } };
const sheet = {
  content: { background: 'var(--surface)' },
  header: { background: 'var(--surface)' },
  title: { fontSize: '1rem', fontWeight: 620, letterSpacing: '-0.011em' },
};

export const theme = createTheme({
  colors: { quill, gray: stone, dark: night, leaf, amber, brick },
  primaryColor: 'quill',
  primaryShade: { light: 6, dark: 5 },
  white: '#ffffff',
  black: '#1c1a17',
  fontFamily: face,
  headings: {
    fontFamily: face,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.75rem' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.5rem' },
      h3: { fontSize: '0.875rem', lineHeight: '1.25rem' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2.25rem' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      // A quiet action is written in quiet ink; only what moves the work on is loud.
      styles: (_, { variant, color }) => ({
        root: variant === 'subtle' && color === 'gray' ? { '--button-color': 'var(--ink-soft)' } : {},
        label: { fontWeight: variant === 'subtle' ? 500 : 550 },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray', size: 34 },
      styles: (_, { variant, color }) => ({
        root: variant !== 'filled' && (color ?? 'gray') === 'gray' ? { '--ai-color': 'var(--ink-soft)' } : {},
      }),
    }),
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.22 },
        attributes: sheetAttributes,
      },
      styles: sheet,
    },
    Drawer: {
      defaultProps: { radius: 'lg', overlayProps: { backgroundOpacity: 0.22 }, attributes: sheetAttributes },
      styles: sheet,
    },
    // A dialog is no page: its header must not pass for a second banner.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    SegmentedControl: { defaultProps: { radius: 'md', withItemsBorders: false } },
    Menu: { defaultProps: { radius: 'md', shadow: 'md', position: 'bottom-end' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    // Help stands under the field, so that the fields of a row stay in line.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    // Many tabs on a phone are one line that scrolls, not a heap.
    Tabs: {
      vars: () => ({ root: { '--tabs-list-border-width': '1px' } }),
      styles: {
        list: { flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden', scrollbarWidth: 'none' },
        tab: { flex: 'none' },
      },
    },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 2 } },
  },
});

const light = {
  '--page': '#faf9f7',
  '--surface': '#ffffff',
  '--sunken': '#f4f2ee',
  '--hover': '#f1eee9',
  '--hairline': '#e8e5df',
  '--edge': '#d3cec5',
  '--ink': '#1c1a17',
  '--ink-soft': '#575349',
  '--ink-faint': '#6e6a61',
  '--accent': '#3654a8',
  '--accent-ink': '#2c468f',
  '--accent-wash': '#eef2fb',
  '--accent-line': '#c3d0ee',
  '--focus': '#3f63c8',
  '--good': '#1b6e45',
  '--good-wash': '#ecf6f0',
  '--good-line': '#bfe0cc',
  '--attention': '#875300',
  '--attention-wash': '#fdf5e6',
  '--attention-line': '#efd9ab',
  '--refused': '#b0221b',
  '--refused-wash': '#fdf1ef',
  '--refused-line': '#f1c8c4',
  '--shadow-low': '0 1px 2px rgb(28 26 23 / 5%)',
};

const dark: typeof light = {
  '--page': '#161514',
  '--surface': '#1e1c1b',
  '--sunken': '#121110',
  '--hover': '#282523',
  '--hairline': '#322f2c',
  '--edge': '#4a4641',
  '--ink': '#ecebe8',
  '--ink-soft': '#b8b4ad',
  '--ink-faint': '#9d978e',
  '--accent': '#4d6dc2',
  '--accent-ink': '#a9bdec',
  '--accent-wash': '#1e2640',
  '--accent-line': '#35467a',
  '--focus': '#8ea8e8',
  '--good': '#7fd0a3',
  '--good-wash': '#16271e',
  '--good-line': '#2a4d3b',
  '--attention': '#e8b765',
  '--attention-wash': '#2b2214',
  '--attention-line': '#574323',
  '--refused': '#f4a098',
  '--refused-wash': '#321d1b',
  '--refused-line': '#613330',
  '--shadow-low': '0 1px 2px rgb(0 0 0 / 30%)',
};

const shared = {
  '--mantine-color-body': 'var(--page)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-faint)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-error': 'var(--refused)',
  '--mantine-color-anchor': 'var(--accent-ink)',
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...light, ...shared },
  dark: { ...dark, ...shared },
});
