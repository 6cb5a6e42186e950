import type { Field } from './contract.ts';

/**
 * An element with its attributes and children. What stands in a form is made once and changed where it changes; a
 * library that compares trees would weigh as much as all the rest of the forms together.
 */
export const el = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | number | boolean | undefined> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) element.setAttribute(name, `${value}`);
  element.append(...children);
  return element;
};

/** A control with what stands around it, and the line for what is wrong with it: always there, so that nothing moves. */
export const fieldOf = (name: string, control: Element, around: Element, id = name): Field => {
  const error = el('p', { id });
  control.setAttribute('aria-describedby', id);
  return {
    name,
    nodes: [around, error],
    say(problem = '') {
      error.textContent = problem;
      control.setAttribute('aria-invalid', `${!!problem}`);
    },
  };
};
