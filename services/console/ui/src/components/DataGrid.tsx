import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { moved } from '@/lib/keys';
import { isSelected, type Selection } from '@/lib/selection';
import css from './DataGrid.module.css';

export interface Column<Row> {
  id: string;
  title: string;
  /** A width of the grid's columns, such as 2fr or 92px. */
  width: string;
  isNumber?: boolean;
  /** Its name for sorting; left out if the list cannot be sorted by it. */
  sort?: string;
  cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  label: string;
  columns: Column<Row>[];
  total: number;
  rowAt: (index: number) => Row | undefined;
  idOf: (row: Row) => string;
  /** One row on a phone, in two lines. */
  compact: (row: Row) => ReactNode;
  onVisible: (first: number, last: number) => void;
  /** Left out if a row has nothing more to show. */
  onOpen?: (row: Row) => void;
  /** A key that moves and selects nothing; returns whether it was a command. */
  onCommand?: (key: string, row: Row) => boolean;
  actions?: (row: Row) => ReactNode;
  sort?: string | undefined;
  onSort?: (column: string) => void;
  selection?: Selection;
  onSelect?: (index: number, range: boolean) => void;
  onSelectAll?: (all: boolean) => void;
  openId?: string | undefined;
  rowHeight?: number;
  bar?: ReactNode;
  foot?: ReactNode;
  empty?: ReactNode;
}

const PHONE = '(max-width: 720px)';
const PHONE_ROW = 60;
const OVERSCAN = 12;
/** Of the head, which stays in sight above the rows. */
const HEAD = 38;
/** The head is a row too: it is counted, and is the first. */
const HEAD_ROWS = 1;

