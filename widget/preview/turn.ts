/** Turns a quiz to one of its pages, answering on the way what has to be answered, and takes the answers back. */
export const turnTo = (form: HTMLFormElement, page: number): void => {
  const pages = [...form.querySelectorAll<HTMLElement>('.page')];
  for (const passed of pages.slice(0, Math.min(page, pages.length - 1))) {
    const control = passed.querySelector<HTMLInputElement>('[name]');
    if (control?.type === 'radio' || control?.type === 'checkbox') control.checked = true;
    else if (control instanceof HTMLSelectElement) control.selectedIndex = 1;
    else if (control) control.value = '–';
    form.requestSubmit();
  }
  if (page > 0 && pages.length > 0) form.reset();
};
