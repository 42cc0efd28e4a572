import { width_em } from '../browser/text_width';
import { brief_figure } from '../text/figure';
import { why_forms } from '../text/tile';
import { Openers } from '../widgets/opener';
import { press } from '../widgets/press';
import { chart_of, labels_of } from './chart';
import { fitting_form } from './fit';
import { Details, FigureLine, figure_em } from './number';
import { figure_line } from './sizes';
import type { TileProps } from './tile_props';
import { Title } from './title';

const label_rem = 0.3;
const labels_from_rem = 2; // tiles of this height have labels below the chart
const peak_from_rem = 3; // and of this height the highest figure above it
const figure_part = 0.7; // of the size of a number without a chart
const beside_least_rem = 1.5;
const keys_max = 31; // parts that can be reached by keyboard

// The figure, and below it bars or a line in an SVG stretched to its box. Texts are HTML on top.
export function SeriesTile(props: TileProps & { figure_rem: number }) {
  const { tile, cell, sizes, explain } = props;
  const figure = props.figure_rem * figure_part;
  const labelled = cell.height >= labels_from_rem;
  const high = cell.height >= peak_from_rem;
  const beside = cell.width - figure_em(tile, figure) * figure - 0.35;
  const chart = chart_of(tile.rows, tile.unit);
  const { peak } = chart;
  const widths = tile.rows.map((row) => width_em(row.name, 400) * label_rem);
  const labels = labelled ? labels_of(widths, cell.width, 0.25) : [];
  const step = cell.width / Math.max(tile.rows.length, 1);
  const last = tile.rows[tile.rows.length - 1];
  const peak_text =
    high && peak !== null
      ? brief_figure((tile.rows[peak] as { value: string | null }).value, tile.unit)
      : '';
  const peak_width = width_em(peak_text, 400) * label_rem;
  const peak_left = Math.max(
    Math.min(step * ((peak || 0) + 0.5) - peak_width / 2, cell.width - peak_width),
    0,
  );
  const open = (key: string) => () => explain({ is: 'tile', id: tile.id, row: key });
  const part = 100 / Math.max(tile.rows.length, 1);
  return (
    <>
      <Title
        tile={tile}
        common={props.common}
        width_rem={cell.width}
        size_rem={sizes.title}
        symbol={false}
        total=""
      />
      <div class="abreast">
        <FigureLine tile={tile} size_rem={figure} />
        <div class="beside">
          {beside >= beside_least_rem && (
            <Details {...props} room_rem={figure * figure_line} width_rem={beside} />
          )}
        </div>
      </div>
      {tile.rows.length === 0 ? (
        (tile.why === null || beside < beside_least_rem) && (
          <p class="why">
            {fitting_form(why_forms(tile.why || 'nothing'), 400, sizes.detail, cell.width)}
          </p>
        )
      ) : (
        <figure
          class={'chart' + (labelled ? ' named' : '') + (high ? ' peaked' : '')}
          style={{ '--label': label_rem + 'rem' }}
        >
          <div class="plot">
            <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
              <path class="ground" d={'M0,' + chart.ground.toFixed(2) + 'H100'} />
              {chart.bars.map((bar) => (
                <rect
                  key={bar.key}
                  class={last && bar.key === last.key ? 'now' : ''}
                  x={bar.x.toFixed(3)}
                  y={bar.y.toFixed(2)}
                  width={bar.width.toFixed(3)}
                  height={bar.height.toFixed(2)}
                />
              ))}
              {chart.path && <path class="run" d={chart.path} />}
              {tile.rows.map((row, index) => (
                <rect
                  key={'hit ' + row.key}
                  class="hit"
                  data-key={row.key}
                  x={part * index}
                  y="0"
                  width={part}
                  height="100"
                  {...press(open(row.key))}
                />
              ))}
            </svg>
            {tile.rows.length <= keys_max && (
              <Openers
                class="part_opener"
                list={tile.rows.map((row, index) => ({
                  label: row.name + ': ' + brief_figure(row.value, tile.unit),
                  open: open(row.key),
                  style: { left: part * index + '%', width: part + '%' },
                }))}
              />
            )}
            {chart.end && (
              <span class="dot_now" style={{ left: chart.end.x + '%', top: chart.end.y + '%' }} />
            )}
            {peak_text && (
              <span class="peak" style={{ left: peak_left + 'rem' }}>
                {peak_text}
              </span>
            )}
          </div>
          {labels.map((label) => (
            <span class="under" key={label.index} style={{ left: label.left + 'rem' }}>
              {(tile.rows[label.index] as { name: string }).name}
            </span>
          ))}
        </figure>
      )}
    </>
  );
}
