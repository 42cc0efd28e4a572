// The longest form of a name that fits. A short form that would also match another name on the same
// list is not used.

export type Fits = (text: string) => boolean;

export function fitting_name(name: string, short: string, others: string[], fits: Fits): string {
  const forms = forms_of(name);
  if (short !== name) forms.push(short); // the server's short form is unambiguous in the office
  for (const form of forms) {
    if (fits(form) && (form === short || form === name || !names_another(form, others)))
      return form;
  }
  return forms[forms.length - 1] as string;
}

// As many whole words as fit, with " …" for the rest. A text whose first word does not fit is
// returned whole: the style sheet cuts it.
export function whole_words(text: string, fits: Fits): string {
  if (fits(text)) return text;
  const words = text.split(/\s+/);
  for (let n = words.length - 1; n > 0; n--) {
    const form =
      words
        .slice(0, n)
        .join(' ')
        .replace(/[,.:;–-]+$/, '') + ' …';
    if (fits(form)) return form;
  }
  return text;
}

// "Ana María del Carmen Fernández", "Ana Fernández", "Ana F."; a name without spaces has one form.
function forms_of(name: string): string[] {
  const words = name.split(/\s+/).filter((word) => word !== '');
  if (words.length < 2) return [name];
  const first = words[0] as string;
  const last = words[words.length - 1] as string;
  // Middle names and initials are a convention of Latin, Greek and Cyrillic script only. عبد الرحمن
  // without its first half is another name, and a single Chinese character is no initial.
  if (!/^[A-Za-z\u00c0-\u024f\u0370-\u04ff]/.test(last)) return [name];
  return [name, first + ' ' + last, first + ' ' + last[0] + '.'];
}

function names_another(form: string, others: string[]): boolean {
  return others.some((other) => forms_of(other).indexOf(form) >= 0);
}
