import { size_words } from './delivery';
import { shown_body } from './pretty';

// What somebody sent, as text and nothing else.
export function Code(props: { label: string; text: string; as_it_is?: boolean }) {
  const { text, cut } = props.as_it_is ? { text: props.text, cut: 0 } : shown_body(props.text);
  return (
    <figure class="listing">
      <figcaption>{props.label}</figcaption>
      <pre dir="ltr" tabIndex={0} aria-label={props.label}>
        {text}
      </pre>
      {cut > 0 && <p class="note">{size_words(cut) + ' more are not shown.'}</p>}
    </figure>
  );
}
