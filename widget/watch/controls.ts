/** The controls of a form. A form's own properties may be its inputs (`<input name="elements">`): it is asked nothing by name. */

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface Named {
  control: Control;
  /** Its name, or its id where it has none. */
  name: string;
}

/** Those elsewhere in the page that name their form by `form="…"`, too. */
export const controlsOf = (form: HTMLFormElement): Named[] => {
  const root = Node.prototype.getRootNode.call(form) as ParentNode;
  return [...root.querySelectorAll<Control>('input, select, textarea')]
    .filter((control) => control.form === form)
    .map((control) => ({ control, name: control.name || control.id }));
};
