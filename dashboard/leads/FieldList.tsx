import { usePage } from './page.ts';

/** What was written, field by field; names that have a meaning are said in the reader's language. */
export const FieldList = ({ fields }: { fields: Readonly<Record<string, string>> }) => {
  const { words } = usePage();
  const named: Readonly<Record<string, string>> = words.fields;
  const written = Object.entries(fields).filter(([, value]) => value.trim() !== '');
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
