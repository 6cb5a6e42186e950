/** 16 × 16, drawn with strokes in the colour of the text beside them. */
const PATHS = {
  signOut: 'M6 2.5H3.5v11H6M10 5l3 3-3 3M13 8H6.5',
  upload: 'M8 10.5v-8M4.8 5.2 8 2l3.2 3.2M2.5 10.5v3h11v-3',
  download: 'M8 2v8M4.8 7.3 8 10.5l3.2-3.2M2.5 10.5v3h11v-3',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  up: 'M8 13V3.5M4 7.2l4-4 4 4',
  down: 'M8 3v9.5M4 8.8l4 4 4-4',
  add: 'M8 3v10M3 8h10',
  done: 'M3 8.5l3.2 3.2L13 4.8',
  back: 'M13 8H3.5M7.2 4 3.2 8l4 4',
  search: 'M10.6 10.6 14 14M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0z',
  phone: 'M5.7 2.5H3.3C2.8 9 7 13.2 13.5 12.7v-2.4l-2.8-1-1.3 1.5C7.7 10 6 8.3 5.2 6.6l1.5-1.3z',
  mail: 'M2.5 4h11v8h-11zM2.5 4.5 8 9l5.5-4.5',
  visit: 'M2.5 3.5h11v9h-11zM2.5 6.2h11',
  form: 'M3.5 2.5h9v11h-9zM6 6h4M6 8.5h4',
  note: 'M3 12.8 3.5 10 10.3 3.2l2.5 2.5L6 12.5z',
  stage: 'M4 14V2.5M4 3h8l-2 2.7 2 2.8H4',
  sale: 'M2.5 8.5 8 2.5h5.5V8L8 13.5zM10.8 5.2v.1',
  told: 'M14 2 7 9M14 2 9.5 14 7 9 2 6.5z',
  person: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8zM2.5 14c.6-2.8 2.7-4 5.5-4s4.9 1.2 5.5 4',
  info: 'M8 7.2v4M8 4.6v.4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
} as const;

export const Icon = ({ name }: { name: keyof typeof PATHS }) => (
  <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);

/** A disc, one half of it full. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
    <circle cx="10" cy="10" r="8.5" />
    <path d="M10 1.5a8.5 8.5 0 0 1 0 17z" />
  </svg>
);
