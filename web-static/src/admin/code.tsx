import { shown_body } from './pretty';
import { size_words } from './delivery';

// What somebody sent, as text and nothing else.
export function Code(props: { label: string; text: string }) {
  const { text, cut } = shown_body(props.text);
  return (
    <figure class="code">
      <figcaption>{props.label}</figcaption>
      <pre dir="ltr" tabIndex={0} aria-label={props.label}>
        {text}
      </pre>
      {cut > 0 && <p class="note">{size_words(cut) + ' more are not shown.'}</p>}
    </figure>
  );
}
