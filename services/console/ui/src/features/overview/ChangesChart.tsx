import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { queries } from '@/api/queries';
import { Failed, Skeleton } from '@/components/Said';
import { useNow } from '@/lib/now';
import { perHour } from '@/lib/time';
import css from './ChangesChart.module.css';

const HOURS = 24;
const HOUR = 3_600;
/** As many as one page may hold; with more changes, the chart begins later and says so. */
const READ_MAX = 500;
const HEIGHT = 196;

/** Decisions and changes of each hour. */
export function ChangesChart() {
  const activity = useQuery(queries.activity('', READ_MAX));
  const now = useNow();
  if (activity.isError) return <Failed failure={activity.error} retry={() => void activity.refetch()} />;
  if (!activity.data) return <Skeleton lines={6} />;
  const moments = activity.data.items.map(line => line.at);
  const end = Math.floor(now / 1_000 / HOUR) * HOUR + HOUR;
  const counts = perHour(moments, HOURS, end * 1_000);
  const oldest = moments.at(-1);
  const isCut =
    activity.data.total > moments.length && oldest !== undefined && now - Date.parse(oldest) < HOURS * HOUR * 1_000;
  return (
    <div className={css.chart}>
      <Bars counts={counts} end={end} />
      {isCut ? <p className="muted">Only the last {READ_MAX} changes are counted.</p> : null}
    </div>
  );
}

function Bars({ counts, end }: { counts: number[]; end: number }) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const total = counts.reduce((sum, count) => sum + count, 0);
  const label = `${total} changes in the last 24 hours, most in one hour: ${Math.max(...counts)}`;
  const key = counts.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again when the numbers or the theme change
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const from = end - counts.length * HOUR;
    const times = counts.map((_, index) => from + index * HOUR + HOUR / 2);
    const plot = new uPlot(options(element.clientWidth, Math.max(...counts), from, end), [times, counts], element);
    const resized = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [key, end, scheme]);
  return <div ref={box} className={css.box} role="img" aria-label={label} />;
}

function options(width: number, highest: number, from: number, end: number): uPlot.Options {
  const styles = getComputedStyle(document.documentElement);
  const token = (name: string) => styles.getPropertyValue(name).trim();
  const axis = { stroke: token('--muted'), font: '11px "Inter Variable", sans-serif', ticks: { show: false } };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { range: () => [from, end] }, y: { range: [0, Math.max(4, Math.ceil(highest * 1.15))] } },
    axes: [
      { ...axis, grid: { show: false }, space: 64, values: (_, times) => times.map(hourOf) },
      { ...axis, grid: { stroke: token('--line'), width: 1 }, size: 36, incrs: [1, 2, 5, 10, 20, 50, 100, 200] },
    ],
    series: [
      {},
      {
        fill: token('--fill'),
        stroke: token('--fill'),
        width: 0,
        paths: uPlot.paths.bars?.({ size: [0.6, 24], radius: 0.15 }),
        points: { show: false },
      },
    ],
  };
}

/** Hours of the day as people of all countries read them. */
function hourOf(seconds: number): string {
  return new Date(seconds * 1_000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
