import { usePage } from './page.ts';

/** What was written, field by field; names that have a meaning are said in the reader's language. */
export const FieldList = ({ fields }: { fields: Readonly<Record<string, string>> }) => {
  const { words } = usePage();
  const named: Readonly<Record<string, string>> = words.fields;
  const order = Object.keys(named);
  /** Who it is first, what is asked for after it. */
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const written = Object.entries(fields)
    .filter(([, value]) => value.trim() !== '')
    .sort(([a], [b]) => place(a) - place(b));
  if (written.length === 0) return null;
  return (
    <dl class="fieldList">
      {written.map(([name, value]) => (
        <div key={name}>
          <dt>{Object.hasOwn(named, name) ? named[name] : name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};