/** A list of any length: only the rows in sight are in the page, and the focus stays on the grid itself. */
export function DataGrid<Row>(props: Props<Row>) {
  const { columns, total, rowAt, idOf, selection, onVisible } = props;
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false }) ?? false;
  const height = isPhone ? PHONE_ROW : (props.rowHeight ?? 36);
  const scroller = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const [active, setActive] = useState(0);
  const current = Math.min(active, Math.max(0, total - 1));
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the height of rows changes
  useEffect(() => virtual.measure(), [height]);
  const rows = virtual.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => onVisible(first, last), [first, last, onVisible]);

  const goTo = (index: number) => {
    setActive(index);
    virtual.scrollToIndex(index);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const inside = event.target instanceof HTMLElement && event.target.closest('button, a, input') !== null;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a' || !props.onSelectAll) return;
      event.preventDefault();
      props.onSelectAll(true);
      return;
    }
    if (event.altKey || (inside && (event.key === 'Enter' || event.key === ' '))) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 1);
    const to = moved(event.key, current, total, page);
    const row = rowAt(current);
    if (to !== null) goTo(to);
    else if ((event.key === 'x' || event.key === 'X' || event.key === ' ') && props.onSelect) {
      props.onSelect(current, event.key === 'X');
    } else if (event.key === 'Enter' && row) props.onOpen?.(row);
    else if (!row || !props.onCommand?.(event.key, row)) return;
    event.preventDefault();
  };

  const template = columns.map(column => column.width);
  if (selection) template.unshift('40px');
  if (props.actions) template.push('148px');
  const gridColumns = isPhone ? undefined : template.join(' ');
  const every = selection?.all === true && selection.ids.size === 0;
  const some = selection !== undefined && !every && (selection.all || selection.ids.size > 0);

  return (
    <div className={css.frame}>
      <div
        ref={scroller}
        className={css.scroller}
        role="grid"
        aria-label={props.label}
        aria-rowcount={total + HEAD_ROWS}
        aria-multiselectable={selection ? true : undefined}
        aria-activedescendant={total > 0 ? `${prefix}-${current}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {props.bar ? (
          <div role="row" aria-rowindex={1} className={css.top}>
            <div role="gridcell">{props.bar}</div>
          </div>
        ) : (
          <div
            role="row"
            aria-rowindex={1}
            className={`${css.top} ${css.head}`}
            style={{ gridTemplateColumns: isPhone ? (selection ? '40px 1fr' : '1fr') : gridColumns }}
          >
            {selection ? (
              <span role="columnheader" className={css.check}>
                <input
                  type="checkbox"
                  aria-label="Select all"
                  checked={every}
                  ref={box => {
                    if (box) box.indeterminate = some;
                  }}
                  disabled={total === 0}
                  onChange={event => props.onSelectAll?.(event.currentTarget.checked)}
                />
              </span>
            ) : null}
            {(isPhone ? columns.slice(0, 0) : columns).map(column => (
              <Head key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
            {isPhone ? (
              <span role="columnheader" className={css.cell}>
                {props.label}
              </span>
            ) : null}
          </div>
        )}
        {total === 0 ? (
          <div role="row">
            <div role="gridcell">{props.empty}</div>
          </div>
        ) : null}
        <div role={total > 0 ? 'rowgroup' : 'none'} className={css.rows} style={{ height: virtual.getTotalSize() }}>
          {rows.map(item => {
            const row = rowAt(item.index);
            const id = row ? idOf(row) : '';
            const chosen = row !== undefined && selection !== undefined && isSelected(selection, id);
            return (
              <div
                key={item.index}
                id={`${prefix}-${item.index}`}
                role="row"
                aria-rowindex={item.index + 1 + HEAD_ROWS}
                aria-selected={selection ? chosen : undefined}
                className={css.row}
                data-active={item.index === current || undefined}
                data-open={(row !== undefined && id === props.openId) || undefined}
                style={{ height, transform: `translateY(${item.start - HEAD}px)`, gridTemplateColumns: gridColumns }}
                onClick={event => {
                  setActive(item.index);
                  const on = (event.target as HTMLElement).closest('button, a, input, label');
                  if (!on && row) props.onOpen?.(row);
                }}
              >
                {row === undefined ? (
                  <span role="gridcell" className={css.waiting} aria-label="Loading" />
                ) : (
                  <>
                    {selection ? (
                      <span role="gridcell" className={css.check}>
                        <input
                          type="checkbox"
                          tabIndex={item.index === current ? 0 : -1}
                          aria-label={`Select row ${item.index + 1}`}
                          checked={chosen}
                          onChange={event => props.onSelect?.(item.index, (event.nativeEvent as MouseEvent).shiftKey)}
                        />
                      </span>
                    ) : null}
                    {isPhone ? (
                      <div role="gridcell" className={css.compact}>
                        {props.compact(row)}
                      </div>
                    ) : (
                      columns.map(column => (
                        <div role="gridcell" key={column.id} className={column.isNumber ? css.number : css.cell}>
                          {column.cell(row)}
                        </div>
                      ))
                    )}
                    {props.actions ? (
                      <div role="gridcell" className={css.actions}>
                        {props.actions(row)}
                      </div>
                    ) : null}
                  </>
                )}
              </div>
            );
          })}
        </div>
      </div>
      {props.foot ? <div className={css.foot}>{props.foot}</div> : null}
    </div>
  );
}

interface HeadProps<Row> {
  column: Column<Row>;
  sort?: string | undefined;
  onSort?: ((column: string) => void) | undefined;
}

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const by = column.sort;
  const direction =
    by === undefined ? undefined : sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined;
  const shape = column.isNumber ? css.number : css.cell;
  if (by === undefined || !onSort)
    return (
      <span role="columnheader" className={shape}>
        {column.title}
      </span>
    );
  return (
    <span role="columnheader" aria-sort={direction} className={shape}>
      <button type="button" className={css.sort} onClick={() => onSort(by)}>
        {column.title}
        <span aria-hidden className={css.arrow}>
          {direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : ''}
        </span>
      </button>
    </span>
  );
}
