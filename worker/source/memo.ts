/**
 * Works a thing out once for each object it is made from. Settings stay the same object for as long as the isolate
 * keeps them, and nobody changes them in place: a change of settings is a new object.
 */
export const memo = <K extends object, V>(make: (key: K) => V): ((key: K) => V) => {
  const made = new WeakMap<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
};
