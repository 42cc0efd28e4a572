import { size_text } from './delivery';
import { shown_body } from './pretty';

// A request or a body as plain text.
export function Code(props: { label: string; text: string; verbatim?: boolean }) {
  const { text, cut } = props.verbatim ? { text: props.text, cut: 0 } : shown_body(props.text);
  return (
    <figure class="listing">
      <figcaption>{props.label}</figcaption>
      <pre dir="ltr" tabIndex={0} aria-label={props.label}>
        {text}
      </pre>
      {cut > 0 && <p class="note">{size_text(cut) + ' more not shown.'}</p>}
    </figure>
  );
}
