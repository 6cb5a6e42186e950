/** 16 × 16, drawn with strokes in the colour of the text beside them. */
const PATHS = {
  signOut: 'M6 2.5H3.5v11H6M10 5l3 3-3 3M13 8H6.5',
  upload: 'M8 10.5v-8M4.8 5.2 8 2l3.2 3.2M2.5 10.5v3h11v-3',
  download: 'M8 2v8M4.8 7.3 8 10.5l3.2-3.2M2.5 10.5v3h11v-3',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  done: 'M3 8.5l3.2 3.2L13 4.8',
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
