// Whether a page of many parts has what it shows first: until then one calm shape stands for all of it, so that no part pushes another about.
import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

const quietMs = 60; // parts begin to ask one after the other
const patienceMs = 2000; // then what is there is shown, whatever is still on its way

/** True once nothing that names this id has been read for the first time for a moment; from then on it stays true. */
export function useSettled(id: string): boolean {
  const first = useIsFetching({ predicate: (query) => query.state.data === undefined && query.queryKey.includes(id) });
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (first > 0) return;
    const timer = setTimeout(() => setSettled(true), quietMs);
    return () => clearTimeout(timer);
  }, [first]);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return settled;
}
