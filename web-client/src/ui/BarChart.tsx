import classes from './BarChart.module.css';
import { niceTop } from './niceTop';

export interface Series {
  key: string;
  name: string;
}

export interface Bar {
  key: string;
  /** Under the bar, where there is room for it. */
  label: string;
  /** One for each series, in their order. */
  values: readonly number[];
}

interface BarChartProps {
  /** What the whole says, for who does not see it; the figures themselves stand in a table beside it. */
  label: string;
  series: readonly Series[];
  bars: readonly Bar[];
  number: (value: number) => string;
}

const height = 200;
const foot = 22;
const side = 44;
const width = 800;
/** Room for half of the last label. */
const margin = 24;
const mostLabels = 9;

/** Bars of parts on top of each other: how much, and of what. */
export function BarChart({ label, series, bars, number }: BarChartProps) {
  const top = niceTop(Math.max(0, ...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0))));
  const step = (width - side) / Math.max(bars.length, 1);
  const every = Math.ceil(bars.length / mostLabels);
  const tall = (value: number) => (value / top) * height;
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.legend}>
        {series.map(({ key, name }, place) => (
          <span key={key} className={classes.entry} data-series={place}>
            {name}
          </span>
        ))}
      </figcaption>
      <svg role="img" aria-label={label} viewBox={`0 -8 ${width + margin} ${height + foot + 8}`}>
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line className={classes.line} x1={side} x2={width} y1={height * (1 - part)} y2={height * (1 - part)} />
            <text className={classes.figure} x={side - 6} y={height * (1 - part) + 4} textAnchor="end">
              {number(top * part)}
            </text>
          </g>
        ))}
        {bars.map((bar, place) => {
          const left = side + place * step;
          let below = 0;
          return (
            <g key={bar.key}>
              {bar.values.map((value, part) => {
                const start = below;
                below += value;
                return (
                  value > 0 && (
                    <rect
                      key={series[part]?.key}
                      className={classes.bar}
                      data-series={part}
                      x={left + step * 0.15}
                      width={step * 0.7}
                      y={height - tall(start + value)}
                      height={tall(value)}
                    >
                      <title>{`${bar.label}: ${series[part]?.name ?? ''} ${number(value)}`}</title>
                    </rect>
                  )
                );
              })}
              {place % every === 0 && (
                <text className={classes.figure} x={left + step / 2} y={height + 16} textAnchor="middle">
                  {bar.label}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
